"""The list of what readers added: older versions are named, and shown again when a reader asks."""

from __future__ import annotations

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from data.adding.areas import Areas
from data.adding.kept import OwnIndicators
from pages.parts import opened_pack
from tests.data.adding.sheets import HEAD, ROWS, csv_bytes, judged
from tests.data.adding.test_kept import ID


def page() -> None:
    """The list alone."""
    from pages.parts.adding import listing

    listing.listing(allowed=True)


def test_any_older_version_is_named_and_shown_again(kept: OwnIndicators) -> None:
    added = judged(Areas(opened_pack.pack()), csv_bytes([HEAD, *ROWS])).added
    kept.keep(added)
    app = AppTest.from_function(page, default_timeout=30).run()
    assert not app.exception and not app.selectbox
    for number in range(1, 4):
        kept.keep(replace(added, notes=replace(added.notes, file=f"{number}.csv")))
    opened_pack.renew()
    app = AppTest.from_function(page, default_timeout=30).run()
    (box,) = app.selectbox
    assert [label.rpartition(" ")[2] for label in box.options] == ["2.csv", "1.csv", added.notes.file]
    assert box.options[0] == "1 back: added 3 June 2026, from 2.csv"
    box.set_value(2).run()
    app.button(key=f"undo_{ID}").click().run()
    assert not app.exception and kept.added()[0][ID].notes.file == "1.csv"
    assert any("is shown again" in one.proto.body for one in app.get("html"))
