"""What is typed into the System and Place boxes: codes of footprints and of their members, parts of names, nothing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("typed", "system", "said"),
    [
        ("E54000022", "sys-nw-icb", ""),
        ("e54000022 ", "sys-nw-icb", ""),
        ("QMM", "sys-nw-icb", ""),
        ("sys-gm-icb", "sys-gm-icb", ""),
        (
            "E38000239",
            "sys-nw-icb",
            "26A (E38000239) is a sub-ICB location. System on 31 March 2026: Norfolk and Waveney",
        ),
        (
            "26A",
            "sys-nw-icb",
            "“26A” (NHS Norfolk and Waveney ICB - 26A) is a sub-ICB location of Norfolk and Waveney.",
        ),
        ("NHS Frimley", "sys-frimley-icb", ""),
        ("England", "england", ""),
        ("E92000001", "england", ""),
        ("E07000214", "england", "Surrey Heath (E07000214) is a district."),  # cut by two boards
        ("-1", "sys-bob-icb", "“-1” is in Buckinghamshire, Oxfordshire and Berkshire West."),
        ("zzz", "england", "No system has the code “zzz”. Showing England"),
        ("pl-gyw", "england", "“pl-gyw” is Great Yarmouth and Waveney, a place. Showing England"),
    ],
)
def test_a_system_by_what_is_typed(asked, typed: str, system: str, said: str) -> None:
    chosen, notices = asked(system=typed, place="")
    assert chosen.system == system
    assert any(said in line for line in notices) if said else notices == ()


def test_the_same_location_belongs_to_the_next_board_later(asked) -> None:
    chosen, notices = asked(system="E38000239", date="2026-04-01")
    assert chosen.system == "sys-ns-icb" and "System on 1 April 2026: Norfolk and Suffolk" in notices[0]


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        ("pl-nw-norwich", "pl-nw-norwich", ""),
        ("RGP", "hosp-jpuh", ""),
        ("U94681", "pl-nw-north-norfolk", "“U94681” is in North Norfolk."),
        ("E05012762", "", "Wrentham, Wangford & Westleton (E05012762) is a ward."),  # one part of it is
        ("E07000206", "", "Waveney (E07000206)"),  # a member until 2019
        ("lowes", "nb-lowestoft", ""),
        ("yarm", "", "“yarm” fits 3: Great Yarmouth and Northern Villages, "),
        ("E09000007", "", "Camden (E09000007) is a district."),
    ],
)
def test_a_place_by_what_is_typed(asked, typed: str, place: str, said: str) -> None:
    chosen, notices = asked(place=typed)
    assert chosen.place == place
    assert any(said in line for line in notices) if said else notices == ()
