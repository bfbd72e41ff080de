"""A1, as somebody of a partnership over a county border: one outline, the border in it, two parts that add up."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.reader import Reader
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, number, pictured, plain, said

PLACE = "Great Yarmouth and Waveney"
DRAWN = """(layers) => {
  const map = bench.main();
  const known = map.getStyle().layers.map((layer) => layer.id).filter((id) => layers.some((one) => id.startsWith(one)));
  return map.queryRenderedFeatures({layers: known}).map((one) => [one.id ?? "", JSON.stringify(one.properties)]);
}"""


def test_a_place_over_two_counties_is_one_and_its_parts_add_up(visit: Visit, told: Server) -> None:
    reader = Reader(visit(f"{told.url}/?place=&area=none")).settled()
    page = reader.page
    reader.choose("Place", PLACE)
    card = page.get_by_role("region", name="Place", exact=True)
    expect(card.get_by_role("heading")).to_have_text(PLACE)

    outline = {words for _, words in page.evaluate(DRAWN, ["outline:place"])}
    assert len(outline) == 1, outline
    assert page.evaluate(DRAWN, ["outline:county:inside"]), "no county border inside the place"
    labels = " ".join(words for _, words in page.evaluate(DRAWN, ["labels"])).casefold()
    assert [one for one in ("norfolk", "suffolk", "great yarmouth") if one not in labels] == []
    expect(page.locator(".hem")).to_contain_text("County border")
    pictured(page, told, "a1-card")

    words = said(card)
    value = number(said(card.locator(".he-big")))
    assert re.search(r"95 % interval \d+\.\d to \d+\.\d %", words)
    assert "by 8 July 2021" in words and "28 of 28 areas, 100 % of people" in words
    counts = {
        name: [int(one.replace(",", "")) for one in re.search(rf"{name} (\d[\d,]*) of (\d[\d,]*)", words).groups()]
        for name in ("Had a first dose", "Norfolk part", "Suffolk part")
    }
    whole, norfolk, suffolk = counts.values()
    assert [a + b for a, b in zip(norfolk, suffolk, strict=True)] == whole
    shares = {name: 100 * counted / people for name, (counted, people) in counts.items()}
    weighted = sum(shares[part] * counts[part][1] for part in ("Norfolk part", "Suffolk part")) / whole[1]
    assert f"{weighted:.1f}" == f"{value:.1f}"
    for part in ("Norfolk part", "Suffolk part"):
        assert f"{part} {shares[part]:.1f}" in words  # the row of dots says the value of the same two counts

    reader.choose("System", "Norfolk and Waveney")
    reader.choose("Place", PLACE)
    page.get_by_role("button", name="More").click()
    page.get_by_text("Only areas inside the place").click()
    page.wait_for_url("**inside=*")
    page.keyboard.press("Escape")
    reader.settled()
    expect(page.locator(".he-sub")).to_contain_text("28 MSOAs of Great Yarmouth and Waveney")
    rows = reader.download()
    inside = [row for row in rows if row["row"] == "area"]
    assert len(inside) == 28 and {row["county"] for row in inside} == {"Norfolk", "Suffolk"}
    assert len(reader.table_rows()) >= 28

    filed = {row["area_name"]: row for row in rows}
    for name, (counted, people) in zip((PLACE, "Norfolk part", "Suffolk part"), counts.values(), strict=True):
        assert (int(filed[name]["numerator"]), int(filed[name]["denominator"])) == (counted, people)
    own = filed[PLACE]
    assert float(own["value"]) == value and plain(own["coverage"]) == "28 of 28 areas, 100 % of people"
    assert f"{own['lower_95']} to {own['upper_95']} %" in words
    for column in ("numerator", "denominator"):
        assert sum(int(row[column]) for row in inside) == int(own[column])
    pictured(page, told, "a1-inside")
