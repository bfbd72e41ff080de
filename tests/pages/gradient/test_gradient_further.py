"""Below the gradient, on the embedded pack: people, Core20, periods, groups and maps are slow second counts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups
from pages.parts.answering.own import own_known
from pages.parts.answering.resident_fifths import lsoas, residents
from pages.parts.gradient import (
    core20_shares,
    counted_people,
    gradient_view,
    group_axes,
    moments,
    own_groups,
    question,
    small_maps,
)
from pages.parts.serving import page_files
from tests.pages.gradient.test_gradient_view import asked, shown
from tests.pages.taking.whole import whole
from tests.pages.test_own_choice import LETTERS


def test_numbers_of_people_are_a_slow_sum_and_the_curve_runs_from_none_to_all() -> None:
    """If every fifth had the least deprived fifth's rate: counted fifth by fifth, here of people without a dose."""
    found = shown()
    rows = [step.row for step in found.own.steps]
    best = 1 - rows[-1].numerator / rows[-1].denominator
    slow = sum(row.denominator - row.numerator - best * row.denominator for row in rows)
    assert found.people.fewer.value == pytest.approx(slow)
    assert found.people.fewer.lower < slow < found.people.fewer.upper
    assert found.people.total == sum(row.denominator - row.numerator for row in rows)
    assert found.people.points[0] == (0, 0) and found.people.points[-1] == pytest.approx((1, 1))
    assert found.people.points[1] == pytest.approx(
        (found.own.steps[0].end, (rows[0].denominator - rows[0].numerator) / found.people.total)
    )
    area = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(found.people.points))
    assert found.people.index.value == pytest.approx(1 - 2 * area)  # twice the area between curve and diagonal


def test_core20_is_a_slow_count_of_residents() -> None:
    found = shown().core20
    own, *others = found.rows
    decile = opened_pack.pack().store.observations("imd2019_decile", area_type="lsoa11").set_index("area_code")["value"]
    people = residents().reindex(sorted(lsoas("pl-gyw")))
    deprived = sum(count for code, count in people.items() if decile[code] <= 2)
    assert (own.numerator, own.denominator) == (deprived, people.sum())
    parts = [row for row in others if row.role == "part"]
    assert sum(row.numerator for row in parts) == deprived and len(parts) == 2
    assert {row.role for row in others} == {"part", "system", "place"}
    assert not any(row.code == "cm-james-paget" for row in others) and "England has no bar" in found.notes[0]


def test_one_period_gives_one_moment_with_the_page_s_gap() -> None:
    found = gradient_view.further(asked())
    (moment,) = found.moments
    assert vars(moment.gap) == pytest.approx(vars(found.own.gap)) and found.cumulative


def test_groups_by_age_add_up_and_what_the_pack_has_not_is_said() -> None:
    axes = {axis.title: axis for axis in gradient_view.further(asked()).axes}
    assert list(axes) == ["Age", "Sex", "Ethnic group", "Town and country", "Kind of neighbourhood"]
    total = sum(step.row.numerator for step in shown().own.steps)
    assert sum(row.whole.numerator for row in axes["Age"].rows) == total
    assert sum(row.whole.numerator for row in axes["Kind of neighbourhood"].rows) == total
    assert axes["Age"].unknown == pytest.approx(0, abs=1e-9)
    forties = next(row for row in axes["Age"].rows if row.whole.name == "40 to 44")
    same = shown(age="40-44").own
    assert (forties.most.value, forties.gap.value) == pytest.approx((same.fifths.most.value, same.gap.value))
    country, town = axes["Town and country"].rows
    assert (country.whole.name, town.whole.name) == ("Countryside", "Towns and cities")
    assert country.whole.numerator + town.whole.numerator == total and country.whole.value > town.whole.value
    rural = next(row for row in axes["Kind of neighbourhood"].rows if row.whole.name == "Rural residents")
    assert rural.whole.numerator == country.whole.numerator
    for title in ("Sex", "Ethnic group"):
        assert not axes[title].rows and axes[title].reason.startswith("The pack has no")


