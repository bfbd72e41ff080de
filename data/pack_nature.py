"""What kind of pack a folder is: whose geography it stands on, and whether its figures are real or synthetic.

Lives here: the folder of the geography, and the one rule that real and synthetic figures never share a pack: card,
every source and the observation table itself must say the same. Not here: what stands in those files (`data.catalogue`,
`data.store_checks`) or how a reader is told (`pages.parts.serving.watermark`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.catalogue import SYNTHETIC, Source
from data.validation import Door, Fault

TABLE = "observations.parquet"
GEOGRAPHY = "geography"  # key of pack.toml: folder of the pack whose areas, lookups, footprints and map are used


def geography_folder(folder: Path, card: Mapping[str, object] | None) -> Path:
    """Where a pack's areas, lookups, footprints, boundaries and map lie: its own folder unless the card names one."""
    named = str((card or {}).get(GEOGRAPHY, "") or "")
    return (folder / named).resolve() if named else folder


def nature_faults(folder: Path, *, card: Mapping[str, object], sources: Mapping[str, Source]) -> list[Fault]:
    """Every source, and the table itself, that is of another nature than the card says."""
    wanted = card.get(SYNTHETIC) is True
    door = Door("sources.toml")
    other = [name for name, source in sources.items() if (source.nature == SYNTHETIC) != wanted]
    if other:
        message = "a real source in a synthetic pack" if wanted else "a synthetic source in a real pack"
        door.refuse(message, values=other)
    table = Door(TABLE)
    if (folder / TABLE).is_file() and _is_synthetic(folder / TABLE) == (not wanted):
        message = "a real table in a synthetic pack" if wanted else "a synthetic table in a real pack"
        table.refuse(f"{message}: the two are never mixed")
    return door.faults + table.faults


def _is_synthetic(path: Path) -> bool | None:
    """Whether a table says of itself that it is synthetic; None where it cannot be read (said by others)."""
    try:
        noted = pq.read_schema(path).metadata or {}
    except (pa.ArrowException, OSError, ValueError):
        return None
    return SYNTHETIC.encode() in noted
