"""Where the pictures of a page's figures are: by the address of its file, which has the page's own question.

Lives here: that address. Not here: the pictures (`pages.parts.taking`).
"""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import parse_qsl, urlencode, urlsplit

from pages.parts.showing.map_component import base_path


def picture(csv: str, kind: str) -> str:
    """The address of a page's leading figure.

    Parameters
    ----------
    csv : str
        Address of the page's table.
    kind : {"png", "svg"}
    """
    parts = urlsplit(csv)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    stem = PurePosixPath(parts.path).stem
    path = query.pop("page", "") if stem == "view" else stem
    return f"{base_path()}/r/figure.{kind}?{urlencode({'path': f'/{path}', **query})}"
