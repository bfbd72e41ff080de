"""The newest item of a title in an owner's part of ArcGIS Online, as a file.

Lives here: the search for it, and its data. Not here: layers of feature services (`data.fetching.arcgis`).

References
----------
ArcGIS REST API, "Search" and "Item data": `sharing/rest/search`, `sharing/rest/content/items/<id>/data`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from data.fetching.coming import Asked, Fetched
from data.fetching.kinds import JSON, ZIP
from data.fetching.refusals import TELL, NotFetched
from data.fetching.session import Session
from data.fetching.transfer import fetched

PORTAL = "https://www.arcgis.com"


@dataclass(frozen=True)
class NewestItem:
    """The zip file of an owner whose title begins so, the one modified last."""

    owner: str
    title: str
    name: str
    portal: str = PORTAL

    def fetch(self, session: Session) -> list[Fetched]:
        """The file.

        Raises
        ------
        NotFetched
            If no item has such a title, or its file does not come.
        """
        query = f'owner:{self.owner} AND title:"{self.title}"'
        question = {"q": query, "sortField": "modified", "sortOrder": "desc", "num": 20, "f": "json"}
        url = f"{self.portal}/sharing/rest/search?{urlencode(question)}"
        answer = json.loads(fetched(Asked(url, f"{self.name}.search.page.json", JSON), session).path.read_bytes())
        results = answer.get("results") if isinstance(answer, dict) else None
        items = [item for item in results if isinstance(item, dict)] if isinstance(results, list) else []
        found = [
            item
            for item in items
            if str(item.get("title", "")).startswith(self.title) and re.fullmatch(r"[0-9a-f]{32}", str(item.get("id")))
        ]
        if not found:
            raise NotFetched(url, f"no item is called {self.title} any more", then=TELL)
        data = f"{self.portal}/sharing/rest/content/items/{found[0]['id']}/data"
        return [fetched(Asked(data, self.name, ZIP, str(found[0]["title"])), session)]
