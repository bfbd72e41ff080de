"""Scaling of covariates: slow loops, freedom from scale, and every fault named."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from equity.similar.space import Scaling, nearest_distances, space
from tests.equity.similar.drawn import covariates

TABLE = covariates(60, 4)


def apart(where):
    return cdist(where.points, where.points)


def slow_points(rows, *, capped, weights):
    """Z-scores (after cap and root) times the root of the weights, in plain loops."""
    columns = [[float(row[place]) for row in rows] for place in range(len(rows[0]))]
    done = []
    for column, weight in zip(columns, weights, strict=True):
        mean = sum(column) / len(column)
        spread = math.sqrt(sum((x - mean) ** 2 for x in column) / (len(column) - 1))
        if capped:
            rooted = min(column) >= 0
            column = [min(max(x, mean - 5 * spread), mean + 5 * spread) for x in column]
            column = [math.sqrt(max(x, 0.0)) for x in column] if rooted else column
        mean = sum(column) / len(column)
        spread = math.sqrt(sum((x - mean) ** 2 for x in column) / (len(column) - 1))
        done.append([(x - mean) / spread * math.sqrt(weight) for x in column])
    return [list(row) for row in zip(*done, strict=True)]


@pytest.mark.parametrize("scaling", [Scaling.STANDARD, Scaling.CAPPED])
def test_the_same_in_plain_loops(scaling):
    weights = {"c1": 2.0, "c3": 0.5}
    where = space(TABLE, outcome="y", scaling=scaling, weights=weights)
    slow = slow_points(TABLE.to_numpy(), capped=scaling == Scaling.CAPPED, weights=[1, 2, 1, 0.5])
    assert where.points == pytest.approx(np.array(slow))


def test_mahalanobis_is_the_textbook_distance():
    where = space(TABLE, outcome="y", scaling=Scaling.MAHALANOBIS)
    inverse = np.linalg.inv(np.cov(TABLE.to_numpy(), rowvar=False))
    assert apart(where) == pytest.approx(cdist(TABLE, TABLE, "mahalanobis", VI=inverse))


@settings(max_examples=25)
@given(st.lists(st.floats(0.01, 1e4), min_size=4, max_size=4), st.lists(st.floats(-1e3, 1e3), min_size=4, max_size=4))
def test_distances_do_not_depend_on_units(factors, shifts):
    moved = TABLE * factors + shifts
    for scaling in (Scaling.STANDARD, Scaling.MAHALANOBIS):
        assert apart(space(moved, outcome="y", scaling=scaling)) == pytest.approx(
            apart(space(TABLE, outcome="y", scaling=scaling)), rel=1e-5, abs=1e-5
        )
    capped = space(TABLE * factors, outcome="y", scaling=Scaling.CAPPED)
    assert apart(capped) == pytest.approx(apart(space(TABLE, outcome="y", scaling=Scaling.CAPPED)), rel=1e-6, abs=1e-6)


@settings(max_examples=15)
@given(st.lists(st.floats(-3, 3), min_size=16, max_size=16))
def test_mahalanobis_does_not_depend_on_how_covariates_are_combined(mix):
    turn = np.array(mix).reshape(4, 4) + 4 * np.eye(4)
    if abs(np.linalg.det(turn)) < 1 or np.linalg.cond(turn) > 50:
        return
    standard = (TABLE - TABLE.mean()) / TABLE.std()
    mixed = pd.DataFrame(standard.to_numpy() @ turn, index=TABLE.index, columns=TABLE.columns)
    assert apart(space(mixed, outcome="y", scaling="mahalanobis")) == pytest.approx(
        apart(space(TABLE, outcome="y", scaling="mahalanobis")), rel=1e-5, abs=1e-5
    )


def test_a_covariate_given_twice_counts_once_under_mahalanobis_only():
    twice = TABLE.assign(again=TABLE["c0"] * 3 - 1)
    plain, bound = (space(twice, outcome="y", scaling=scaling) for scaling in ("standard", "mahalanobis"))
    assert apart(bound) == pytest.approx(apart(space(TABLE, outcome="y", scaling="mahalanobis")), abs=1e-6)
    weighted = space(TABLE, outcome="y", weights={"c0": 2.0})
    assert apart(plain) == pytest.approx(apart(weighted))


def test_one_extreme_value_is_capped():
    wild = TABLE.copy()
    wild.iloc[0, 0] = 1e9
    capped, plain = (space(wild, outcome="y", scaling=scaling) for scaling in ("capped", "standard"))
    assert abs(capped.points[0, 0]) < abs(plain.points[0, 0])
    assert space(TABLE - 3, outcome="y", scaling="capped").not_rooted == tuple(
        (TABLE - 3).columns[(TABLE - 3).min() < 0]
    )


def test_missing_constant_and_infinite_covariates():
    table = TABLE.assign(flat=7.0).astype("Float64")
    table.iloc[3, 1] = pd.NA
    table.iloc[5, 2] = np.inf
    where = space(table, outcome="y")
    assert where.constant == ("flat",)
    assert list(where.incomplete) == ["A0003", "A0005"]
    assert len(where.points) == 58
    assert np.isnan(where.placed(table.loc[["A0003"]])).any()


def test_rows_of_their_own_are_placed_by_the_same_scaling():
    for scaling in Scaling:
        where = space(TABLE, outcome="y", scaling=scaling)
        assert where.placed(TABLE.iloc[[7]]) == pytest.approx(where.points[[7]])


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        (TABLE.assign(y=1.0), {}, "y is the outcome"),
        (TABLE.rename(columns={"c0": "y:40-44"}), {}, "y:40-44 is the outcome"),
        (TABLE[[]], {}, "no covariate"),
        (pd.concat([TABLE, TABLE.iloc[:1]]), {}, "areas stand twice: A0000"),
        (TABLE, {"weights": {"zz": 1.0}}, "no covariate: zz"),
        (TABLE, {"weights": {"c0": -1.0}}, "0 or more: c0"),
        (TABLE, {"weights": {"c0": np.nan}}, "0 or more: c0"),
        (TABLE, {"weights": {"c0": 1.0}, "scaling": "mahalanobis"}, "takes no weights"),
        (TABLE.iloc[:1], {}, "fewer than two areas"),
        (TABLE * np.nan, {}, "fewer than two areas"),
        (TABLE * 0, {}, "alike everywhere"),
    ],
)
def test_every_fault_is_named(table, options, words):
    with pytest.raises(ValueError, match=words):
        space(table, outcome="y", **options)


def test_all_faults_are_named_at_once():
    with pytest.raises(ValueError, match=r"outcome.*no covariate: zz"):
        space(TABLE.assign(y=1.0), outcome="y", weights={"zz": 1.0})


@given(st.integers(2, 40), st.integers(1, 5))
def test_nearest_distances_in_plain_loops(number, width):
    points = np.random.default_rng(number * 10 + width).normal(size=(number, width))
    slow = [min(math.dist(a, b) for j, b in enumerate(points) if j != i) for i, a in enumerate(points)]
    assert nearest_distances(points) == pytest.approx(slow, abs=1e-7)


def test_nearest_distances_over_many_points():
    points = np.random.default_rng(3).normal(size=(1_100, 2))
    away = cdist(points, points) + np.diag(np.full(len(points), np.inf))
    assert nearest_distances(points) == pytest.approx(away.min(axis=1), abs=1e-7)
    assert not len(nearest_distances(points[:1]))
