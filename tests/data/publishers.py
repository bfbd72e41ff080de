"""Answers in the form of each publisher: pages of a feature service and of Nomis, a Fingertips download, zip files.

Made at test time from rows; each can be told to be wrong in one way.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence

from tests.data.loopback import Answer, Question

JSON = "application/json"


def as_json(document: object) -> Answer:
    return Answer(json.dumps(document).encode(), f"{JSON};charset=utf-8")


def as_csv(rows: Sequence[Mapping[str, object]], columns: Sequence[str] | None = None) -> bytes:
    """Rows under headings, as publishers write them: a mark at the beginning, CRLF."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns or rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def feature_service(
    path: str,
    rows: Sequence[Mapping[str, object]],
    *,
    most: int = 1000,
    shapes: Sequence[object] = (),
    **wrong: object,
) -> dict[str, Callable[[Question], Answer] | Answer]:
    """A layer of an ArcGIS feature service.

    Wrong in one way: `skip` (the page of that number is empty), `twice` (every page is the first), `count` (it says
    another number), `key` (no field numbers the features), `error` (it answers with that code), `nothing` (no list).
    `edited` is when it says that it was edited.
    """
    fields = [{"name": "FID", "type": "esriFieldTypeOID"}] if wrong.get("key", "FID") else []
    about = {"maxRecordCount": most, "fields": fields, "editingInfo": {"lastEditDate": wrong.get("edited", 1)}}

    def query(question: Question) -> Answer:
        if "error" in wrong:
            return as_json({"error": {"code": wrong["error"], "message": "Invalid query parameters"}})
        if "returnCountOnly" in question:
            return as_json({"count": wrong.get("count", len(rows))})
        start = 0 if wrong.get("twice") else int(question["resultOffset"][0])
        end = min(len(rows), start + most)
        chosen = [] if wrong.get("skip") == start // most else range(start, end)
        features = [
            {
                "type": "Feature",
                "id": number + 1,
                "geometry": shapes[number] if shapes else None,
                "properties": {"FID": number + 1, **rows[number]},
            }
            for number in chosen
        ]
        if wrong.get("nothing"):
            return as_json({"type": "FeatureCollection"})
        more = {"exceededTransferLimit": end < len(rows)}
        return as_json({"type": "FeatureCollection", "properties": more, "features": features})

    return {path: as_json(about), f"{path}/query": query}


def nomis_table(
    path: str, rows: Sequence[Mapping[str, object]], *, most: int = 25_000, **wrong: object
) -> dict[str, Callable[[Question], Answer]]:
    """A Nomis table. Wrong: `skip`, `twice`, `drift` (of the count), `columns` (of later pages), `without` a column."""

    def page(question: Question) -> Answer:
        asked = int(question["RecordOffset"][0])
        start = 0 if wrong.get("twice") else asked
        chosen = [] if wrong.get("skip") and asked // most == wrong["skip"] else rows[start : start + most]
        count = len(rows) + (asked if wrong.get("drift") else 0)
        told = [{**row, "RECORD_OFFSET": start + n, "RECORD_COUNT": count} for n, row in enumerate(chosen)]
        columns = [*rows[0], "RECORD_OFFSET", "RECORD_COUNT"]
        if wrong.get("columns") and asked:
            columns, told = ["OTHER", *columns], [{"OTHER": 1, **row} for row in told]
        left = [name for name in columns if name != wrong.get("without")]
        return Answer(as_csv([{key: row[key] for key in left} for row in told], left))

    return {path: page}
