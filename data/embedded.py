"""Builds the observations of the embedded pack: real figures only, each with its source.

    python -m data.embedded --to data/pack/embedded

Lives here: which tables go in, the areas they are summed to, stamping the sources, and the check before anything is
written. Not here: what a table means (`data.sources`) or geography (`geo.build`, which writes areas and lookups first).
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256 as sha256_of
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from data.catalogue import Source, read_indicators, read_sources, write_sources
from data.pack_checks import areas_faults
from data.programmes import FILE as PROGRAMMES
from data.sources import facts, output_area_classification, policyengine, stroke_maps
from data.sources.packages import package_file
from data.sources.source import Imported
from data.store_checks import observation_faults
from data.validation import Fault, FileFaults, sha256
from data.writing import observations_frame, write_observations, write_pack_toml

REVIEWED = Path(__file__).parent / "pack" / "embedded"
VERSION = "1.0"
# Larger areas that stroke admissions are summed to before they are rounded: area type -> column of lookups/lsoa11.
SUMMED_TO = {
    "lsoa11": "lsoa11cd",
    "msoa11": "msoa11cd",
    "lad22": "lad22cd",
    "ctyua21": "ctyua21cd",
    "sicbl22": "sicbl22cd",
    "icb22": "icb22cd",
}
POSTCODES = "ons_postcodes"  # the source of lookups/postcodes.parquet
FOOTPRINT_TIERS = ("neighbourhood", "place", "system")
LANDING = {
    "default_indicator": "covid_dose1",
    "default_level": "msoa",
    "default_system": "sys-nw-icb",
    "default_place": "pl-gyw",
    "default_period": "2021-07-08",
    "default_date": "2026-03-31",  # the last day of the landing system
}


@dataclass(frozen=True)
class Step:
    """One table of the pack: its source, the files it is read from, and how."""

    source: str
    files: Sequence[Path]
    read: Callable[[], Imported]


def steps(lookups: Path, areas: pd.DataFrame) -> list[Step]:
    """What the embedded pack is made of, in order.

    Parameters
    ----------
    lookups
        Folder with `lsoa11.parquet` and `footprint_lsoa11.parquet`.
    areas
        `areas.parquet`: says which footprint is of which tier.
    """
    lsoas = pd.read_parquet(lookups / "lsoa11.parquet")
    districts = sorted(lsoas["lad22cd"].unique())
    stroke, oac, policy = stroke_maps.tables(), output_area_classification.tables(), policyengine.tables()
    covid = "covid_first_dose_msoa11_norfolk_waveney"

    def table(source: str, read: Callable[[], Imported], *names: str) -> Step:
        return Step(source, [facts.FOLDER / f"{name}.csv" for name in names], read)

    def admissions() -> Imported:
        return stroke_maps.admissions(stroke, members(lsoas, lookups, areas=areas), residents=facts.residents_mid2015())

    return [
        table("nhse_covid", facts.covid_first_dose, covid, f"{covid}_by_age"),
        table("ukhsa_cover", facts.mmr2, "mmr2_5y_utla"),
        table("ohid_asthma", facts.asthma_admissions, "asthma_admissions_under19"),
        table("ukhsa_flu", facts.flu65, "flu65_england"),
        table("mhclg_imd2019", facts.imd2019, "imd2019_lsoa11"),
        table("mhclg_population2015", facts.population2015, "population_mid2015_lsoa11"),
        Step("stroke_admissions", [stroke["admissions"], stroke["areas"]], admissions),
        Step(
            "stroke_travel",
            [stroke["minutes"], stroke["units"], stroke["areas"]],
            lambda: stroke_maps.minutes_to_unit(stroke),
        ),
        Step("ons_population2023", [policy["age"]], lambda: policyengine.age_structure(policy, districts)),
        Step("hmrc_income", [policy["income"]], lambda: policyengine.income_per_taxpayer(policy, districts)),
        Step("ons_oac2011", list(oac.values()), lambda: output_area_classification.supergroup_shares(oac)),
    ]


def members(lsoas: pd.DataFrame, lookups: Path, *, areas: pd.DataFrame) -> pd.DataFrame:
    """Which LSOA belongs to which area: `area_type`, `area_code`, `lsoa11cd`, England and footprints included."""
    parts = [
        pd.DataFrame({"area_type": area_type, "area_code": lsoas[column], "lsoa11cd": lsoas["lsoa11cd"]})
        for area_type, column in SUMMED_TO.items()
    ]
    parts.append(pd.DataFrame({"area_type": "ctry", "area_code": policyengine.ENGLAND, "lsoa11cd": lsoas["lsoa11cd"]}))
    tier = areas[areas["area_type"].isin(FOOTPRINT_TIERS)].set_index("area_code")["area_type"]
    footprints = pd.read_parquet(lookups / "footprint_lsoa11.parquet").rename(columns={"footprint_id": "area_code"})
    footprints["area_type"] = footprints["area_code"].map(tier)
    return pd.concat([*parts, footprints.dropna(subset="area_type")], ignore_index=True)


def build(folder: Path, *, quiet: bool = False) -> list[str]:
    """Write observations, sources, indicators and the card of the embedded pack, or nothing if anything is wrong.

    Parameters
    ----------
    folder
        The pack; `areas.parquet` and `lookups/` are there already.
    quiet
        No progress bar.

    Returns
    -------
    list of str
        In plain words, what was repaired or left out.

    Raises
    ------
    FileFaults
        With every fault of the inputs and of the result.
    """
    areas, faults = areas_faults(folder)
    absent = [name for name in ("lsoa11", "footprint_lsoa11") if not (folder / "lookups" / f"{name}.parquet").is_file()]
    faults += [Fault(f"lookups/{name}.parquet", "the file is missing: build the geography first") for name in absent]
    if areas is None or faults:
        raise FileFaults(faults or [Fault("areas.parquet", "the file is missing: build the geography first")])
    work = steps(folder / "lookups", areas)
    frames, report = [], []
    for step in tqdm(work, desc="embedded observations", unit="table", disable=quiet):
        done = step.read()
        frames.append(observations_frame(done.frame))
        report += [f"{step.source}: {line}" for line in done.report]
    observations = pd.concat(frames, ignore_index=True)
    indicators = read_indicators(REVIEWED / "indicators.toml")
    faults = observation_faults(observations, indicators=indicators, areas=areas)
    if faults:
        raise FileFaults(faults)
    places = Step(POSTCODES, postcode_files(), lambda: Imported(pd.DataFrame()))  # the geography has read it
    _write(folder, observations, stamped(read_sources(REVIEWED / "sources.toml"), [*work, places]))
    return report


def postcode_files() -> list[Path]:
    """What the table of postcodes is made of."""
    listed = output_area_classification.tables()["postcodes"]
    return [listed, package_file("geocode", "code_point_open", "codepo_gb.zip")]


def stamped(sources: dict[str, Source], work: Sequence[Step]) -> dict[str, Source]:
    """The reviewed sources with the names and the checksum of the files that were read.

    Raises
    ------
    FileFaults
        If a step has no source, or a source no step.
    """
    files = {step.source: step.files for step in work}
    faults = [Fault("sources.toml", "no such source", values=(name,)) for name in sorted(set(files) - set(sources))]
    faults += [
        Fault("sources.toml", "nothing is read from it", values=(name,)) for name in sorted(set(sources) - set(files))
    ]
    if faults:
        raise FileFaults(faults)
    return {
        name: replace(source, sha256=digest(files[name]), file="; ".join(path.name for path in files[name]))
        for name, source in sources.items()
    }


def digest(paths: Sequence[Path]) -> str:
    """Checksum of one file, or of the lines "<checksum>  <name>" of several, sorted by name."""
    if len(paths) == 1:
        return sha256(paths[0])
    lines = "".join(f"{sha256(path)}  {path.name}\n" for path in sorted(paths, key=lambda path: path.name))
    return sha256_of(lines.encode()).hexdigest()


def _write(folder: Path, observations: pd.DataFrame, sources: dict[str, Source]) -> None:
    """Write the four files of the pack that are ours."""
    write_observations(observations, folder)
    write_sources(sources, folder)
    if folder.resolve() != REVIEWED.resolve():
        for name in ("indicators.toml", PROGRAMMES):
            if (REVIEWED / name).is_file():
                shutil.copyfile(REVIEWED / name, folder / name)
    card = {
        "id": "embedded",
        "title": "England: published figures carried with the dashboard",
        "version": VERSION,
        "built": max(source.retrieved for source in sources.values()) + "T00:00:00+00:00",
        "synthetic": False,
    }
    write_pack_toml(folder, pack={**card, **LANDING})


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line: build the embedded observations and say what was left out."""
    parser = argparse.ArgumentParser(prog="python -m data.embedded", description=build.__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=REVIEWED, help="folder of the pack")
    folder = parser.parse_args(arguments).to
    try:
        report = build(folder)
    except (FileFaults, FileNotFoundError) as error:
        print(error)
        return 1
    print("\n".join(report))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
