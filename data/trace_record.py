"""What is told of where a number is from: the rows, the method, the publication.

Lives here: the record and its words. Not here: finding it (`data.trace`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.catalogue import Source
from data.schema import Status

LISTED = 200  # members' rows that are named one by one
NO_RECORD = "This pack was built without a record of rows: the files are named, the row is not."


@dataclass(frozen=True)
class Place:
    """One stored figure and the rows it was read from; `row` is None where no single row can be named."""

    area: str
    period: str
    sex: str
    age: str
    category: str
    status: str
    note: str
    file: str
    row: int | None
    more: str

    def rows(self) -> str:
        """ "rows 12, 14-16 of x.csv", "" where none can be named."""
        if self.row is None:
            return ""
        several = f"s {self.row}, {self.more}" if self.more else f" {self.row}"
        return f"row{several} of {self.file}"


@dataclass(frozen=True)
class Trace:
    """Where a number is from.

    Attributes
    ----------
    places
        The stored figures: one if the number is stored, those of the members if it is a sum (`members` of them).
    which
        In words which rows of the file they are, where the record names none.
    method
        How a figure is made of the file's rows.
    """

    indicator: str
    area: str
    period: str
    source: Source
    places: tuple[Place, ...]
    members: int = 0
    which: str = ""
    method: str = ""
    without: int = 0  # members that have no stored figure

    def _rows(self) -> list[str]:
        """The rows of every figure, a line each; codes in one line where no row is named."""
        if self.members and all(place.row is None for place in self.places):
            return [f"Areas: {_listed([place.area for place in self.places])}"]
        told = [place_words(place, alone=not self.members) for place in self.places[:LISTED]]
        more = [f"and {len(self.places) - LISTED:,} more areas"] if len(self.places) > LISTED else []
        return [line for line in told if line] + more

    def words(self) -> list[str]:
        """All of it, a line each."""
        lines = [f"{self.indicator}, {self.area}, {self.period}"]
        if self.members:
            lines.append(
                f"Worked out from the stored figures of {self.members:,} areas, each from the rows named here."
            )
        if self.without:
            lines.append(f"{self.without:,} further areas have no stored figure for this period and group.")
        lines += self._rows()
        lines += [self.which] if self.which else []
        lines += [f"Method: {self.method}"] if self.method else []
        return lines + source_words(self.source)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED:,} more" if len(names) > LISTED else "")


def place_words(place: Place, *, alone: bool) -> str:
    """One figure's rows, with its area where there are several, and its group where it is not everyone."""
    group = ", ".join(
        part for part in (place.sex if place.sex != "all" else "", place.age, place.category) if part not in ("", "all")
    )
    who = "" if alone else place.area
    said = place.rows() or (place.file and f"a file of this source: {place.file}")
    kept = {Status.SUPPRESSED: "withheld by the publisher's rule", Status.MISSING: "no figure there"}.get(
        place.status, ""
    )
    return ": ".join(part for part in (", ".join(one for one in (who, group) if one), said) if part) + (
        f" ({kept})" if kept else ""
    )


def source_words(source: Source) -> list[str]:
    """Publication, files, checksum, licence and address of a source, a line each."""
    files = source.file or "not named"
    several = "; " in source.file
    return [
        f"Publication: {source.publisher}, {source.title} ({source.published})",
        f"File{'s' if several else ''}: {files}",
        f"SHA-256{' of the list of their checksums' if several else ''}: {source.sha256}",
        f"Licence: {source.licence}. {source.attribution}",
        f"Address: {source.url} (read on {source.retrieved})",
    ]
