"""An own footprint as a place of the map and a set of the misfit page: the builder's figures, or refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.own import OwnFootprint
from geo.own_text import link
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.footprint_reader import Visit, opened, use
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, ROOT, Server
from tests.journeys.test_access import violations
from tests.journeys.test_misfit_page import parts

EMBEDDED = ROOT / "data" / "pack" / "embedded"
MEMBERS = pd.read_parquet(EMBEDDED / "lookups" / "footprint_lsoa11.parquet")
PLACE = tuple(MEMBERS.loc[MEMBERS["footprint_id"] == "pl-gyw", "lsoa11cd"])
OURS = OwnFootprint("own-riverside", "Riverside", "lsoa11", PLACE[7:])
LETTERS = link(OURS)
FIGURES = ("80.7 %", "80.5 to 80.9 %", "148,629 of 184,158")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A pack of one's own, to keep footprints in."""
    return Path(shutil.copytree(EMBEDDED, tmp_path / "pack", copy_function=os.symlink))


def test_place_on_the_map_has_the_builders_figures_and_a_link_opens_it_elsewhere(
    visit: Visit, server: Server, start: Callable[..., Server]
) -> None:
    page = opened(visit, server, f"?own={LETTERS}")
    for words in FIGURES:
        expect(page.get_by_role("region", name="This footprint")).to_contain_text(words)
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**/?*own=1.*")
    reader = Reader(page).settled()
    assert reader.box("Place").input_value() == "Riverside (own)" and reader.notices == []
    reader.choose("Area", "None selected")
    card = page.get_by_role("region", name="Place")
    for words in ("Riverside", "Own footprint", *FIGURES, "27 of 27 areas"):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("62,327 of 81,047")
    (row,) = [row for row in reader.download() if row["row"] == "place"]
    assert (row["area_name"], row["numerator"], row["denominator"]) == ("Riverside", "148628.6", "184157.9")
    again = Reader(visit(start().url + page.url.removeprefix(server.url))).settled()
    expect(again.page.get_by_role("region", name="Place")).to_contain_text(FIGURES[2])
    assert again.box("Place").input_value() == "Riverside (own)"


