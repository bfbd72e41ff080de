"""COVID-19 vaccination uptake: people vaccinated over people registered, week by week.

Lives here: which age band of the register belongs to which band of people, and what is said where the two do not fit.
Not here: reading the workbook (`nhs_england`), rates over groups of areas (`equity`).
"""

from __future__ import annotations

import re

import pandas as pd

from data.lineage import COLUMNS as LINEAGE
from data.lineage import gathered_by
from data.schema import Status
from data.sources.facts import ARMED_FORCES_BASES, UNIVERSITY, joined_notes
from data.sources.source import Imported

INDICATORS = {1: "covid_dose1", 2: "covid_dose2"}


def age_words(band: str) -> str:
    """The band as the register has it: "Under 25" -> "16-24", so that people and register speak of the same ages.

    The few people below 16 (in July 2021: below 18 on medical grounds) are in the publisher's youngest band.
    """
    young = re.match(r"^Under (\d+)$", band)
    return f"16-{int(young[1]) - 1}" if young else band


def register_by_people_bands(population: pd.DataFrame) -> pd.DataFrame:
    """The register's bands as rows published, level, area_code, age, denominator, with the ages of the people bands.

    The youngest band is "16-64" and so on as published; from July 2021 the register has 18-24 and 18+ instead, and
    16-24 = 18-24 + (16+ minus 18+).
    """
    wide = population.pivot_table(
        index=["published", "level", "area_code"], columns="age_band", values="population", aggfunc="first"
    )
    if "18-24" in wide:
        wide["16-24"] = wide["18-24"] + wide["16+"] - wide["18+"]
    wide = wide.drop(columns=[name for name in wide if name.startswith("Under")] + ["18-24", "18+"], errors="ignore")
    long = wide.reset_index().melt(id_vars=["published", "level", "area_code"], var_name="age")
    return long.dropna(subset="value").rename(columns={"value": "denominator"})


def next_register(denominators: pd.DataFrame, week: str, *, youngest: str) -> pd.DataFrame:
    """A week without a register of its own borrows the next one; its youngest band is what is left of 16+."""
    later = sorted(name for name in denominators["published"].unique() if name > week)
    if not later:
        return denominators.iloc[:0]
    borrowed = denominators[denominators["published"] == later[0]]
    upper = int(youngest.split("-")[1])
    older = borrowed["age"].str.extract(r"^(\d+)")[0].astype("Int64") > upper
    rest = borrowed[older & (borrowed["age"] != "16+")].groupby(["level", "area_code"])["denominator"].sum()
    all_ages = borrowed[borrowed["age"] == "16+"].set_index(["level", "area_code"])["denominator"]
    young = (all_ages - rest).rename("denominator").reset_index().assign(age=youngest)
    return pd.concat([borrowed[older | (borrowed["age"] == "16+")], young]).assign(published=week)


def uptake(people: pd.DataFrame, population: pd.DataFrame, *, level: str, area_type: str) -> Imported:
    """Uptake by area, week, dose and age: people vaccinated over people on the register of the same publication.

    Parameters
    ----------
    people, population : DataFrame
        As `people_vaccinated` and `registered_population` give them; more levels and weeks than needed do no harm.
    level : str
        "MSOA", "LTLA" or "ICS".
    area_type : str
        The schema's word for it, "msoa11".

    Returns
    -------
    Imported
        Observations of `covid_dose1` and `covid_dose2`: every published band and "16+", their sum. `value` is not
        published and stays missing. More people vaccinated than registered, bases and the university area of the
        embedded pack: `not_comparable`. A week whose publication has no register borrows the next week's:
        `estimated`.
    """
    people = people[people["level"] == level].assign(age=lambda rows: rows["age_band"].map(age_words))
    keys = ["published", "area_code", "dose"]
    everyone = people.groupby(keys, as_index=False)["people"].sum().assign(age="16+")
    rows = [name for name in LINEAGE if name in people]
    if rows:
        everyone = everyone.merge(gathered_by(people, keys), on=keys)
    people = pd.concat([people[[*keys, "age", "people", *rows]], everyone], ignore_index=True)
    register = register_by_people_bands(population[population["level"] == level])
    borrowed = []
    for week in sorted(set(people["published"]) - set(register["published"])):
        ages = [age for age in people.loc[people["published"] == week, "age"].unique() if age.startswith("16-")]
        borrowed.append(next_register(register, week, youngest=min(ages, default="16-16")))
    register = pd.concat([register, *borrowed], ignore_index=True).drop(columns="level")
    joined = people.merge(register, how="left", on=["published", "area_code", "age"])
    lent = {frame["published"].iloc[0] for frame in borrowed if not frame.empty}
    return Imported(uptake_observations(joined, lent, area_type=area_type), uptake_report(joined, lent))


def uptake_observations(joined: pd.DataFrame, lent: set[str], *, area_type: str) -> pd.DataFrame:
    """Statuses and notes of joined counts, in the schema's columns."""
    over = (joined["people"] > joined["denominator"]).fillna(False).astype(bool)
    loan = joined["published"].isin(lent)
    bare = joined["denominator"].isna() | joined["people"].isna()
    notes = {
        "base": joined["area_code"].isin(ARMED_FORCES_BASES),
        "university": joined["area_code"] == UNIVERSITY,
        "over_register": over,
    }
    doubted = joined_notes(notes, joined.index)
    note = joined_notes({**notes, "register_next_week": loan}, joined.index)
    status = pd.Series(Status.OK.value, index=joined.index, dtype="str").mask(loan, Status.ESTIMATED.value)
    status = status.mask(doubted != "", Status.NOT_COMPARABLE.value).mask(bare, Status.MISSING.value)
    return pd.DataFrame(
        {
            "indicator_id": joined["dose"].map(INDICATORS),
            "area_code": joined["area_code"],
            "area_type": area_type,
            "period": joined["published"],
            "age": joined["age"],
            "numerator": joined["people"].astype("Float64").mask(bare),
            "denominator": joined["denominator"].astype("Float64"),
            "status": status,
            "note": note,
            **{name: joined[name] for name in LINEAGE if name in joined},
        }
    )


def uptake_report(joined: pd.DataFrame, lent: set[str]) -> tuple[str, ...]:
    """What the uptake had to settle, in words."""
    over = int((joined["people"] > joined["denominator"]).fillna(False).sum())
    report = [f"{week}: no register in that publication, the next one is used" for week in sorted(lent)]
    if over:
        report.append(f"{over:,} of {len(joined):,} cells have more people vaccinated than registered: not compared")
    return tuple(report)
