"""Adding a file step by step: what was chosen before stands again, and nothing that is here is replaced unasked."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data.adding.areas import Areas
from data.adding.choices import Choices, again, noted, of_notes
from data.adding.kept import OwnIndicators
from data.adding.setting_words import LABELS
from pages.parts import opened_pack
from pages.parts.adding import listing
from tests.data.adding.sheets import ROWS, SMOKING, csv_bytes, judged, ods_bytes
from tests.data.adding.test_kept import ID

HEAD = ["Area code", "Area", "Year", "Smokers", "Vapers", "Births"]  # the guess would take the first count
TWO = [[*row[:3], row[3], number + 11, row[4]] for number, row in enumerate(ROWS)]
CHOSEN = {0: "area_code", 1: "area_name", 2: "period", 4: "numerator", 5: "denominator"}


def page() -> None:
    from pages.parts.adding import taking

    taking.taking()


def box(app: AppTest, label: str):
    """The select box of a label."""
    return next(one for one in app.selectbox if one.label == label)


def test_changing_settings_begins_with_the_columns_that_were_chosen(kept: OwnIndicators) -> None:
    areas = Areas(opened_pack.pack())
    content = csv_bytes([["Our own count"], HEAD, *TWO])
    added = judged(areas, content, header=2, roles=CHOSEN).added
    assert added.frame["numerator"].tolist() == [row[4] for row in TWO]
    kept.keep(added)
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state[listing.EDITED] = ID
    app.run()
    assert not app.exception
    assert (box(app, "Count (numerator)").value, box(app, "Out of (denominator)").value) == (5, 6)
    assert app.number_input[0].value == 2
    next(one for one in app.text_input if one.label == LABELS["owner"]).set_value("Another team")
    next(one for one in app.button if one.label == "Check and preview").click().run()
    assert any("7 rows the same" in one.value for one in app.get("html"))
    next(one for one in app.button if one.label.startswith("Save")).click().run()
    now = kept.added()[0][ID]
    assert now.notes.owner == "Another team" and now.frame["numerator"].tolist() == [row[4] for row in TWO]
    assert now.notes.choices == added.notes.choices


def test_a_newer_file_is_read_by_the_same_headings_and_else_asked_anew(kept: OwnIndicators) -> None:
    areas = Areas(opened_pack.pack())
    added = judged(areas, csv_bytes([HEAD, *TWO]), roles=CHOSEN).added
    before = added.notes.choices
    assert before.headings["numerator"] == "Vapers" and of_notes(noted(before)) == before
    newer = again(before, header=["Births", "Vapers", "Year", "Area", "Area code"], same=False)
    assert newer.roles == {0: "denominator", 1: "numerator", 2: "period", 3: "area_name", 4: "area_code"}
    renamed = ["Births", "Smokers", "Year", "Area code"]  # the count has a new heading, the name is gone
    guess = {0: "numerator", 1: "numerator", 2: "category", 3: "area_code"}
    found = {0: "denominator", 2: "period", 3: "area_code"}
    assert again(before, header=renamed, same=False).roles == found
    assert again(before, header=renamed, same=False, guess=guess).roles == found | {1: "numerator"}
    assert again(before, header=[], same=True) is before
    for wrong in (None, {}, noted(before) | {"columns": {"value": 0}}, noted(before) | {"header": "2"}):
        assert of_notes(wrong) is None


def test_the_sheet_of_a_workbook_is_chosen_again(kept: OwnIndicators) -> None:
    sheets = {"2022": [HEAD, *TWO[:3]], "2023": [HEAD, *TWO]}
    added = judged(Areas(opened_pack.pack()), ods_bytes(sheets), "a.ods", sheet="2023", roles=CHOSEN).added
    assert added.notes.choices.sheet == "2023" and added.notes.choices.header == 1
    kept.keep(added)
    app = AppTest.from_function(page, default_timeout=30)
    app.session_state[listing.EDITED] = ID
    app.run()
    assert not app.exception and box(app, "Sheet").value == "2023"


def test_a_name_that_is_taken_is_told_and_nothing_is_replaced(kept: OwnIndicators, monkeypatch) -> None:
    areas = Areas(opened_pack.pack())
    first = judged(areas, csv_bytes([["Area code", "Area", "Year", "Smokers", "Births"], *ROWS])).added
    kept.keep(first)
    assert "is here already: Smoking when giving birth, Added by the Norfolk place team" in kept.clash(ID)
    kept.remove(ID)
    assert kept.clash(ID).startswith("was here and was taken out") and kept.clash("own_free") == ""
    with pytest.raises(ValueError, match="was here and was taken out"):
        kept.keep(first, new=True)
    from pages.parts.adding import taking

    (fault,) = taking._clash(SMOKING)
    assert "bring that one back" in fault.message and fault.value == SMOKING.name
    kept.restore(ID)
    assert "Replace by a newer file" in taking._clash(SMOKING)[0].message
    kept.keep(first)  # asked for: what was taken out can still be gone back to
    assert len(kept.before(ID)) == 1 and kept.folders(state="removed") == {}
    assert isinstance(Choices().roles, dict)
