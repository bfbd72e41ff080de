"""Groups and rolling periods of official areas: an outsider who tries every count finds no small one.

The outsider is told which rows were shown, marked as small or withheld for others, and lists every world of
whole numbers. Beside him, `derivable` does exact elimination with fractions over every set of areas and pieces.
"""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equity.disclosure import WITHHELD_FOR, ReleaseRule, released
from equity.release.linked import told_alone, told_by_segments
from equity.release.segments import families
from equity.result import Reason
from tests.equity.attacker import derivable, row_space

YEARS = {"2021-2022": 2, "2022-2023": 2, "2021-2023": 3, "2021": 1}
SPANS = {
    **{one: (f"{one[:4]}-01-01", f"{one[-4:]}-12-31") for one in YEARS},
    "2020": ("2020-01-01", "2020-12-31"),
}
HELD = {
    "sexes": [("2020", sex, "all", "") for sex in ("all", "female", "male")],
    "ages": [("2020", "all", age, "") for age in ("all", "0-15", "16-64", "65+")],
    "groups": [("2020", "all", "all", one) for one in ("", "ethnicity:a", "ethnicity:b", "ethnicity:c")],
    "rolling": [(years, "all", "all", "") for years in YEARS],
}
LARGEST = 3


def frame(count, people=None, index=None):
    rows = {"numerator": count, "denominator": people, "value": np.nan, "lower_ci": np.nan, "upper_ci": np.nan}
    people = np.full(len(count), 500.0) if people is None else people
    rows |= {"denominator": people, "status": "ok", "reason": ""}
    return pd.DataFrame(rows, index=index)


def family(kind):
    return families(HELD[kind][0], HELD[kind], spans=SPANS)[0]


def shown(rows, linked, *, rule, parents=None, value_type="crude_rate"):
    """What the gate gives once the linked rows are marked."""
    marked = [
        row.assign(**{WITHHELD_FOR: np.where(linked.areas[:, place], str(Reason.LINKED), "")})
        for place, row in enumerate(rows)
    ]
    return [released(row, rule, value_type=value_type, parents=parents) for row in marked]


def by_hand(all_, male, female, **more):
    """Persons, men and women of areas; who is withheld in each."""
    rule, one = ReleaseRule("test", largest=LARGEST, secondary=True), family("sexes")
    tables = {"all": all_, "male": male, "female": female}
    rows = [frame(np.array(tables[segment[1]], float)) for segment in one.segments]
    linked = told_by_segments(rows, one, rule=rule, value_type="crude_rate", **more)
    seen = shown(rows, linked, rule=rule, parents=more.get("parents"))
    return {segment[1]: row["numerator"].isna().tolist() for segment, row in zip(one.segments, seen, strict=True)}


def test_women_do_not_follow_from_all_persons_less_men():
    assert by_hand([30], [28], [2]) == {"all": [False], "male": [True], "female": [True]}
    assert by_hand([60], [28], [32]) == {"all": [False], "male": [False], "female": [False]}


def test_women_of_one_district_do_not_follow_from_the_district_and_the_county():
    """The man of area 0 goes with its women; then another area's men must go, or the county gives them back."""
    gone = by_hand([30, 60, 70], [28, 30, 35], [2, 30, 35], parents=pd.DataFrame({"county": ["c"] * 3}))
    assert gone["female"][0] and sum(gone["female"]) >= 2
    assert not any(
        all(gone[sex][area] is False for sex in ("all", "male")) for area in range(1) if gone["female"][area]
    )


def test_single_years_do_not_follow_from_rolling_periods():
    """2021-2023 less 2021-2022 is 2023: 2 events, which nobody published."""
    one = family("rolling")
    years = {"2021-2022": 20.0, "2022-2023": 14.0, "2021-2023": 22.0, "2021": 8.0}
    rows = [frame(np.array([years[segment[0]]])) for segment in one.segments]
    rule = ReleaseRule("test", largest=LARGEST, secondary=True)
    linked = told_by_segments(rows, one, rule=rule, value_type="crude_rate")
    seen = {segment[0]: bool(linked.areas[0, place]) for place, segment in enumerate(one.segments)}
    assert seen["2021-2022"] or seen["2021-2023"]
    assert sum(seen.values()) < len(seen)


def test_many_groups_are_searched_as_few_are_listed():
    """Sixteen groups and their total: all shown but one."""
    parts = np.vstack([np.ones(17), np.eye(17)[:16]])
    count = np.arange(10.0, 26.0)
    count[3] = 2.0
    rows = np.r_[count.sum(), count]
    kept = np.r_[0:4, 5:17]
    ((area, weights),) = told_alone(parts[kept], rows[kept][None, :], largest=LARGEST)
    assert area == 0 and (weights != 0).sum() == len(kept)
    assert not told_alone(parts[1:], rows[1:][None, :] + 5, largest=LARGEST)


