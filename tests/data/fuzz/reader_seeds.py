"""What readers bring: sheets of their own with settings, and exported packs; how each is read, and good ones."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

from data.adding import intake
from data.adding.areas import Areas
from data.adding.candidate import candidate, opened, sheet_reading
from data.adding.cell_fault import faults_csv
from data.adding.choices import Choices
from data.adding.settings import settings_faults, settings_of, template
from data.adding.version import write_version
from data.catalogue import read_toml
from data.pack import open_pack
from data.toml_text import toml_table
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, TODAY, csv_bytes, judged, ods_bytes, xlsx_bytes
from tests.data.fuzz.parser import Parser
from tests.data.publishers import zipped


@cache
def areas() -> Areas:
    """Every area that a reader's sheet may name."""
    return Areas(open_pack(Path(__file__).parents[3] / "data" / "pack" / "embedded"))


def sheet(path: Path) -> object:
    """A reader's sheet, all the way to what would be kept."""
    choices = Choices()
    one = opened(path.name, path.read_bytes(), choices=choices)
    told = sheet_reading(one, choices=choices, areas=areas())
    made = candidate(one, choices=choices, settings=SMOKING, areas=areas(), today=TODAY)
    return told, faults_csv(made.faults)


def said(path: Path) -> object:
    """A settings file of the command."""
    found, faults = settings_of(read_toml(path))
    return faults + settings_faults(found, small=1)


@cache
def exports() -> list[bytes]:
    """What another installation exported: one measure."""
    added = judged(areas(), csv_bytes([HEAD, *ROWS])).added
    with tempfile.TemporaryDirectory() as folder:
        write_version(added, Path(folder) / "a")
        parts = {f"own-figures/added/a/{path.name}": path.read_bytes() for path in (Path(folder) / "a").iterdir()}
    return [zipped(parts)]


READERS: dict[str, Parser] = {
    "a reader's csv": Parser(
        sheet, ".csv", lambda: [csv_bytes([HEAD, *ROWS]), csv_bytes([["Title"], HEAD, *ROWS], part=";")]
    ),
    "a reader's xlsx": Parser(sheet, ".xlsx", lambda: [xlsx_bytes({"a": [HEAD, *ROWS]}, merge=["A1:B1"])]),
    "a reader's ods": Parser(sheet, ".ods", lambda: [ods_bytes({"a": [HEAD, *ROWS]})]),
    "settings": Parser(said, ".toml", lambda: [template().encode(), toml_table("indicator", asdict(SMOKING)).encode()]),
    "exported pack": Parser(lambda path: intake.measures_in(path.name, path.read_bytes()), ".zip", exports),
}
