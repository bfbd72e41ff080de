"""One file at one fixed address.

Lives here: the simplest way a source can be declared. Not here: how it is fetched (`data.fetching.transfer`).
"""

from __future__ import annotations

from dataclasses import dataclass

from data.fetching.coming import Asked, Fetched
from data.fetching.kinds import Kind
from data.fetching.session import Session
from data.fetching.transfer import fetched


@dataclass(frozen=True)
class File:
    """A file at an address that stays."""

    url: str
    name: str
    kind: Kind
    title: str = ""

    def fetch(self, session: Session) -> list[Fetched]:
        """The file.

        Raises
        ------
        NotFetched
            If it does not come.
        """
        return [fetched(Asked(self.url, self.name, self.kind, self.title), session)]
