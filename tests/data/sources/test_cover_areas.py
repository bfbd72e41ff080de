"""Authorities published together, Cumbria after 2023, England as the sum: each row says what it is."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sources.cover_areas import on_areas_of_the_year

NUMBERS = {"numerator": "Float64", "denominator": "Float64", "value": "Float64"}


def observed(*rows: tuple) -> pd.DataFrame:
    """Rows (code, numerator, denominator, value) of one indicator and quarter."""
    frame = pd.DataFrame(rows, columns=["area_code", *NUMBERS]).astype(NUMBERS)
    named = {"indicator_id": "cover_mmr2_5y", "period": "2023/24 Q1", "age": "5 years", "area_type": "ctyua23"}
    status = frame[["numerator", "value"]].notna().any(axis=1).map({True: "ok", False: "missing"})
    return frame.assign(**named, status=status, note="")


def test_the_city_is_in_hackney_unless_it_has_a_figure() -> None:
    rows, said = on_areas_of_the_year(observed(("E09000012", 80, 100, None), ("E09000001", None, None, None)))
    rows = rows.set_index("area_code")
    assert rows.loc["E09000012", "note"] == "with_city"
    assert rows.loc["E09000001", ["status", "note"]].tolist() == ["missing", "in_hackney"]
    assert any("City of London" in line for line in said)
    rows, said = on_areas_of_the_year(observed(("E09000012", 80, 100, None), ("E09000001", 4, 5, None)))
    assert set(rows.set_index("area_code").loc[["E09000012", "E09000001"], "note"]) == {""}
    assert len(said) == 1


def test_cumbria_stands_under_both_its_authorities_without_counts() -> None:
    rows, said = on_areas_of_the_year(observed(("E10000006", 943, 1000, None), ("E06000001", 50, 100, None)))
    halves = rows[rows["area_code"].isin(["E06000063", "E06000064"])]
    assert halves["value"].tolist() == [94.3, 94.3]
    assert halves["numerator"].isna().all()
    assert halves["denominator"].isna().all()
    assert set(halves["status"]) == {"not_comparable"}
    assert "E10000006" not in set(rows["area_code"])
    england = rows[rows["area_code"] == "E92000001"].iloc[0]
    assert (england["numerator"], england["denominator"]) == (993, 1100)
    assert any("Cumbria" in line for line in said)


def test_a_percentage_alone_makes_england_an_estimate() -> None:
    rows, _ = on_areas_of_the_year(observed(("E06000001", None, 200, 90.0), ("E06000002", 50, 100, None)))
    england = rows[rows["area_code"] == "E92000001"].iloc[0]
    assert england[["numerator", "denominator", "status", "note"]].tolist() == [
        230,
        300,
        "estimated",
        "england_sum;rebuilt",
    ]


def test_a_quarter_with_fewer_authorities_than_its_year_says_so() -> None:
    whole = observed(("E06000001", 90, 100, None), ("E06000002", 50, 100, None))
    part = observed(("E06000001", 90, 100, None)).assign(period="2023/24 Q2")
    rows, _ = on_areas_of_the_year(pd.concat([whole, part], ignore_index=True))
    england = rows[rows["area_code"] == "E92000001"].set_index("period")
    assert england["status"].to_dict() == {"2023/24 Q1": "ok", "2023/24 Q2": "estimated"}
    assert england.loc["2023/24 Q2", "note"] == "england_sum;not_all"
    mixed, _ = on_areas_of_the_year(pd.concat([whole, part.assign(numerator=pd.NA, value=90.0).astype(NUMBERS)]))
    assert mixed[mixed["area_code"] == "E92000001"]["note"].tolist()[-1] == "england_sum;rebuilt;not_all"


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=8))
def test_england_is_the_plain_sum(counts: list[tuple[int, int]]) -> None:
    rows = [(f"E0600{place:04d}", min(x, n), n, None) for place, (x, n) in enumerate(counts)]
    england = on_areas_of_the_year(observed(*rows))[0].query("area_code == 'E92000001'").iloc[0]
    assert england["numerator"] == sum(min(x, n) for x, n in counts)
    assert england["denominator"] == sum(n for _, n in counts)
