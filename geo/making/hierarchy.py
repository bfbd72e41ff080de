"""Which larger area every LSOA 2011 belongs to, and what those areas are called.

Lives here: the table with one row per LSOA (districts of 2011 and 2022, upper-tier authorities of four periods, NHS
systems of July 2022, regions), the names of all these areas and the days on which councils began and ended.
Not here: polygons (`geo.making.coverage`), wards (`geo.making.wards`), footprints (`geo.footprints`), reading files
(`geo.making.packages`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

ENGLAND = ("E92000001", "England")
TWO_TIER = "E07"  # codes of districts that are (in 2022) below a county
MSOA_NUMBER = r" \d{3}[A-Z]?$"
UPPER_TIERS = ("ctyua18", "ctyua19", "ctyua21", "ctyua23")


def most_common(frame: pd.DataFrame, key: str, *, value: str) -> pd.Series:
    """The commonest `value` of each `key`; ties go to the first in code order, so the answer never depends on rows."""
    counts = frame.groupby([key, value], observed=True).size().rename("n").reset_index()
    ranked = counts.sort_values([key, "n", value], ascending=[True, False, True])
    return ranked.drop_duplicates(key).set_index(key)[value]


def former_district_codes(districts: pd.DataFrame, former: Mapping[str, str]) -> pd.Series:
    """Code of every district that the LSOA names of 2011 carry.

    Parameters
    ----------
    districts : DataFrame
        One row per LSOA: lad11nm (from its name) and lad22cd.
    former : mapping
        Reviewed codes of districts that were abolished, by name.

    Returns
    -------
    Series
        Code by lad11nm.

    Raises
    ------
    ValueError
        If a district lost its extent before 2022 and its code is not in the reviewed list, or the other way round.
    """
    pairs = districts[["lad11nm", "lad22cd"]].drop_duplicates()
    shared = pairs["lad22cd"].duplicated(keep=False) | pairs["lad11nm"].duplicated(keep=False)
    unchanged = pairs[~shared].set_index("lad11nm")["lad22cd"]
    changed = set(pairs.loc[shared, "lad11nm"])
    if changed != set(former):
        raise ValueError(f"reviewed list of former districts differs from the data: {sorted(changed ^ set(former))}")
    return pd.concat([unchanged, pd.Series(dict(former))]).rename("lad11cd").rename_axis("lad11nm").sort_index()


def upper_tiers(frame: pd.DataFrame, changes: list[Mapping]) -> pd.DataFrame:
    """Upper-tier authorities of the earlier periods, from those of April 2023 back in time.

    Parameters
    ----------
    frame : DataFrame
        One row per LSOA: lad11cd and ctyua23cd.
    changes : list of mapping
        `[[upper_tier]]` of authorities.toml, newest first: area_type, newer, and `replaced` (code -> older code) or
        `by_lad11` (former district -> older code).
    """
    out = frame.copy()
    for change in changes:
        older = out[f"{change['newer']}cd"].replace(dict(change.get("replaced", {})))
        by_district = out["lad11cd"].map(dict(change.get("by_lad11", {}))).astype("str")
        out[f"{change['area_type']}cd"] = by_district.fillna(older)
    return out


def regions(upper_tier: pd.Series, register: Mapping[str, Mapping]) -> pd.Series:
    """Region code of each upper-tier authority of 2021; every authority must have exactly one."""
    code_of = {member: code for code, region in register.items() for member in region.get("members", ())}
    starts = {region["starts_with"]: code for code, region in register.items() if "starts_with" in region}
    found = upper_tier.map(code_of).astype("str").fillna(upper_tier.str[:3].map(starts).astype("str"))
    if found.isna().any():
        raise ValueError(f"authorities without a region: {sorted(upper_tier[found.isna()].unique())}")
    return found


def lsoa_table(lsoas: pd.DataFrame, postcodes: pd.DataFrame, *, nhs: pd.DataFrame, register: Mapping) -> pd.DataFrame:
    """One row per LSOA with the code of every larger area it belongs to.

    Parameters
    ----------
    lsoas : DataFrame
        lsoa11cd, lsoa11nm.
    postcodes : DataFrame
        Matched postcodes: lsoa11cd, msoa11cd, lad22cd, and county, district of Code-Point Open (missing where ended).
    nhs : DataFrame
        `geo.making.packages.nhs_membership`.
    register : mapping
        authorities.toml.

    Returns
    -------
    DataFrame
        Sorted by code: lsoa11cd, lsoa11nm, msoa11cd, lad11cd, lad22cd, ctyua18cd .. ctyua23cd, sicbl22cd, icb22cd,
        rgncd, ctrycd.
    """
    out = lsoas[["lsoa11cd", "lsoa11nm"]].sort_values("lsoa11cd", ignore_index=True)
    for column in ("msoa11cd", "lad22cd"):
        out[column] = out["lsoa11cd"].map(most_common(postcodes, "lsoa11cd", value=column))
    out["lad11nm"] = out["lsoa11nm"].str.replace(MSOA_NUMBER, "", regex=True)
    out["lad11cd"] = out["lad11nm"].map(former_district_codes(out, register["former_districts"]))
    live = postcodes.dropna(subset="district")
    live = live.assign(upper=live["county"].where(live["county"] != "", live["district"]))
    above = out["lad22cd"].map(most_common(live, "lad22cd", value="upper"))
    out["ctyua23cd"] = above.where(out["lad22cd"].str.startswith(TWO_TIER), out["lad22cd"])
    out = upper_tiers(out, register["upper_tier"])
    out = out.merge(nhs[["lsoa11cd", "sicbl22cd", "icb22cd"]], on="lsoa11cd", how="left", validate="one_to_one")
    out["rgncd"] = regions(out["ctyua21cd"], register["regions"])
    out["ctrycd"] = ENGLAND[0]
    columns = ["msoa11cd", "lad11cd", "lad22cd", *[f"{t}cd" for t in UPPER_TIERS], "sicbl22cd", "icb22cd"]
    out = out[["lsoa11cd", "lsoa11nm", *columns, "rgncd", "ctrycd"]]
    if out.isna().any().any():
        raise ValueError(f"LSOAs without a larger area: {out[out.isna().any(axis=1)].head().to_dict('records')}")
    return out


def area_names(lsoas: pd.DataFrame, *, sources: Mapping[str, Mapping[str, str]], register: Mapping) -> pd.DataFrame:
    """Names of all administrative and NHS areas, as a reader would say them.

    Parameters
    ----------
    lsoas : DataFrame
        `lsoa_table`.
    sources : mapping
        Names by code for `msoa11`, `lad22`, `upper` (Code-Point Open), `sicbl22` and `icb22`.
    register : mapping
        authorities.toml: its `names` go before everything else.

    Returns
    -------
    DataFrame
        area_type, area_code, name; sorted by both.
    """
    lad11 = lsoas.assign(name=lsoas["lsoa11nm"].str.replace(MSOA_NUMBER, "", regex=True))
    names = {
        "lsoa11": lsoas.set_index("lsoa11cd")["lsoa11nm"].to_dict(),
        "msoa11": sources["msoa11"],
        "lad11": lad11.drop_duplicates("lad11cd").set_index("lad11cd")["name"].to_dict(),
        "lad22": sources["lad22"],
        "sicbl22": sources["sicbl22"],
        "icb22": sources["icb22"],
        "rgn": {code: region["name"] for code, region in register["regions"].items()},
        "ctry": dict([ENGLAND]),
    }
    plain = {code: name.removesuffix(" County") for code, name in sources["upper"].items()}
    names |= {area_type: {**plain, **sources["lad22"]} for area_type in UPPER_TIERS}
    frames = []
    for area_type, known in names.items():
        special = {**register["names"], **register.get("names_by_type", {}).get(area_type, {})}
        codes = pd.Series(sorted(lsoas[f"{area_type}cd"].unique()))
        frame = pd.DataFrame({"area_type": area_type, "area_code": codes})
        frame["name"] = codes.map(special).astype("str").fillna(codes.map(dict(known)).astype("str"))
        frames.append(frame)
    out = pd.concat(frames, ignore_index=True)
    if out["name"].isna().any():
        raise ValueError(f"areas without a name: {out[out['name'].isna()].head().to_dict('records')}")
    return out.sort_values(["area_type", "area_code"], ignore_index=True)


def validity(codes: pd.Series, register: Mapping) -> pd.DataFrame:
    """First and last day of councils, "" where always or open: valid_from, valid_to, aligned with `codes`."""
    first = {code: day for day, members in register["began"].items() for code in members}
    last = {code: day for day, members in register["ended"].items() for code in members}
    dates = {"valid_from": codes.map(first), "valid_to": codes.map(last)}
    return pd.DataFrame(dates).astype("str").fillna("")
