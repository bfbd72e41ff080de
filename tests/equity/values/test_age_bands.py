"""Age bands: labels, the choice of bands against all ways of choosing, and the collapse year by year."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.standard_population import standard_population
from equity.values.age_bands import OPEN, age_years, collapsed, likeness, nearest_bands, sharing_bands

ESP = standard_population().people
EDGES = st.lists(st.integers(0, 100), min_size=0, max_size=6, unique=True).map(sorted)


@pytest.mark.parametrize(
    ("label", "years"),
    [
        ("16-24", (16, 25)),
        ("85 – 89", (85, 90)),
        ("80+", (80, OPEN)),
        ("Under 5", (0, 5)),
        ("<1", (0, 1)),
        ("5 years", (5, 6)),
        ("1 year", (1, 2)),
        ("24 months", (2, 3)),
        ("8 months", (0, 1)),
        ("all", (0, OPEN)),
        ("", (0, OPEN)),
        ("24-16", None),
        ("adults", None),
        ("under 0", None),
    ],
)
def test_labels_name_years(label: str, years: tuple[int, int] | None) -> None:
    assert age_years(label) == years


def test_the_european_standard_population_as_published() -> None:
    """Eurostat 2013: 100,000 people in 19 bands; 5,000 below 5, 19,500 of 65 and over, 1,000 of 90 and over."""
    assert (len(ESP), ESP.sum(), ESP[0], ESP[ESP.index >= 65].sum(), ESP[90]) == (19, 100_000, 5_000, 19_500, 1_000)
    assert standard_population().publisher == "Eurostat"
    with pytest.raises(FileNotFoundError):
        standard_population("who2000")


def test_collapse_to_the_bands_of_the_vaccination_tables() -> None:
    """16-24 is four of the five years of 15-19, and 20-24; 80 and over are the last three bands."""
    made = collapsed(ESP, ["16-24", "25-29", "80+"])
    assert made.to_dict() == {"16-24": 0.8 * 5_500 + 6_000, "25-29": 6_000, "80+": 5_000}
    assert collapsed(ESP, ["all"]).iloc[0] == 100_000
    assert collapsed(ESP, ["95+", "90-94"]).tolist() == [0, 1_000]  # the open band is not cut
    with pytest.raises(ValueError, match="'adults' names no ages"):
        collapsed(ESP, ["adults"])


def label(start: int, end: int) -> str:
    return f"{start}+" if end == OPEN else f"{start}-{end - 1}"


@given(EDGES)
def test_bands_that_share_out_all_ages_hold_the_whole_standard(edges: list[int]) -> None:
    """A second way: year by year."""
    ends = sorted({0, *edges, OPEN})
    bands = [label(start, end) for start, end in itertools.pairwise(ends)]
    made = collapsed(ESP, bands)
    assert made.sum() == pytest.approx(100_000)
    for name, (start, end) in zip(bands, itertools.pairwise(ends), strict=True):
        by_year = sum(ESP[max(a for a in ESP.index if a <= year)] / 5 for year in range(start, min(end, 90)))
        open_end = ESP[90] if start <= 90 < end else 0
        assert made[name] == pytest.approx(by_year + open_end)


SPANS = st.sets(st.tuples(st.integers(0, 6), st.integers(1, 7)).filter(lambda span: span[0] < span[1]), max_size=7)


@given(SPANS, st.integers(0, 2), st.integers(5, 7))
def test_the_bands_chosen_are_the_finest_of_all_that_fit(spans: set[tuple[int, int]], start: int, end: int) -> None:
    """A second way: try every set of bands."""
    labels = {f"{10 * a}-{10 * b - 1}" for a, b in spans}
    whole = f"{10 * start}-{10 * end - 1}"
    best = 0
    for size in range(2, len(spans) + 1):
        for some in itertools.combinations(sorted(spans), size):
            joined = all(one[1] == other[0] for one, other in itertools.pairwise(some))
            if joined and (some[0][0], some[-1][1]) == (start, end):
                best = size
    chosen = sharing_bands(labels, whole)
    assert len(chosen) == best
    years = [age_years(band) for band in chosen]
    assert all(one[1] == other[0] for one, other in itertools.pairwise(years))
    if chosen:
        assert (years[0][0], years[-1][1]) == age_years(whole)


def test_no_bands_without_a_whole_and_none_of_odd_labels() -> None:
    assert sharing_bands(["16-64", "65+"], "adults") == ()
    assert sharing_bands(["16-64", "65+", "adults"], "16+") == ("16-64", "65+")
    assert sharing_bands(["16+"], "16+") == ()  # one band has nothing to standardise
    assert sharing_bands(["16-24", "30+"], "16+") == ()


@given(edges=EDGES, nested=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), max_size=3), data=st.data())
def test_the_nearest_bands_against_all_that_there_are(edges: list[int], nested: list, data: st.DataObject) -> None:
    """No run of neighbouring bands is more like the group, counted year by year."""
    cuts = [0, *[edge for edge in edges if edge], OPEN]
    shared = [(low, high) for low, high in itertools.pairwise(cuts)]
    inner = [(low, low + wide) for low, wide in nested]
    names = {span: f"{span[0]}-{span[1] - 1}" if span[1] < OPEN else f"{span[0]}+" for span in [*shared, *inner]}
    low = data.draw(st.integers(0, 89))
    high = data.draw(st.integers(low + 1, 120))
    part = f"{low}-{high - 1}"
    group = set(range(low, min(high, 90)))

    def alike(span: tuple[int, int]) -> float:
        years = set(range(span[0], min(span[1], max(90, span[0] + 1))))
        return len(group & years) / len(group | years)

    found = nearest_bands(names.values(), part)
    chains = _chains(sorted(names))
    best = max(alike((chain[0][0], chain[-1][1])) for chain in chains)
    assert likeness(found or ["all"], part) == pytest.approx(best)
    if found:
        years = [age_years(label) for label in found]
        assert all(one[1] == other[0] for one, other in itertools.pairwise(years))
        same = [chain for chain in chains if (chain[0][0], chain[-1][1]) == (years[0][0], years[-1][1])]
        assert len(found) == min(len(chain) for chain in same)


def _chains(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Every run of spans of which each begins where the one before it ends."""
    grown = [[span] for span in spans]
    for chain in grown:
        grown.extend([*chain, span] for span in spans if span[0] == chain[-1][1])
    return grown
