"""A table of Nomis, page by page, as one CSV.

Lives here: pages by `RecordOffset` (25,000 rows each for guests), and the proof that they make a whole. Not here: what
the rows mean (`data.live.publishers`).

References
----------
Nomis API, https://www.nomisweb.co.uk/api/v01/help: `data.csv`, `select`, `RecordOffset`, `RECORD_COUNT`.
"""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

from data.fetching.coming import Asked, Fetched
from data.fetching.kinds import CSV
from data.fetching.record import keep, recorded
from data.fetching.refusals import LATER, TELL, NotFetched
from data.fetching.session import Session
from data.fetching.transfer import fetched

COUNT, OFFSET = "RECORD_COUNT", "RECORD_OFFSET"


@dataclass(frozen=True)
class Table:
    """One question to Nomis, its `select` with the columns that make a row's key first and record_count last."""

    url: str
    name: str
    key: tuple[str, ...]
    title: str = ""

    def fetch(self, session: Session) -> list[Fetched]:
        """The table as one file without the columns that count.

        Raises
        ------
        NotFetched
            If a page does not come, has other columns, or rows are missing or come twice.
        """
        session.folder.mkdir(parents=True, exist_ok=True)
        before = recorded(session.folder / self.name, url=self.url)
        spare, pages = session.folder / f".{self.name}.new", session.folder / f".{self.name}.pages"
        try:
            self._written(session, spare, pages=pages)
            told = {"url": self.url, "title": self.title, "etag": "", "last_modified": ""}
            told["retrieved"] = session.manners.now().isoformat(timespec="seconds")
            kept = keep(spare, session.folder / self.name, kept=told)
        finally:
            spare.unlink(missing_ok=True)
            shutil.rmtree(pages, ignore_errors=True)
        return [Fetched(session.folder / self.name, kept, new=before is None or before.sha256 != kept.sha256)]

    def _written(self, session: Session, spare: Path, *, pages: Path) -> None:
        """Write the pages one below the other."""
        inner = Session(session.source, pages, session.hosts, session.client, session.manners)
        done, count, heading = 0, None, None
        seen: set[tuple[str, ...]] = set()
        with spare.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target, lineterminator="\n")
            while count is None or done < count:
                asked = Asked(f"{self.url}&RecordOffset={done}", f"{done}.csv", CSV)
                columns, rows = self._read(fetched(asked, inner).path)
                if heading is None:
                    heading, wanted = columns, [name for name in columns if name not in (COUNT, OFFSET)]
                    self._fits(columns)
                    writer.writerow(wanted)
                if columns != heading:
                    raise NotFetched(self.url, "a later page has other columns than the first", then=LATER)
                if not rows:
                    words = f"only {done:,} of {count or 0:,} rows came: a page is missing"
                    raise NotFetched(self.url, words, then=LATER)
                count = self._counted(rows, columns, before=count)
                self._once(rows, columns, seen=seen)
                places = [columns.index(name) for name in wanted]
                writer.writerows([row[place] for place in places] for row in rows)
                done += len(rows)
                session.tell(f"fetching {self.name}", done, of=count)
        if done != count:
            raise NotFetched(self.url, f"{done:,} rows came, but the table has {count:,}", then=LATER)

    def _read(self, path: Path) -> tuple[list[str], list[list[str]]]:
        """Heading and rows of a page; a row of another width is asked for again with the next page."""
        try:
            with path.open(encoding="utf-8-sig", newline="", errors="replace") as handle:
                every = [row for row in csv.reader(handle) if row]
        except csv.Error as problem:
            raise NotFetched(self.url, "a page is no table", then=LATER) from problem
        heading = every[0] if every else []
        return heading, [row for row in every[1:] if len(row) == len(heading)]

    def _fits(self, columns: list[str]) -> None:
        absent = [name for name in (*self.key, COUNT) if name not in columns]
        if absent:
            raise NotFetched(self.url, f"the table has no column {', '.join(absent)}", then=TELL)

    def _counted(self, rows: list[list[str]], columns: list[str], *, before: int | None) -> int:
        said = {row[columns.index(COUNT)] for row in rows}
        number = said.pop() if len(said) == 1 else ""
        if not number.isdigit() or (before is not None and int(number) != before):
            raise NotFetched(self.url, "the number of rows changes from page to page", then=LATER)
        return int(number)

    def _once(self, rows: list[list[str]], columns: list[str], *, seen: set[tuple[str, ...]]) -> None:
        places = [columns.index(name) for name in self.key]
        keys = [tuple(row[place] for place in places) for row in rows]
        if len(set(keys)) < len(keys) or not seen.isdisjoint(keys):
            raise NotFetched(self.url, "rows came twice: the table changed on the way", then=LATER)
        seen.update(keys)
