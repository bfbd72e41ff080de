"""Men, women and all persons of the same MSOAs on the pages: a withheld count follows from none of the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.schema import Status
from pages.parts import opened_pack
from pages.parts.answering import extents, published_tables, series, values
from pages.parts.answering.releasing import held_rows, official_sets, protected, told_segments, told_totals
from tests.pages.held import forget, replaced

SMALL, DAY = "E02005538", "2021-07-08"
HELD = [(DAY, sex, "16+", "") for sex in ("all", "female", "male")]


@pytest.fixture(scope="module")
def patch():
    with pytest.MonkeyPatch.context() as found:
        yield found
    forget()
    series.series.cache_clear()
    series._stored.cache_clear()


@pytest.fixture(scope="module")
def indicator(patch):
    """Events by sex: three women in one MSOA, twenty to sixty of each elsewhere."""
    every = official_sets.codes("msoa11")
    random = np.random.default_rng(7)
    events = {sex: dict(zip(every, random.integers(20, 60, len(every)), strict=True)) for sex in ("female", "male")}
    events["female"][SMALL] = 3
    events["all"] = {code: events["female"][code] + events["male"][code] for code in every}
    held, pack = held_rows.held, opened_pack.pack()

    def by_sex(indicator, area_type, *, segment, codes):
        rows = held(indicator, area_type, segment=(DAY, "all", "16+", ""), codes=codes)
        counted = [events[segment[1]].get(code, np.nan) for code in codes]
        return rows.assign(numerator=np.array(counted, float), denominator=5000.0, status=str(Status.OK))

    known = replace(pack.indicators["covid_dose1"], release_rule="small7", value_type="crude_rate")
    patch.setattr(opened_pack, "pack", lambda: replace(pack, indicators={**pack.indicators, known.id: known}))
    patch.setattr(told_segments, "_segments", lambda _id, kind: HELD if kind == "msoa11" else [])
    replaced(patch, by_sex)
    return known


@pytest.fixture(scope="module")
def shown(indicator):
    return {one[1]: protected.everyone(indicator, "msoa11", segment=one) for one in HELD}


def test_no_withheld_sex_of_an_area_follows_from_the_two_others(shown):
    hidden = np.array([shown[sex]["numerator"].isna() for sex in ("all", "female", "male")])
    assert shown["female"].loc[SMALL, "reason"].startswith("The number of people is small")
    assert set(np.unique(hidden.sum(axis=0))) <= {0, 2, 3}  # one alone would follow
    assert 1 < hidden.any(axis=0).sum() < 40  # another area goes with it, but few


def test_all_totals_together_leave_the_women_open(shown):
    """Exact elimination by rank: men and women of every withheld area, every row and every total that is shown."""
    codes = shown["all"].index
    hidden = {sex: set(codes[rows["numerator"].isna()]) for sex, rows in shown.items()}
    cells = [(code, sex) for code in sorted(set().union(*hidden.values())) for sex in ("female", "male")]
    place = {cell: number for number, cell in enumerate(cells)}

    def row(inside, sex):
        one = np.zeros(len(cells))
        for code in inside:
            for part in ("female", "male") if sex == "all" else (sex,):
                one[place[code, part]] = 1
        return one

    rows = [row([code], sex) for code, _ in cells[::2] for sex in hidden if code not in hidden[sex]]
    for _, group in official_sets.parents("msoa11").items():
        for name, inside in group.groupby(group).groups.items():
            for sex in hidden:
                if name not in told_totals.exposed("covid_dose1", "msoa11", segment=(DAY, sex, "16+", "")):
                    rows.append(row(set(inside) & hidden[sex], sex))
    table = np.unique([one for one in rows if one.any()], axis=0)
    wanted = row([SMALL], "female")
    assert np.linalg.matrix_rank(np.vstack([table, wanted])) == np.linalg.matrix_rank(table) + 1


def test_lines_over_time_withhold_the_same_areas(indicator, shown, patch):
    gone = shown["all"].index[shown["all"]["reason"].str.startswith("Withheld so that")]
    assert len(gone)
    patch.setattr(series, "periods", lambda _: (DAY,))
    about = extents.Subject(
        gone[0], gone[0], (extents.Stretch("", "", gone[0], extents.areas_of("msoa11")[gone[0]], gone[0]),), ()
    )
    series.series.cache_clear()
    line = series.series(indicator.id, about, footprint="today", on=DAY)
    assert line["status"].tolist() == [Status.SUPPRESSED] and line["numerator"].isna().all()
    assert "small number" in line["reason"].iloc[0]


def test_councils_as_published_ask_the_same(indicator, shown):
    frame = values.stored(indicator, "msoa11", segment=HELD[2], codes=(SMALL,)).assign(period=DAY, area_type="msoa11")
    frame = frame.rename_axis("area_code").reset_index().set_index(["area_code", "area_type", "period"])
    found = published_tables._kept_back(frame, replace(indicator, default_sex="male"))
    hidden = bool(shown["male"].loc[SMALL, "reason"])
    assert (found["withheld_for"] != "").tolist() == [hidden]


def test_words_of_the_reason(shown):
    said = set(shown["male"]["reason"]) | set(shown["all"]["reason"])
    assert "Withheld so that a small number of another period or group cannot be worked out." in said
