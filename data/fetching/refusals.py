"""What can go wrong on the way to a file, in one sentence each: what, where, what to do.

Lives here: the one error of fetching. Not here: faults inside a file that has come (`data.validation`).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from data.validation import Fault, FileFaults


class NotFetched(FileFaults):
    """A file that could not be brought here; the pack is as it was.

    `again` says whether asking again may help, `pause` how many seconds the server wants us to wait first.
    """

    def __init__(self, url: str, what: str, *, then: str, again: bool = False, pause: float | None = None) -> None:
        self.url, self.what, self.then, self.again, self.pause = url, what, then, again, pause
        super().__init__([Fault(place(url), f"{what}. {then}")])

    @property
    def sentence(self) -> str:
        """The whole of it in words."""
        return str(self.faults[0])


def place(url: str) -> str:
    """The address without its question, short enough to read.

    Examples
    --------
    >>> place("https://a.org/api/data.csv?x=1")
    'https://a.org/api/data.csv'
    """
    parts = urlsplit(url)
    shown = f"{parts.scheme}://{parts.netloc}{parts.path}"
    return shown if len(shown) <= 160 else shown[:157] + "..."


LATER = "Try again later; what is here stays as it was"
TELL = "The publisher may have changed the address or the form of the file: look at its page"
