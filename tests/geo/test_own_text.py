"""An own footprint as text: what is read back equals what was written, and nothing else is believed."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
import zlib

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Tier
from geo.own import OWNERS, RULES, OwnFootprint
from geo.own_text import LONGEST_LINK, footprints_of, geojson, link, of_link, register_text, runs, understood
from geo.systems import expanded

LETTERS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t"), max_size=40)
CODES = st.integers(0, 99_999_999).map(lambda number: f"E{number:08d}")
MEMBERS = st.dictionaries(CODES, st.floats(1e-6, 1.0), max_size=30)


@st.composite
def footprints(draw: st.DrawFn) -> OwnFootprint:
    """Any own footprint."""
    members = draw(MEMBERS)
    return OwnFootprint(
        id=draw(st.from_regex(r"own-[a-z0-9]{1,12}", fullmatch=True)),
        name=draw(LETTERS.filter(str.strip)),
        area_type=draw(st.sampled_from(["lsoa11", "msoa11", "wd25", "lad22"])),
        members=tuple(members),
        shares=tuple(members.values()) if draw(st.booleans()) else (),
        description=draw(LETTERS),
        tier=draw(st.sampled_from(Tier)),
        owner=draw(st.sampled_from(OWNERS)),
        valid_from=draw(st.sampled_from(["", "2019-04-01"])),
        valid_to=draw(st.sampled_from(["", "2026-03-31"])),
        rule=draw(st.sampled_from(list(RULES))),
    )


@given(st.lists(footprints(), max_size=4, unique_by=lambda own: own.id))
def test_register_text_reads_back_equal(given_ones: list[OwnFootprint]) -> None:
    assert footprints_of(register_text(given_ones)) == sorted(given_ones, key=lambda own: own.id)
    assert register_text(given_ones) == register_text(reversed(given_ones))


@given(footprints())
def test_link_reads_back_equal_or_is_not_offered(own: OwnFootprint) -> None:
    letters = link(own)
    assert len(letters) <= LONGEST_LINK
    assert letters == "" or of_link(letters) == own


@given(st.sets(CODES, max_size=60))
def test_runs_expand_to_the_same_codes(codes: set[str]) -> None:
    assert expanded(" ".join(runs(codes))) == sorted(codes)


def test_runs_join_neighbours_only_within_their_ten_thousand() -> None:
    assert runs(["E01000003", "E01000001", "E01000002"]) == ["E01000001..0003"]
    assert runs(["E01009999", "E01010000"]) == ["E01009999", "E01010000"]


def test_text_is_an_entry_of_the_register() -> None:
    own = OwnFootprint("own-a", 'The "A" \\ B', "lsoa11", ("E01000001", "E01000002"), valid_from="2024-04-01")
    entry = tomllib.loads(register_text([own]))["footprint"][0]
    assert entry["name"] == entry["short_name"] == 'The "A" \\ B'
    assert (entry["n_members"], entry["lsoa11"], entry["source"]) == (2, "E01000001..0002", ["own"])


def test_long_footprint_has_no_link() -> None:
    scattered = tuple(f"E01{number * 7919 % 1_000_000:06d}" for number in range(3000))
    assert link(OwnFootprint("own-a", "A", "lsoa11", scattered)) == ""


def packed(text: str) -> str:
    """A link of any text, with its right checksum."""
    letters = base64.urlsafe_b64encode(zlib.compress(text.encode())).decode().rstrip("=")
    return f"1.{hashlib.sha256(letters.encode()).hexdigest()[:6]}.{letters}"


GOOD = ["lsoa11", "E01000001", [], "own-a", "A", "", "place", "own", "", "", "listed"]


def test_hand_made_link_is_read() -> None:
    assert of_link(packed(json.dumps(GOOD))).members == ("E01000001",)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("", "another version"),
        ("2.abc.def", "another version"),
        ("1.abcdef.xxxx", "cut short or changed"),
        (packed("[]"), "does not hold a footprint"),
        (packed("{"), "does not hold a footprint"),
        (
            packed(
                json.dumps([*GOOD[:1], "E00000000..9999 E00010000..9999 E00020000..9999 E00030000..9999 E01000001"])
            ),
            "",
        ),
        (packed(json.dumps([GOOD[0], "E00000000..99999999", *GOOD[2:]])), "not a code or a run"),
        (
            packed(json.dumps([GOOD[0], " ".join(f"E00{n:02d}0000..9999" for n in range(5)), *GOOD[2:]])),
            "more than 40,000 members",
        ),
        (packed(json.dumps([*GOOD[:7], "king", *GOOD[8:]])), "is no owner"),
        (packed("[" + " " * 1_000_000 + "]"), "does not hold a footprint"),
        (packed("[" * 190_000), "lists stand within lists too deep"),
        (packed(json.dumps([*GOOD[:3], {}, *GOOD[4:]])), "no text: id"),
        (packed(json.dumps([["lsoa11"], *GOOD[1:]])), "no text: area_type"),
        (packed(json.dumps([*GOOD[:3], " ", *GOOD[4:]])), "the id is empty"),
        (packed(json.dumps([*GOOD[:3], "own-\ud800", *GOOD[4:]])), "the id holds letters that cannot be printed"),
        (packed(json.dumps([*GOOD[:2], [10**400], *GOOD[3:]])), "does not hold a footprint"),
    ],
)
def test_bad_link_says_why(letters: str, words: str) -> None:
    with pytest.raises(ValueError, match="the link") as caught:
        of_link(letters)
    assert words in str(caught.value)


def test_link_with_one_letter_changed_is_refused() -> None:
    letters = link(OwnFootprint("own-a", "A", "lsoa11", ("E01000001",)))
    other = "A" if letters[-1] != "A" else "B"
    with pytest.raises(ValueError, match="cut short or changed"):
        of_link(letters[:-1] + other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[footprint]", "is not TOML"),
        ("footprint = 3", "footprint 1 (no table)"),
        ("a = " + "[" * 100_000, "lists stand within lists too deep"),
        ('[[footprint]]\nid = "own-a"', "footprint 1 (own-a): 'area_type' is missing"),
        ('[[footprint]]\nid = "own-a"\narea_type = "lsoa11"\nlsoa11 = "E1"\nn_members = 1', "not a code or a run"),
    ],
)
def test_bad_text_names_file_and_entry(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r"footprint|TOML") as caught:
        footprints_of(text, file="own.toml")
    assert str(caught.value).startswith("own.toml")
    assert words in str(caught.value)


def test_every_faulty_entry_is_named() -> None:
    one = register_text([OwnFootprint("own-a", "A", "lsoa11", ("E01000001",))])
    wrong = one.replace("n_members = 1", "n_members = 2")
    with pytest.raises(ValueError, match=r"footprint|TOML") as caught:
        footprints_of(one + wrong.replace("own-a", "own-b") + one)
    assert "footprint 2 (own-b): says 2 members and lists 1" in str(caught.value)
    assert "the id own-a is used more than once" in str(caught.value)


def test_geojson_holds_outline_and_properties() -> None:
    own = OwnFootprint("own-a", "A", "lsoa11", ("E01000001",))
    ring = shapely.Polygon([(1.7, 52.6), (1.7, 52.7), (1.8, 52.7), (1.8, 52.6)])
    feature = json.loads(geojson(own, ring))["features"][0]
    assert feature["properties"]["members"] == ["E01000001"]
    assert feature["properties"]["source"] == "own"
    read = shapely.geometry.shape(feature["geometry"])
    assert read.equals(ring)
    assert read.exterior.is_ccw  # RFC 7946, 3.1.6


def test_one_faulty_entry_hides_nobody_elses() -> None:
    good = register_text([OwnFootprint(id="own-a", name="A", area_type="lsoa11", members=("E01000001",))])
    entry = good[good.index("\n[[footprint]]") :]
    found, faults = understood(f"{good}\n[[footprint]]\nid = 'b'\n\n{entry.replace('own-a', 'own-c')}\n{entry}")
    assert [one.id for one in found] == ["own-a", "own-c"]
    assert faults == [
        "footprints.toml, footprint 2 (b): 'area_type' is missing",
        "footprints.toml: the id own-a is used more than once",
    ]
    assert understood("x = " + "[" * 5000)[1] and understood("=")[1]