class World:
    """A few areas below one or two counties, counts by piece, and what is shown of them."""

    def __init__(self, seed, kind):
        random = np.random.default_rng(seed)
        self.family = family(kind)
        self.parts = self.family.parts
        self.areas, self.pieces = int(random.integers(1, 4)), self.parts.shape[1]
        chance = [0.15, 0.15, 0.15, 0.1, 0.15, 0.15, 0.15]
        self.count = random.choice([0, 1, 2, 3, 4, 5, 9], size=(self.areas, self.pieces), p=chance).astype(float)
        if kind != "rolling":
            unknown = ~self.parts[1:].any(axis=0)
            self.count[:, unknown] *= random.random() < 0.3  # people of no known group: often there are none
        above = {"county": ["c"] * self.areas}
        if random.random() < 0.3:
            above["place"] = [None if random.random() < 0.3 else "p" for _ in range(self.areas)]
        self.parents = pd.DataFrame(above, dtype=object) if random.random() < 0.8 else None
        self.rule = ReleaseRule("test", largest=LARGEST, secondary=True)
        totals = self.count @ self.parts.T
        self.rows = [frame(totals[:, place]) for place in range(len(self.parts))]
        kept = {"rule": self.rule, "value_type": "crude_rate", "parents": self.parents}
        self.linked = told_by_segments(self.rows, self.family, **kept)
        self.seen = shown(self.rows, self.linked, rule=self.rule, parents=self.parents)
        self.totals = totals

    def known(self):
        """Rows over areas x pieces with their exact totals, as far as they are shown."""
        found = []
        for place, part in enumerate(self.parts):
            for area in range(self.areas):
                if not np.isnan(self.seen[place]["numerator"].iloc[area]):
                    found.append((np.outer(np.arange(self.areas) == area, part).astype(int).ravel(), area, place))
            for name in [] if self.parents is None else self.parents:
                for code, places in self.parents.groupby(name).indices.items():
                    inside = np.isin(np.arange(self.areas), places)
                    total = self.totals[inside, place].sum()
                    if code not in self.linked.parents[place] and not 0 < total <= LARGEST:
                        found.append((np.outer(inside, part).astype(int).ravel(), None, place))
        return found

    def small_sets(self):
        """Every set of pieces of one area with a small count."""
        sets = [np.array(one) for one in product((0, 1), repeat=self.pieces) if any(one)]
        return [
            np.outer(np.arange(self.areas) == area, one).astype(int).ravel()
            for area in range(self.areas)
            for one in sets
            if 0 < self.count[area] @ one <= LARGEST
        ]


@pytest.mark.parametrize("kind", list(HELD))
@given(seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_nothing_follows_by_adding_and_taking_away(kind, seed):
    world = World(seed, kind)
    rows = [row.tolist() for row, _, _ in world.known()]
    assert not rows or not [one for one in world.small_sets() if derivable(one, row_space(rows))]


@given(seed=st.integers(0, 10**6), kind=st.sampled_from(["sexes", "rolling"]))
@settings(max_examples=25, deadline=None)
def test_an_outsider_who_tries_every_count_finds_no_small_one(seed, kind):
    """He knows the rule: which rows are small, and that others withheld are not."""
    world = World(seed, kind)
    if world.areas > 2 or world.count.sum(axis=1).max() > 14:
        return
    possible = [np.array(list(product(range(12), repeat=world.pieces)), dtype=np.int16) for _ in range(world.areas)]
    for place, part in enumerate(world.parts):
        for area in range(world.areas):
            total, sums = world.totals[area, place], possible[area] @ part
            if not np.isnan(world.seen[place]["numerator"].iloc[area]):
                fits = sums == total
            elif 0 < total <= LARGEST:
                fits = (sums > 0) & (sums <= LARGEST)
            else:
                fits = sums > LARGEST
            possible[area] = possible[area][fits]
    above = [(row.reshape(world.areas, -1), place) for row, area, place in world.known() if area is None]
    if world.areas == 2:
        held = [(row, place) for row, place in above if row.any(axis=1).all()]
        sums = [
            np.array([one @ world.parts[place] for _, place in held]).reshape(len(held), len(one)) for one in possible
        ]
        wanted = np.array([world.totals[:, place].sum() for _, place in held])
        pairs = (sums[0][:, :, None] + sums[1][:, None, :] == wanted[:, None, None]).all(axis=0)
        possible = [possible[0][pairs.any(axis=1)], possible[1][pairs.any(axis=0)]]
    for one in world.small_sets():
        cells = one.reshape(world.areas, -1)
        area = int(cells.any(axis=1).argmax())
        values = possible[area] @ cells[area]
        assert values.min() < values.max(), (cells, world.count)