def test_only_areas_inside_narrows_map_and_table_and_another_place_lets_go_of_it(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/?own={LETTERS}&inside=1")).settled()
    expect(reader.page.locator(".he-head")).to_contain_text("26 MSOAs of Riverside")
    assert len(reader.table_rows()) >= 26
    outlined = "() => bench.main().getStyle().layers.filter(({id}) => id.startsWith('outline:place')).length"
    assert reader.page.evaluate(outlined) >= 4
    reader.choose("Place", "Norwich")
    assert "own" not in reader.address and reader.address["place"] != ""
    expect(reader.page.locator(".he-head")).to_contain_text("MSOAs of Norwich")


def test_one_kept_with_the_pack_is_offered_and_has_a_short_address(
    visit: Visit, copied: Path, start: Callable[..., Server]
) -> None:
    server = start(env={"PACK": str(copied)})
    page = opened(visit, server, f"?own={LETTERS}")
    use(page, "Keep with this pack")
    expect(page.get_by_text("Riverside is kept with this pack")).to_be_visible()
    reader = Reader(visit(server.url)).settled().choose("Place", "Riverside (own)")
    assert reader.address["place"] == "own-riverside" and "own" not in reader.address
    expect(reader.page.get_by_role("region", name="Place", exact=True)).to_contain_text("Riverside")
    other = Reader(visit(start(env={"PACK": str(copied)}).url + "/?place=own-riverside&area=none")).settled()
    expect(other.page.get_by_role("region", name="Place")).to_contain_text(FIGURES[2])


def test_refused_one_has_one_message_and_no_numbers(visit: Visit, start: Callable[..., Server], tmp_path: Path) -> None:
    lookup = pd.read_parquet(EMBEDDED / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")["msoa11cd"]
    rows = pd.read_parquet(EMBEDDED / "observations.parquet")
    rows = rows[(rows["indicator_id"] == "covid_dose1") & (rows["area_type"] == "msoa11") & (rows["age"] == "16+")]
    rows = rows.assign(least=rows[["numerator"]].assign(other=rows["denominator"] - rows["numerator"]).min(axis=1))
    inside = rows[rows["area_code"].isin({lookup[code] for code in PLACE})].sort_values("least")
    letters = link(OwnFootprint("own-less", "Place less one", "msoa11", tuple(sorted(inside["area_code"][1:]))))
    strict = {"STRICT": f"{inside['least'].iloc[0]:.0f}", "RELEASE_LEDGER": str(tmp_path)}
    server = start(script="tests/journeys/strict_app.py", env=strict)
    assert "Place less one" not in server.text(f"/r/view.csv?own={letters}")  # and the server has its list of sums now
    reader = Reader(visit(f"{server.url}/?own={letters}&area=none")).settled()
    assert reader.box("Place").input_value() == "Place less one (own)"
    assert len(reader.notices) == 1
    assert "is not shown for this footprint" in reader.notices[0] and "Great Yarmouth and Waveney" in reader.notices[0]
    expect(reader.page.get_by_role("region", name="Place")).not_to_contain_text("Place less one")
    assert [row for row in reader.download() if row["row"] in ("place", "part")] == []
    assert Reader(visit(f"{server.url}/?area=none")).settled().notices == []


def test_own_set_is_split_in_people_and_the_same_members_fit_wholly(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/misfit?own={LETTERS}&bset=place&b=pl-gyw")).settled()
    assert reader.box("Set A").input_value() == "Own footprints"
    only_a, both, only_b, either = parts(reader).values()
    assert only_a == 0 < only_b and only_a + both + only_b == either == 215_299
    reader.page.get_by_role("button", name="Swap A and B").click()
    reader.page.wait_for_url("**bset=own*")
    expect(reader.page.locator(".hm-part dt").last).to_have_text("In either")
    assert [*parts(reader.settled()).values()] == [only_b, both, only_a, either]
    assert sorted(int(row["count"]) for row in reader.download()) == sorted([both, only_b])
    same = link(replace(OURS, members=PLACE))
    whole = Reader(visit(f"{server.url}/misfit?own={same}&bset=place&b=pl-gyw")).settled()
    assert whole.page.locator(".he-big").inner_text() == "100\u00a0%"


def test_it_joins_a_boundary_of_others_and_stands_among_the_tiers(visit: Visit, server: Server) -> None:
    reader = Reader(visit(f"{server.url}/misfit?own={LETTERS}&aset=place&a=pl-gyw&bset=lad22&b=E07000244")).settled()
    joining = reader.page.get_by_role("combobox", name="Add footprints to the joint boundary")
    joining.scroll_into_view_if_needed()
    reader.page.wait_for_timeout(300)  # a list that is opened while the page still scrolls to it closes again
    joining.click()
    reader.page.get_by_role("option", name="Riverside (own)").click()
    expect(reader.page.locator(".hm-joint")).to_contain_text("all 3 (core)")
    assert reader.address["also"] == "own:own"
    reader.page.goto(f"{server.url}/tier?own={LETTERS}")
    row = reader.page.get_by_role("row").filter(has_text="Riverside")
    expect(row).to_contain_text("35,529")  # 184,157.9 people less 148,628.6
    expect(reader.box("Own footprint")).to_have_value("Riverside (own)")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_pictures_of_an_own_place(visit: Visit, server: Server, viewport: dict) -> None:
    reader = Reader(visit(f"{server.url}/?own={LETTERS}&area=none", viewport=viewport)).settled()
    reader.page.screenshot(path=ARTEFACTS / f"own-place-{viewport['width']}.png")
    assert violations(reader.page) == []
