"""Files that a publisher's page lists: which of its links are meant, then each of them as a file.

Lives here: the content API of GOV.UK (attachments) and plain web pages (links). Not here: one file
(`data.fetching.transfer`).

References
----------
GOV.UK content API, https://content-api.publishing.service.gov.uk: `details.attachments` of a publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree

from data.fetching.coming import Asked, Fetched
from data.fetching.kinds import CSV as TABLE
from data.fetching.kinds import HTML, JSON, ODS, XLSX, ZIP, Kind
from data.fetching.refusals import TELL, NotFetched
from data.fetching.session import Session
from data.fetching.transfer import fetched

ENDINGS = {kind.ending: kind for kind in (TABLE, XLSX, ODS, ZIP)}


def own_name(title: str, url: str) -> str:
    """The file's name as its address ends, letters and digits only."""
    del title
    return re.sub(r"[^A-Za-z0-9._-]+", "_", Path(urlsplit(url).path).name)[-120:]


@dataclass(frozen=True)
class Listed:
    """The files of a page whose title or address matches `wanted`.

    Attributes
    ----------
    pages : tuple of str
        Addresses; those of GOV.UK's content API hold JSON, others are web pages. A page that is not there yet (the
        coming year's) is passed over as long as another one is.
    wanted : str
        Pattern of "title address", case ignored.
    naming : callable
        Title and address -> name here; "" leaves the file out.
    most : int
        How many files at most, first found first taken.
    """

    pages: tuple[str, ...]
    wanted: str
    naming: Callable[[str, str], str] = field(default=own_name)
    most: int = 40

    def fetch(self, session: Session) -> list[Fetched]:
        """Every file that is meant.

        Raises
        ------
        NotFetched
            If no page can be read, none lists such a file, or a file does not come.
        """
        links, problems = {}, []
        for page in self.pages:
            try:
                for title, url in self._links(page, session):
                    name = self.naming(title, url)
                    if name and name not in links and re.search(self.wanted, f"{title} {url}", re.IGNORECASE):
                        links[name] = (title, url)
            except NotFetched as problem:
                problems.append(problem)
        if not links and problems:
            raise problems[0]
        if not links:
            raise NotFetched(self.pages[0], "the page lists no file of the kind that is looked for", then=TELL)
        chosen = list(links.items())[: self.most]
        asked = [Asked(url, name, _kind(url), title) for name, (title, url) in chosen]
        return [fetched(item, session) for item in asked]

    def _links(self, page: str, session: Session) -> Iterable[tuple[str, str]]:
        """Title and address of everything that a page links to and that may be a file of ours."""
        json_page = "/api/content/" in page
        asked = Asked(page, f"{own_name('', page)}.{'page.json' if json_page else 'html'}", JSON if json_page else HTML)
        content = fetched(asked, session).path.read_bytes()
        found = attachments(content) if json_page else anchors(content)
        for title, url in found:
            whole = urljoin(page, url)
            if Path(urlsplit(whole).path).suffix.lower() in ENDINGS:
                yield title, whole


def attachments(content: bytes) -> list[tuple[str, str]]:
    """Title and address of the attachments of a page of GOV.UK's content API, in their order."""
    try:
        document = json.loads(content)
        listed = document.get("details", {}).get("attachments", [])
        return [(str(item.get("title", "")), str(item["url"])) for item in listed if item.get("url")]
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
        return []


def anchors(content: bytes) -> list[tuple[str, str]]:
    """Text and address of every link of a web page, in their order; [] where there are none."""
    try:
        document = lxml.html.document_fromstring(content.decode("utf-8", errors="replace").replace("\x00", ""))
    except (etree.LxmlError, ValueError):
        return []
    return [(" ".join(link.text_content().split()), link.get("href")) for link in document.iterfind(".//a[@href]")]


def _kind(url: str) -> Kind:
    return ENDINGS[Path(urlsplit(url).path).suffix.lower()]
