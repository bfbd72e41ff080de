"""A list or a circle begins a new footprint: nothing of the one shown before stands on it; a circle says its centre."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from pages.parts.own.own_work import Work
from tests.pages.own.test_own_opened import page, words


def listed(app: AppTest, codes: str) -> AppTest:
    """The page after a list was pasted and used."""
    app.text_area(key="own_text").set_value(codes)
    return app.button(key="own_use_text").click().run()


def work(app: AppTest) -> Work:
    return app.session_state["_own_work"]


def test_a_new_list_has_no_owner_dates_tier_or_description_of_the_footprint_before() -> None:
    app = page(start="pl-gyw", way="codes")
    before = work(app).present
    assert (before.tier, before.owner, before.valid_from) == ("place", "ICB", "2019-04-01")
    app.text_area(key="own_description").set_value("What was here before")
    app.button(key="own_describe").click().run()
    app = listed(app, "E08000010")
    present = work(app).present
    assert present.members == ("E08000010",) and present.name == "Listed areas"
    assert (present.tier, present.owner, present.description) == ("neighbourhood", "own", "")
    assert (present.valid_from, present.valid_to) == ("", "")
    assert "Neighbourhood, a reader’s own" in words(app) and "led by" not in words(app).split("Then and now")[0]
    assert "1 April 2019" not in words(app).split("Then and now")[0]


def test_what_is_changed_keeps_its_details_and_undo_brings_them_back() -> None:
    app = page(start="pl-gyw", way="codes")
    before = work(app).present
    app.multiselect(key="own_remove").set_value(list(before.members[:2])).run()
    app.button(key="own_remove_button").click().run()
    edited = work(app).present
    assert (edited.tier, edited.owner, edited.valid_from) == (before.tier, before.owner, before.valid_from)
    app = listed(app, "E01026581")
    app.button(key="own_undo_button").click().run()
    assert work(app).present == edited
