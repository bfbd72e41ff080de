"""A matched comparison on published figures: Great Yarmouth and Waveney's MSOAs, similar ones elsewhere."""

import functools

import pandas as pd
import pytest

from equity.similar.balance import WARNED
from equity.similar.level import level_comparison
from equity.similar.neighbours import Choice, Pool
from equity.similar.question import Found, Question, matched, stability
from equity.similar.reasons import Dropped
from tests.shared_folder import shared

pytestmark = pytest.mark.shared
DAY = "2021-07-08"
K = 3


@functools.cache
def covariates() -> pd.DataFrame:
    """Deprivation 2019, ages mid-2020, rural LSOAs, ethnicity in 2021 of every MSOA 2011 in England."""
    imd = pd.read_parquet(shared("data", "mhclg", "imd2019_england_msoa11.parquet")).set_index("msoa11_code")
    people = pd.read_parquet(shared("data", "ons", "population", "population20_msoa11.parquet")).set_index(
        "msoa11_code"
    )
    total = people["total_population"]
    ages = {
        "under_16": people[[str(age) for age in range(16)]].sum(axis=1) / total,
        "over_64": people[[*map(str, range(65, 90)), "90+"]].sum(axis=1) / total,
    }
    lsoas = pd.read_csv(shared("data", "ons", "lookups", "lookup_lsoa11_msoa11.csv.gz")).drop_duplicates("lsoa11_code")
    rural = pd.read_csv(shared("data", "ons", "lookups", "ruc11_lsoa11.csv.gz"))
    placed = lsoas.merge(rural, on="lsoa11_code")
    share = placed["ruc"].eq("Rural").groupby(placed["msoa11_code"]).mean()
    groups = pd.read_parquet(shared("data", "ons", "population", "ethnicity21_msoa21.parquet"))
    white = groups[groups["ethnic_group"] == "White"].set_index("msoa21_code")["prop"]
    vintages = pd.read_csv(shared("data", "ons", "lookups", "lookup_msoa11_msoa21_ltla22.csv.gz"))
    kept = vintages[~vintages["msoa11_code"].duplicated(keep=False) & ~vintages["msoa21_code"].duplicated(keep=False)]
    matched_white = kept.set_index("msoa11_code")["msoa21_code"].map(white)
    table = pd.DataFrame({"deprivation": imd["Score"], **ages, "rural": share, "white": matched_white})
    return table.reindex(imd.index).rename_axis("area_code")


@functools.cache
def places() -> pd.DataFrame:
    """System and district of every MSOA."""
    return pd.read_csv(shared("data", "ons", "lookups", "msoa11_icb22_ltla22_majority.csv.gz")).set_index("msoa11_code")


@functools.cache
def uptake() -> pd.DataFrame:
    """First doses of people aged 16 and over, by 8 July 2021."""
    doses = pd.read_csv(shared("data", "nhs_england", "covid_vacc_cumulative_people_by_area_age_dose.csv.gz"))
    doses = doses[(doses["published"] == DAY) & (doses["level"] == "MSOA") & (doses["dose"] == 1)]
    people = pd.read_csv(shared("data", "nhs_england", "covid_vacc_nims_population_denominators.csv.gz"))
    people = people[(people["published"] == DAY) & (people["level"] == "MSOA") & (people["age_band"] == "16+")]
    frame = pd.DataFrame(
        {
            "numerator": doses.groupby("area_code")["people_vaccinated"].sum(),
            "denominator": people.set_index("area_code")["population"],
        }
    )
    return frame.assign(status="ok")


def chosen() -> pd.Index:
    known = places()
    here = known["ltla22_name"].isin(["Great Yarmouth", "East Suffolk"]) & (known["icb22_code"] == "E54000022")
    return known.index[here]


def asked(*, elsewhere: bool, excluded: tuple[str, ...] = ()) -> Question:
    known = places()
    norfolk = known.index[known["icb22_code"] == "E54000022"]
    pool = Pool(allowed=norfolk if elsewhere else None, overlap=pd.Series(1.0, index=chosen()))
    return Question(covariates(), chosen(), "covid_dose1", choice=Choice(k=K, excluded=excluded), pool=pool)


def compared(comparators: pd.Index):
    return level_comparison(uptake().loc[chosen()], uptake().loc[comparators], value_type="proportion")


@functools.cache
def found(*, elsewhere: bool) -> Found:
    return matched(asked(elsewhere=elsewhere))


def test_elsewhere_in_norfolk_is_balanced_or_says_that_few_are_alike():
    answer = found(elsewhere=True)
    assert len(chosen()) == 28
    assert not set(answer.matches.comparators) & set(chosen())
    assert set(places().loc[answer.matches.comparators, "icb22_code"]) == {"E54000022"}
    assert (answer.balance["after"].abs() < WARNED).all() or answer.matches.few_similar
    level = compared(answer.matches.comparators)
    assert level.status == "ok" and level.comparators.without_value == 0
    assert level.lower_ci < level.estimate < level.upper_ci


def test_all_of_england_has_areas_as_alike_as_any():
    answer = found(elsewhere=False)
    assert (answer.balance["after"].abs() < WARNED).all()
    assert answer.balance["after"].abs().max() < answer.balance["before"].abs().max()
    dropped = {reason: len(areas) for reason, areas in answer.matches.dropped.items()}
    assert dropped[Dropped.CHOSEN] == 28 and dropped[Dropped.COVARIATE_MISSING] > 0
    assert sum(dropped.values()) + len(answer.matches.candidates) == 6_791
    nearer, farther = (found(elsewhere=side).matches.pairs["distance"].mean() for side in (False, True))
    assert nearer < farther


def test_the_comparison_hangs_on_no_single_choice():
    question, answer = asked(elsewhere=False), found(elsewhere=False)
    table = stability(question, answer, estimate=compared, ks=(1, 2, 5))
    base = table.iloc[0]
    assert table["status"].eq("ok").all()
    assert table["estimate"].sub(base["estimate"]).abs().max() < 6
    first = answer.matches.comparators[0]
    again = matched(asked(elsewhere=False, excluded=(first,)), where=answer.space)
    assert first not in again.matches.comparators
    assert abs(compared(again.matches.comparators).estimate - base["estimate"]) < 1