def test_small_maps_hold_the_map_page_s_values_on_one_scale() -> None:
    ask = asked()
    found = small_maps.small_maps(ask)
    assert found.by == "age" and len(found.maps) == 13 and len(found.shapes) == len(found.names) == 28
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", age="16-24")
    order = list(deprivation_groups.ordered("pl-gyw", "msoa11").index)
    named = dict(zip(found.names, found.maps[0].values, strict=True))
    areas = opened_pack.pack().areas.set_index("area_code")["name"]
    table = rows.set_index("area_code")
    for code in order:
        assert named[areas[code]] == pytest.approx(100 * table.loc[code, "numerator"] / table.loc[code, "denominator"])
    for one in found.maps:
        for value, code in zip(one.values, one.classes, strict=True):
            assert code == sum(round(value, 1) >= edge for edge in found.breaks)
    assert all(path.startswith("M") and path.endswith("Z") for path in (*found.shapes, found.outline))
    assert small_maps.small_maps(asked(indicator="stroke_admissions_rate")).reason.startswith("One period")
    assert small_maps.small_maps(asked(indicator="stroke_unit_minutes")).reason == small_maps.NO_TIMES
    assert small_maps.small_maps(asked(system="england", place="")).reason == small_maps.NO_ENGLAND


def test_what_stands_below_is_served_as_html() -> None:
    name, content = page_files.gradient_below(question.landing())
    html = content.decode()
    assert name == "gradient.html" and "nan" not in html.replace("finance", "")
    for part in ("The gap over time", "Other groups", "Kind of neighbourhood", "one map per age band", "as a table"):
        assert part in html
    assert {core20_shares, counted_people, group_axes, moments}  # their answers are on this page


def test_how_unequal_the_areas_are_is_a_slow_sum_over_the_pack_s_rows() -> None:
    """Gini as the mean difference of all pairs of people, Theil as a sum over areas, of people without a dose."""
    found = gradient_view.further(asked()).spread
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", age="16+").set_index("area_code")
    kept = rows.reindex(list(deprivation_groups.ordered("pl-gyw", "msoa11").index))
    people = [float(one) for one in kept["denominator"]]
    missing = [1 - float(x) / n for x, n in zip(kept["numerator"], people, strict=True)]
    total = sum(people)
    mean = sum(one * n for one, n in zip(missing, people, strict=True)) / total
    pairs = [(a, n, b, m) for a, n in zip(missing, people, strict=True) for b, m in zip(missing, people, strict=True)]
    slow = sum(n * m * abs(a - b) for a, n, b, m in pairs) / (2 * total * total * mean)
    theil = sum(n / total * one / mean * np.log(one / mean) for one, n in zip(missing, people, strict=True))
    assert (found.gini.value, found.theil.value) == (pytest.approx(slow), pytest.approx(theil))
    assert found.gini.lower < found.gini.value < found.gini.upper and found.areas == len(kept) and not found.missing
    assert 0 < found.between < 1


def test_an_own_footprint_has_groups_core20_and_people_where_no_small_count_is_kept() -> None:
    """Groups of a reader's footprint hold its whole MSOAs at least; its Core20 is a count in a loop."""
    found, notices = question.resolved(question.landing() | {"own": LETTERS, "place": ""})
    assert not notices and own_known.is_own(found.place)
    made = gradient_view.further(found)
    inside = lsoas(found.place)
    blocks = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")["msoa11cd"]
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", age="16+").set_index("area_code")
    total = sum(step.row.denominator for step in made.own.steps)
    whole = [code for code, members in blocks.groupby(blocks).groups.items() if set(members) <= inside]
    assert total >= rows.loc[whole, "denominator"].sum() > 0
    national = (
        opened_pack.pack().store.observations("imd2019_decile", area_type="lsoa11").set_index("area_code")["value"]
    )
    people = residents().reindex(sorted(inside))
    deprived = sum(people[code] for code in inside if national.get(code, 0) in (1, 2))
    assert deprived > 0
    assert made.core20.rows[0].value == pytest.approx(100 * deprived / people.sum())
    assert made.people.points[-1] == (1.0, 1.0) and "own footprint" not in made.maps.reason.lower()[:5]
    address = question.parameters(found)
    assert address["own"] == found.place and question.resolved(question.landing() | address)[0] == found


def test_an_own_footprint_of_a_measure_with_small_counts_is_refused_in_words(monkeypatch) -> None:
    monkeypatch.setattr(own_groups.own_ledger, "official", lambda indicator, segment: object())
    own_groups.refused.cache_clear()
    said = own_groups.refused(own_known.key(LETTERS), "covid_dose1")
    own_groups.refused.cache_clear()
    assert "could give one away" in said


def test_every_figure_of_the_page_can_be_taken_away():
    assert whole("/gradient") == [
        "gradient", "gradient-people", "gradient-core20", "gradient-two-ways", "gradient-groups", "gradient-maps",
    ]  # fmt: skip
