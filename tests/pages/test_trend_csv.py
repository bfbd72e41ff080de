"""The trend's file as the route gives it: the same choice as the page, named and guarded."""

import csv
import io

from pages.parts.serving import view_api


def rows(**query):
    name, content = view_api.csv({"page": "trend", **query})
    return name, list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_file_holds_the_choice():
    name, found = rows(footprint="today", area="E10000020", second="none")
    assert name == "mmr2_5y-trend-norfolk-today.csv"
    assert {row["footprint"] for row in found} == {"today’s footprint"}
    assert {row["line"] for row in found} == {"Norfolk", "England"}
    assert next(row for row in found if row["period"] == "2015/16")["value"] == "95.0"


def test_measures_without_a_series_give_an_empty_line_not_a_fault():
    _, found = rows(indicator="covid_dose1", area="sys-nw-icb")
    assert [row["period"] for row in found if row["role"] == "first"] == ["2021-07-08"]
