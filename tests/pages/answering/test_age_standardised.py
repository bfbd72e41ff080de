"""Age-standardised values of footprints on the real pack: a slow second way from the published table, refusals."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from equity.values.proportion import wilson_limits
from pages.parts import opened_pack
from pages.parts.answering import age_standardised as answers
from pages.parts.answering import pooled_ages, view
from pages.parts.answering.members import footprints
from pages.parts.answering.own import own_areas, own_figures
from pages.parts.serving import view_api
from pages.parts.showing import pieces
from tests.pages import cut_areas

TABLE = Path(__file__).parents[3] / "data" / "facts" / "covid_first_dose_msoa11_norfolk_waveney_by_age.csv"
# Eurostat 2013, put together to the table's bands by hand: 16-24 is four fifths of 5,500 and 6,000.
ESP = {"16-24": 10_400, "25-29": 6_000, "30-34": 6_500, "35-39": 7_000, "40-44": 7_000, "45-49": 7_000, "50-54": 7_000}
ESP |= {"55-59": 6_500, "60-64": 6_000, "65-69": 5_500, "70-74": 5_000, "75-79": 4_000, "80+": 5_000}


def slow(codes: set[str] | dict[str, float]) -> tuple[float, float, float]:
    """Value and limits of some MSOAs (by their share inside) straight from the published table."""
    shares = codes if isinstance(codes, dict) else dict.fromkeys(codes, 1.0)
    events, people = defaultdict(float), defaultdict(float)
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.reader(file):
            if row[0] in shares:
                events[row[4]] += float(row[6]) * shares[row[0]]
                people[row[4]] += float(row[7]) * shares[row[0]]
    share = variance = 0.0
    for band, weight in ESP.items():
        rate, size = events[band] / people[band], people[band]
        share += weight / sum(ESP.values()) * rate
        variance += (weight / sum(ESP.values())) ** 2 * rate * (1 - rate) / size
    size = share * (1 - share) / variance
    low, high = wilson_limits(share * size, size, z=1.959963984540054)
    return 100 * share, 100 * low, 100 * high


def msoas(county: str | None = None) -> set[str]:
    lookup, members = (opened_pack.pack().lookup(name) for name in ("lsoa11", "footprint_lsoa11"))
    inside = lookup["lsoa11cd"].isin(members.loc[members["footprint_id"] == "pl-gyw", "lsoa11cd"])
    if county:
        inside &= lookup["ctyua21cd"] == county
    return set(lookup.loc[inside, "msoa11cd"])


def test_the_place_its_parts_and_the_system_against_the_published_table(asked) -> None:
    found = answers.age_standardised(asked()[0])
    rows = {name: row for name, _, row in found.rows}
    assert list(rows) == ["Great Yarmouth and Waveney", "Norfolk part", "Suffolk part", "Norfolk and Waveney"]
    assert found.bands == tuple(ESP)
    sets = {
        "Great Yarmouth and Waveney": msoas(),
        "Norfolk part": msoas("E10000020"),
        "Suffolk part": msoas("E10000029"),
    }
    for name, codes in sets.items():
        shown = rows[name]
        assert (shown.value, shown.lower_ci, shown.upper_ci) == pytest.approx(slow(codes), abs=1e-6)
    whole, *parts = (rows[name] for name in sets)
    assert sum(row.numerator for row in parts) == whole.numerator == 157_110
    mean = sum(row.value for row in parts) / 2
    assert abs(whole.value - mean) > 0.01


def test_neighbourhoods_are_standardised_over_the_members_that_they_cut(asked) -> None:
    found = answers.age_standardised(asked(level="neighbourhood")[0])
    names = [name for name, _, _ in found.rows]
    assert {"Gorleston", "Lowestoft", "South Waveney"} < set(names) and names[-1] == "Norfolk and Waveney"
    shared = {name: row.apportioned for name, _, row in found.rows}
    assert shared["Gorleston"] > 0 and shared["Great Yarmouth and Waveney"] == 0


def test_the_panel_says_what_the_answer_says_and_the_rerun_nothing_of_it(asked) -> None:
    shown = view.shown(asked()[0])
    panel, page = pieces.method_words(shown), pieces.pieces(shown.selection)
    assert "79.2\u00a0% (79.0 to 79.3)" in panel and "European standard population 2013 (Eurostat, 2013)" in panel
    assert "tandardised" not in page.card + page.head + page.paragraph + str(page.map_header)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"age": "40-44"}, pooled_ages.ONE_BAND),
        ({"indicator": "mmr2_5y", "level": "upper_tier"}, pooled_ages.NO_BANDS),
        ({"indicator": "stroke_admissions_rate"}, pooled_ages.NO_BANDS),
        ({"system": "england", "place": ""}, answers.NO_FOOTPRINT),
    ],
)
def test_where_nothing_can_be_standardised_it_is_said(asked, changes: dict[str, str], words: str) -> None:
    found = answers.age_standardised(asked(**changes)[0])
    assert (found.refused, found.rows) == (words, ())


def test_measures_without_people_have_no_such_section(asked) -> None:
    assert answers.age_standardised(asked(indicator="stroke_unit_minutes")[0]) is None


def test_counts_under_a_rule_for_small_numbers_are_not_standardised() -> None:
    indicator = opened_pack.pack().indicators["covid_dose1"]
    segment = ("2021-07-08", "all", "16+", "")
    bands = pooled_ages.bands_of(indicator, "msoa11", segment=segment)
    assert pooled_ages.refusal(indicator, "msoa11", segment=segment, bands=bands) == ""
    guarded = replace(indicator, release_rule="hes")
    assert pooled_ages.refusal(guarded, "msoa11", segment=segment, bands=bands) == pooled_ages.KEPT


def test_an_own_footprint_of_the_same_members_has_the_same_value(asked) -> None:
    place, chosen = own_areas.registered("pl-gyw"), asked()[0]
    own = own_figures.figures(replace(place, id="own-copy"), chosen).standardised
    assert (own.value, own.lower_ci, own.upper_ci) == pytest.approx(slow(msoas()), abs=1e-6)
    assert own_figures.figures(place, asked(indicator="stroke_admissions_count")[0]).standardised is None


def test_the_file_has_the_panel_s_values_beside_those_of_the_footprints(asked) -> None:
    def file(**query: str) -> dict[str, dict[str, str]]:
        text = view_api.csv(query)[1].decode("utf-8-sig")
        return {row["area_code"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}

    rows = file()
    value, low, high = (f"{number:.1f}" for number in slow(msoas()))
    names = ("age_standardised", "age_standardised_lower_95", "age_standardised_upper_95")
    assert [rows["pl-gyw"][name] for name in names] == [value, low, high] == ["79.2", "79.0", "79.3"]
    assert "13 age bands; European standard population" in rows["pl-gyw"]["age_standardised_how"]
    assert rows["E10000020"]["age_standardised"] == f"{slow(msoas('E10000020'))[0]:.1f}"
    assert {row["age_standardised"] for row in rows.values() if row["row"] == "area"} == {""}  # no footprints
    cut = footprints()["nb-gorleston"]
    lookup = opened_pack.pack().lookup("lsoa11")
    placed = dict(zip(lookup["lsoa11cd"], lookup["msoa11cd"], strict=True))
    value = slow(cut_areas.shares(placed, cut_areas.members(cut), ages=cut_areas.ADULTS))[0]
    assert file(level="neighbourhood")["nb-gorleston"]["age_standardised"] == f"{value:.1f}" == "80.1"
    minutes = file(indicator="stroke_unit_minutes", level="lsoa")
    assert {row["age_standardised"] + row["age_standardised_how"] for row in minutes.values()} == {""}
