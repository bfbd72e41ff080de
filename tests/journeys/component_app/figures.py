"""Real figures for the component's journeys: COVID-19 first dose by MSOA, of the opened pack.

Lives here: reading them, their classes and the answers of the values, plane and CSV routes. A plain second
implementation on purpose: the journeys test the component, not the page's view.
"""

from __future__ import annotations

import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import brotli
import numpy as np
import pandas as pd

from pages.parts.serving.routes import ViewError

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("PACK") or ROOT / "data" / "pack" / "embedded")
SCOPE = "sys-nw-icb"
BREAKS = (60, 70, 80, 85)
UNRELIABLE = ("E02005503", "E02005564", "E02005593")
BLOCK = 256


def map_file(name: str) -> dict:
    """A geometry or names file of the pack."""
    return json.loads(brotli.decompress((FOLDER / "map" / (name + ".br")).read_bytes()))


MANIFEST = json.loads((FOLDER / "map" / "manifest.json").read_text())
PACK = SimpleNamespace(
    geography=FOLDER, id="embedded", digest="embedded", title="Embedded pack", version="0", built="2025-01-01T00:00:00"
)


def layer(area_type: str, scope: str = SCOPE) -> dict:
    """The header's `layer`."""
    return MANIFEST["layers"][area_type][scope] | {"area_type": area_type, "scope": scope}


def first_doses() -> pd.DataFrame:
    """One row per MSOA: numerator, denominator, value (%)."""
    path = FOLDER / "observations.parquet"
    if path.exists():
        rows = pd.read_parquet(path)
        rows = rows[(rows.indicator_id == "covid_dose1") & (rows.area_type == "msoa11") & (rows.age == "16+")]
    else:
        shared = Path(os.environ.get("SHARED") or ROOT.parent / "shared")
        rows = pd.read_csv(shared / "facts" / "covid_first_dose_msoa11_norfolk_waveney.csv")
    rows = rows.set_index("area_code")[["numerator", "denominator"]].astype(float)
    return rows.assign(value=100 * rows.numerator / rows.denominator)


@dataclass(frozen=True)
class Figures:
    """Values and classes of one layer, in its code order."""

    rows: pd.DataFrame
    classes: np.ndarray


def figures(area_type: str, shift: float = 0.0) -> Figures:
    """First doses for MSOAs; no data for any other area type. `shift` moves every value (to have other classes)."""
    names = map_file(layer(area_type)["names"])
    rows = pd.DataFrame({"name": names["names"], "district": names["districts"]}, index=names["codes"])
    rows = rows.join(first_doses())
    rows["value"] = rows.value + shift
    spread = 1.96 * np.sqrt(rows.value.clip(1, 99) * (100 - rows.value.clip(1, 99)) / rows.denominator)
    rows["lower_ci"], rows["upper_ci"] = rows.value - spread, rows.value + spread
    classes = np.searchsorted(BREAKS, rows.value.fillna(0), side="right").astype(np.uint8)
    classes[rows.value.isna()] = 11
    classes[rows.index.isin(UNRELIABLE)] = 13
    rows["class_index"] = classes
    return Figures(rows, classes)


def blank(area_type: str, scope: str) -> Figures:
    """Areas of another scope in five classes by position: for counting what is drawn, no figures."""
    names = map_file(layer(area_type, scope)["names"])
    rows = pd.DataFrame({"name": names["names"]}, index=names["codes"]).assign(value=np.nan)
    return Figures(rows, (np.arange(len(rows)) % 5).astype(np.uint8))


class Answers:
    """The `view_api` of the routes."""

    def knows(self, digest: str) -> bool:
        """There is one pack, and every address is its own."""
        return bool(digest)

    def values(self, query: dict) -> bytes:
        """A block of rows, as columns."""
        block = query.get("block", "")
        if not block.isdigit():
            raise ViewError(400, "Say which block of rows you want.")
        rows = self._rows(query).iloc[int(block) * BLOCK :][:BLOCK]
        rows = rows.assign(status="ok", note="", compared="", county="Norfolk")
        return rows.to_json(orient="columns", double_precision=4).encode() if rows.empty else _columns(rows)

    def plane(self, query: dict) -> bytes:
        """One byte an area."""
        return figures(query["areas"], float(query.get("period", 0))).classes.tobytes()

    def csv(self, query: dict) -> tuple[str, bytes]:
        """All rows."""
        sink = io.StringIO()
        self._rows(query).to_csv(sink)
        return "first doses.csv", sink.getvalue().encode()

    def _rows(self, query: dict) -> pd.DataFrame:
        area_type = query.get("areas", "")
        if area_type not in MANIFEST["layers"]:
            raise ViewError(404, f"There are no areas called {area_type}.")
        return figures(area_type, float(query.get("period", 0))).rows


def _columns(rows: pd.DataFrame) -> bytes:
    columns = {name: [None if pd.isna(v) else v for v in rows[name].tolist()] for name in rows}
    return json.dumps(columns).encode()
