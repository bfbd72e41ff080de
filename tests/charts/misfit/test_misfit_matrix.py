"""The sortable matrix and the list of pairs: rows against a plain sort, heads that say and turn the order, pages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.misfit.misfit_matrix import LONGEST, WIDEST, Order, table
from charts.misfit.misfit_words import Misfit, Side, Unit
from tests.charts.misfit.test_misfit_pieces import DISTRICTS, MANY, ONE_MANY, words


def cells(html: str) -> list[list[str]]:
    """Texts of the rows of the body."""
    body = html.split("<tbody>")[1].split("</tbody>")[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).replace("\u00a0", " ") for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in re.findall(r"<tr>.*?</tr>", body)
    ]


def heads(html: str) -> dict[str, tuple[str, str]]:
    """Of every head: its sort key, (aria-sort, direction of its button)."""
    found = re.findall(r'<th scope="col"[^>]*?(?: aria-sort="(\w+)")?><button[^>]*data-sort="(.*?)"[^>]*?"(\d)">', html)
    return {key: (said, turn) for said, key, turn in found}


def test_matrix_rows_and_columns_by_size() -> None:
    html = table(ONE_MANY)
    assert html.index("Dee") < html.index("Eff")
    said = words(html).split("All ")[1].split()
    assert said == ["The", "Place", "100", "200", "300", "Not", "in", "The", "Place", "300", "300"]
    assert "Not in places" in words(table(MANY)) and table(replace(ONE_MANY, cells=())) == ""


def made(numbers: list[list[int]]) -> Misfit:
    """A misfit from people in each A (rows) and B (columns)."""
    a = tuple(Unit(f"a{i}", f"Name {chr(90 - i)}", sum(row) + i + 1, i + 1) for i, row in enumerate(numbers))
    b = tuple(Unit(f"b{j}", f"B{j}", sum(row[j] for row in numbers) + 1, 1) for j in range(len(numbers[0])))
    pairs = [(f"a{i}", f"b{j}", n) for i, row in enumerate(numbers) for j, n in enumerate(row) if n]
    sides = {"a": Side(a, False, "ward", "wards"), "b": Side(b, False, "district", "districts")}
    return replace(MANY, cells=tuple(sorted(pairs, key=lambda cell: (-cell[2], cell))), **sides)


@given(
    st.integers(2, 6).flatmap(
        lambda wide: st.lists(st.lists(st.integers(0, 9999), min_size=wide, max_size=wide), min_size=1, max_size=12)
    ),
    st.sampled_from(["name", "in:b0", "in:b1", "alone", "all"]),
    st.booleans(),
)
def test_any_column_in_any_direction_is_a_plain_sort(numbers, key, descending) -> None:
    shown = made(numbers)
    if not shown.cells:
        return
    html = table(shown, Order(key, descending))
    units = {unit.name: (unit, numbers[place]) for place, unit in enumerate(shown.a.units)}
    value = {
        "name": lambda name: name,
        "in:b0": lambda name: units[name][1][0],
        "in:b1": lambda name: units[name][1][1],
        "alone": lambda name: units[name][0].alone,
        "all": lambda name: units[name][0].people,
    }[key]
    listed = [row[0] for row in cells(html)]
    assert sorted(listed) == sorted(units)
    keys = [value(name) for name in listed]
    assert keys == sorted(keys, reverse=descending)
    said = {one: how for one, (how, _) in heads(html).items() if how}
    assert said == {key: "descending" if descending else "ascending"}
    assert heads(html)[key][1] == ("0" if descending else "1")


def wide(count: int) -> Misfit:
    """Pairs of one unit with many, and a second with the first of them."""
    units = tuple(Unit(f"u{i}", f"U{i:03d}", 2000 - i, 0) for i in range(count))
    pairs = [("p", unit.code, 1000 - place) for place, unit in enumerate(units)] + [("q", "u0", 5)]
    return replace(MANY, b=replace(DISTRICTS, units=units), cells=tuple(pairs))


def test_many_columns_are_listed_as_pairs_by_size_a_page_at_a_time() -> None:
    shown = wide(LONGEST + 5)
    html = table(shown)
    assert len(cells(html)) == LONGEST and f"1 to {LONGEST} of {LONGEST + 6}" in html
    assert heads(html)["people"] == ("descending", "0") and heads(html)["name"] == ("", "0")
    last = table(shown, Order(page=9))
    assert [row[1] for row in cells(last)][-1] == "U000" and len(cells(last)) == 6
    assert f"{LONGEST + 1} to {LONGEST + 6}" in last and 'data-page="2" disabled' in last
    assert "he-pager" not in table(wide(WIDEST + 1))


@pytest.mark.parametrize(
    ("key", "descending", "first"),
    [("other", False, "U000"), ("other", True, "U011"), ("of_b", True, "U000"), ("of_a", False, "U000")],
)
def test_pairs_sort_by_every_column(key: str, descending: bool, first: str) -> None:
    assert cells(table(wide(12), Order(key, descending)))[0][1] == first


def test_a_column_that_is_not_there_is_the_usual_one() -> None:
    assert table(ONE_MANY, Order("in:<script>", False)) == table(ONE_MANY)
    assert table(wide(12), Order("all", False)) == table(wide(12))
