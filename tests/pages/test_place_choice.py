"""Choosing a place on the map page puts it on the card; a link, another box or a chosen area changes nothing."""

from __future__ import annotations

import pytest
import streamlit as st

from pages.parts.asking import address, place_choice, selection


@pytest.fixture
def session(monkeypatch):
    """A session in which a box can be used, and the address is empty."""
    state: dict[str, object] = {}

    class Query(dict):
        def to_dict(self) -> dict[str, str]:
            return dict(self)

    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "query_params", Query())
    return state


def opened(**asked: str) -> dict[str, str]:
    st.query_params.update(asked)
    defaults = selection.landing()
    given = place_choice.read(defaults)
    for name in ("place", "system", "indicator"):
        address.show(name, given[name])
    return given


def used(session: dict[str, object], **boxes: str) -> dict[str, str]:
    session.update(boxes)
    return place_choice.read(selection.landing())


def test_a_place_chosen_in_its_box_is_on_the_card(session):
    assert opened()["area"] == ""
    assert used(session, place="pl-nw-norwich")["area"] == selection.NO_AREA
    assert used(session)["area"] == selection.NO_AREA  # and stays there


def test_a_chosen_area_a_link_and_another_box_change_nothing(session):
    assert opened(place="pl-nw-norwich")["area"] == ""
    assert used(session, indicator="mmr2_5y")["area"] == ""
    assert used(session, place="")["area"] == ""
    address.ask("area", "E02005543")
    assert used(session, place="pl-gyw")["area"] == "E02005543"


def test_a_place_is_left_with_its_system_but_not_for_england(session):
    opened(place="pl-gyw")
    assert used(session, system="england")["place"] == "pl-gyw"
    assert used(session, system="sys-bc-icb")["place"] == ""
