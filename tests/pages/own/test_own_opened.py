"""What the footprint page opens: what this pack cannot show is said in one message, and the page goes on."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.keeping.own_store import FILE
from geo.own_text import link, register_text
from pages.parts.answering.own import own_areas
from pages.parts.own import own_work
from tests.pages.test_own_choice import OURS, PLACE, store  # noqa: F401 - fixture

PAGE = Path(__file__).parents[3] / "pages" / "footprint_builder.py"
GONE, STRANGE = "E01999999", replace(OURS, name="Gone", members=("E01026581", "E01999999"))


def page(**query: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def words(app: AppTest) -> str:
    """All that stands on the page, and that it came to its end."""
    assert [one.message for one in app.exception] == []
    found = " ".join(str(element.proto.body) for element in app.get("html"))
    assert "Members" in found or "No members yet" in found
    return re.sub(r"<[^>]+>", " ", found)


def packed(fields: object) -> str:
    """A link of anything, with its right checksum."""
    letters = base64.urlsafe_b64encode(zlib.compress(json.dumps(fields).encode())).decode().rstrip("=")
    return f"1.{hashlib.sha256(letters.encode()).hexdigest()[:6]}.{letters}"


def fields(area_type: str = "lsoa11", codes: str = "E01026581", own_id: object = "own-x") -> list[object]:
    return [area_type, codes, [], own_id, "X", "", "place", "own", "", "", "listed"]


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (packed(fields(codes=GONE)), f"1 of its areas is not in this pack: {GONE}"),
        (packed(fields(codes=f"E01026581 {GONE}")), f"1 of its areas is not in this pack: {GONE}"),
        (packed(fields(codes="E01999998 E01999999")), "2 of its areas are not in this pack"),
        (packed(fields("lsoa21")), "this pack has no areas of the type lsoa21"),
        (packed(fields("rgn", "E12000006")), "this pack has no areas of the type rgn"),
        (packed(fields(own_id={})), "no text: id"),
    ],
)
def test_a_link_that_this_pack_cannot_show_is_refused_whole(letters: str, said: str) -> None:
    found = words(page(own=letters))
    assert found.count(said) == 1 and "The footprint in the address cannot be opened" in found
    assert (
        "Great Yarmouth and Waveney: 134 LSOAs" in found and "about 1,630" not in found
    )  # where the page usually starts
    own, notices = own_work.linked(own_work.landing() | {"own": letters})
    assert own == PLACE and said in notices[0]
    assert own_work.named(own_work.landing() | {"own": letters}).members == ()


def test_a_link_to_good_areas_is_shown() -> None:
    assert "about 1,6" in words(page(own=packed(fields())))


def test_a_kept_footprint_whose_areas_are_gone_is_said_so(store) -> None:  # noqa: F811 - fixture
    store(OURS, replace(STRANGE, id="own-gone"))
    found = words(page(start="own-gone"))
    assert found.count(f"1 of its areas is not in this pack: {GONE}") == 1
    assert "“Gone” is kept with this pack and cannot be opened" in found and "no areas yet" in found
    own, notices = own_work.linked(own_work.landing() | {"start": "own-gone"})
    assert own.members == () and GONE in notices[0]


def test_kept_footprints_that_can_be_shown_are_offered_and_shown(store) -> None:  # noqa: F811 - fixture
    store(OURS, replace(STRANGE, id="own-gone"))
    assert OURS.id in own_work.known_footprints() and "own-gone" not in own_work.known_footprints()
    app = page(start=OURS.id)
    assert "Riverside: 127 LSOAs" in words(app)
    assert link(OURS) not in str(app.query_params.get("own", ""))


def test_a_kept_file_that_cannot_be_read_is_said_so(store, tmp_path) -> None:  # noqa: F811 - fixture
    store()
    (tmp_path / FILE).write_text(register_text([]) + "a = " + "[" * 100_000)
    assert "lists stand within lists too deep" in words(page(start="pl-gyw"))
    assert own_areas.saved()[0] == {}
