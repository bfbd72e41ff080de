"""A whole layer of an ArcGIS feature service, page by page, as one GeoJSON file.

Lives here: the layer's own description, the count, pages by `resultOffset`, and the proof that they make a whole. Not
here: one answer of the server (`data.fetching.transfer`), what the areas mean (`data.sources.ons_boundaries`).

References
----------
ArcGIS REST API, "Query (Feature Service/Layer)": `resultOffset`, `resultRecordCount`, `returnCountOnly`,
`exceededTransferLimit`.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from data.fetching.coming import Asked, Fetched
from data.fetching.kinds import JSON
from data.fetching.record import keep, recorded, write_whole
from data.fetching.refusals import LATER, TELL, NotFetched
from data.fetching.session import Session
from data.fetching.transfer import fetched
from data.validation import Fault, FileFaults

PAGE = 1000  # features a page at most: outlines are heavy
GRID = 27700  # British National Grid


@dataclass(frozen=True)
class Layer:
    """One layer of a feature service: its address up to the number, the file's name here, with outlines or without."""

    url: str
    name: str
    outlines: bool = True
    title: str = ""

    def fetch(self, session: Session) -> list[Fetched]:
        """The layer as one file. Unchanged if the service says that nothing was edited since.

        Raises
        ------
        NotFetched
            If a page does not come, features are missing or come twice, or the service changed on the way.
        """
        about = self._asked(session, {"f": "json"}, part="layer")
        stamp = str((about.get("editingInfo") or {}).get("lastEditDate", ""))
        before = recorded(session.folder / self.name, url=self.url)
        if before and stamp and before.etag == stamp:
            return [Fetched(session.folder / self.name, before, new=False)]
        key = about.get("objectIdField") or _key(about)
        if not key:
            raise NotFetched(self.url, "the service does not say how its features are numbered", then=TELL)
        counted = self._asked(session, {"where": "1=1", "returnCountOnly": "true", "f": "json"}, part="count")
        count = counted.get("count")
        if not isinstance(count, int) or count <= 0:
            raise NotFetched(self.url, "the service does not say how many features it has", then=TELL)
        size = max(1, min(PAGE, int(about.get("maxRecordCount") or PAGE)))
        features = self._pages(session, key=key, count=count, size=size)
        kept = self._kept(session, features, stamp=stamp)
        return [Fetched(session.folder / self.name, kept, new=before is None or before.sha256 != kept.sha256)]

    def _pages(self, session: Session, *, key: str, count: int, size: int) -> list[dict]:
        """Every feature once, in the order of its number."""
        features: list[dict] = []
        seen: set = set()
        more: object = False
        while len(features) < count:
            question = {
                "where": "1=1",
                "outFields": "*",
                "orderByFields": key,
                "returnGeometry": str(self.outlines).lower(),
                "outSR": GRID,
                "resultOffset": len(features),
                "resultRecordCount": size,
                "f": "geojson",
            }
            page = self._asked(session, question, part=f"page{len(features)}")
            found = page.get("features")
            if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
                raise NotFetched(self.url, "a page holds no features", then=TELL)
            if not found:
                words = f"only {len(features):,} of {count:,} areas came: a page of the service is missing"
                raise NotFetched(self.url, words, then=LATER)
            numbers = [(item.get("properties") or {}).get(key) for item in found]
            twice = sorted({str(number) for number in numbers if number in seen or numbers.count(number) > 1})
            if twice:
                words = f"{len(twice):,} areas came twice ({', '.join(twice[:5])}): the service changed on the way"
                raise NotFetched(self.url, words, then=LATER)
            seen.update(numbers)
            features += found
            session.tell(f"fetching {self.name}", len(features), of=count)
            more = page.get("exceededTransferLimit") or (page.get("properties") or {}).get("exceededTransferLimit")
        if more is True:
            raise NotFetched(self.url, f"the service holds more than the {count:,} areas it counts", then=LATER)
        if len(features) != count:
            raise NotFetched(self.url, f"{len(features):,} areas came, but the service has {count:,}", then=LATER)
        return features

    def _asked(self, session: Session, question: dict, *, part: str) -> dict:
        """One answer of the service. It says its own faults in JSON under the code 200."""
        end = "" if part == "layer" else "/query"
        path = session.folder / f".{self.name}.pages"
        asked = Asked(f"{self.url}{end}?{urlencode(question)}", f"{part}.json", JSON)
        inner = Session(session.source, path, session.hosts, session.client, session.manners)
        try:
            for tried in range(1, session.manners.tries + 1):
                answer = json.loads(fetched(asked, inner).path.read_bytes())
                fault = answer.get("error") if isinstance(answer, dict) else {"message": "no object"}
                if not fault:
                    return answer
                code = fault.get("code") if isinstance(fault, dict) else None
                if tried == session.manners.tries or code not in (429, 500, 503, 504):
                    said = str(fault.get("message", ""))[:120] if isinstance(fault, dict) else ""
                    raise NotFetched(self.url, f"the service answers with a fault ({code}: {said})", then=LATER)
                session.manners.sleep(session.manners.wait(tried))
        finally:
            shutil.rmtree(path, ignore_errors=True)
        raise NotFetched(self.url, "the service does not answer", then=LATER)  # pragma: no cover - the loop ends above

    def _kept(self, session: Session, features: list[dict], *, stamp: str):
        """Write the layer as one file: the same features, the same bytes."""
        crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{GRID}"}}
        document = {"type": "FeatureCollection", "crs": crs, "features": features}
        session.folder.mkdir(parents=True, exist_ok=True)
        spare = session.folder / f".{self.name}.new"
        write_whole(spare, json.dumps(document, separators=(",", ":")).encode())
        told = {"url": self.url, "title": self.title, "etag": stamp}
        told["retrieved"] = session.manners.now().isoformat(timespec="seconds")
        return keep(spare, session.folder / self.name, kept=told)


def _key(about: dict) -> str:
    """The field that numbers the features."""
    fields = about.get("fields") or []
    return next((item.get("name", "") for item in fields if item.get("type") == "esriFieldTypeOID"), "")


def layer_rows(path: Path) -> list[dict]:
    """The attributes of every feature of a kept layer.

    Raises
    ------
    FileFaults
        If the file is no layer.
    """
    try:
        features = json.loads(path.read_bytes())["features"]
        return [dict(feature["properties"]) for feature in features]
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as problem:
        raise FileFaults([Fault(path.name, "cannot be read as a layer of a feature service")]) from problem
