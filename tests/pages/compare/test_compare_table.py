"""The comparison's table on the embedded pack: sorted, paged, found by an area, and its order in the address."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.applications import Starlette

from charts.tables import Order
from pages.parts.compare import answers, question
from pages.parts.compare.pieces import pieces, table
from pages.parts.compare.question import CompareQuestion
from pages.parts.serving import page_files
from tests.pages.asgi import ask


def asked(**changes: str) -> CompareQuestion:
    return question.resolved(question.landing() | changes)[0]


def test_table_is_paged_sorted_and_served() -> None:
    wanted = asked(system="england", place="", level="msoa")
    first, last = table(wanted, Order()), table(wanted, Order(page=99))
    assert "1 to 160 of 6,791" in first and "6,721 to 6,791 of 6,791" in last
    app = Starlette(routes=page_files.routes())
    answer = ask(app, "/r/compare.html", query="sort=name&descending=1")
    assert answer.status == 200
    names = re.findall(r"<button[^>]*data-choose[^>]*>([^<]*)<", answer.body.decode())
    assert names == sorted(names, reverse=True) and len(names) == 28
    filed = ask(app, "/r/compare.csv", query="view=funnel")
    assert filed.status == 200 and b"funnel_place" in filed.body


def test_an_area_is_found_on_its_page_of_the_table() -> None:
    """Whatever the order, the page asked for by an area is the one of all pages that holds it."""
    wanted = asked(system="england", place="", level="msoa")
    code = list(answers.general(wanted).areas.evidence.frame.index)[3000]
    for order in (Order(), Order("name", descending=True)):
        made = table(wanted, order, area=code)
        page = (int(re.search(r"<span>([\d,]+) to", made)[1].replace(",", "")) - 1) // 160
        assert page > 1 and f'data-choose="{code}"' in made and made == table(wanted, replace(order, page=page))
        assert f'data-choose="{code}"' not in table(wanted, replace(order, page=page - 1))
    assert table(wanted, Order(), area="E99999999") == table(wanted, Order())
    app = Starlette(routes=page_files.routes())
    for one in ("heat", "funnel"):
        query = f"system=england&place=&level=msoa&view={one}&sort=name&find={code}"
        assert f'data-choose="{code}"' in ask(app, "/r/compare.html", query=query).body.decode()


def test_order_of_the_table_is_in_the_address_where_the_view_has_it() -> None:
    sorted_by = asked(sort="name", order="descending")
    assert pieces(sorted_by).order == "name,1" and pieces(asked()).order == ""
    names = question.parameters(sorted_by)
    assert (names["sort"], names["order"]) == ("name", "descending")
    assert pieces(sorted_by).sheet == pieces(asked()).sheet  # what stands in another order is the table alone
    heat_by = asked(view="heat", sort="stroke_admissions_rate")
    assert pieces(heat_by).order == "stroke_admissions_rate,0"
    made, said = question.resolved(question.landing() | {"sort": "stroke_admissions_rate"})
    assert (made.sort, said) == ("", ())  # a column of another view
    made, said = question.resolved(question.landing() | {"sort": "colour", "order": "up"})
    assert (made.sort, made.order) == ("", "") and len(said) == 2
