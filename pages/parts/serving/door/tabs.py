"""How a tab says which snapshot it began with: in the path of its socket and of its files, never in its address.

Lives here: the mark, taking it out of a request, and the few lines of the document that put it there and tell of news.
Not here: who answers (`front_door`).
"""

from __future__ import annotations

import json
import os
import re
from urllib.parse import quote

from starlette.types import Scope

from pages.parts.serving.door.worker import VARIABLE

MARK = "~"  # before a snapshot's id: a part of the path, and the name of the parameter that a link within a tab carries
_PATH = re.compile(rb"/~([A-Za-z0-9._-]*)(/.*)")
_QUERY = re.compile(rb"(?:^|&)(?:~|%7E)=([A-Za-z0-9._-]*)", re.IGNORECASE)
EVERY = 60  # seconds between two questions for news, while the tab is seen

# A tab's files and its next page are asked of its own pack. What is named by its content needs no mark.
_SCRIPT = """
{ const ID = SNAPSHOT, BASE = PREFIX, hashed = /^\\/r\\/(map|tiles|lib|view)\\//;
const marked = (address) => { const url = new URL(address, location.href), path = url.pathname.slice(BASE.length);
if (url.origin === location.origin && path.startsWith("/r/") && !hashed.test(path))
url.pathname = `${BASE}/~${ID}${path}`;
return url.href; };
const ask = globalThis.fetch;
globalThis.fetch = (what, ...rest) =>
ask(typeof what === "string" || what instanceof URL ? marked(what) : what, ...rest);
addEventListener("click", (event) => { const link = event.target.closest?.("a[href]");
if (!link || new URL(link.href).origin !== location.origin) return;
const own = marked(link.href);
if (own !== link.href) link.href = own;
else if (!(event.button || event.ctrlKey || event.metaKey || event.shiftKey || (link.target || "_self") !== "_self"
|| link.getAttribute("href").startsWith("#") || link.hasAttribute("download"))) {
const next = new URL(link.href); next.searchParams.set("~", ID); link.href = next.href; } }, true);
const look = async () => { if (document.hidden || document.querySelector(".he-news")) return;
try { const told = await (await ask(`${BASE}/r/news?of=${ID}`)).json();
if (!told.new) return;
const news = document.createElement("p"); news.className = "he-news"; news.setAttribute("role", "status");
document.body.append(news);
const button = document.createElement("button"); button.type = "button"; button.textContent = "New data: reload";
button.onclick = () => location.reload(); news.append(button); } catch {} };
addEventListener("visibilitychange", look); addEventListener("focus", look);
setInterval(look, EVERY_MS); setTimeout(look, 5000); }"""
# Before any program reads the address: what a link within the tab carried is taken out again.
_HEAD = (
    'if(new URLSearchParams(location.search).has("~")){const url=new URL(location.href);url.searchParams.delete("~");'
    'history.replaceState(history.state,"",url)}'
)


def snapshot() -> str:
    """The snapshot that this process serves behind a door, "" where none stands before it."""
    return os.environ.get(VARIABLE, "")


def prefix() -> str:
    """What stands before the path of a tab's socket, with the slash: "" without a door."""
    return f"{MARK}{quote(snapshot())}/" if snapshot() else ""


def head() -> str:
    """The line for the very beginning of the document."""
    return _HEAD if snapshot() else ""


def script(base: str) -> str:
    """The lines of the document as a `<script>` element, "" without a door."""
    if not snapshot():
        return ""
    told = {"SNAPSHOT": json.dumps(snapshot()), "PREFIX": json.dumps(base), "EVERY_MS": str(EVERY * 1000)}
    text = _SCRIPT
    for name, value in told.items():
        text = text.replace(name, value.replace("<", "\\u003c"), 1)
    return f"<script>{text}</script>"


def taken(scope: Scope, *, base: str) -> tuple[str, Scope]:
    """The snapshot that a request names ("" if none), and the request without it.

    A name in the path holds before one in the query.
    """
    raw = scope.get("raw_path") or quote(scope["path"]).encode()
    raw = raw.partition(b"?")[0]
    start, query = base.encode(), scope["query_string"]
    asked = _QUERY.search(query)
    named = asked[1].decode() if asked else ""
    query = _QUERY.sub(b"", query).removeprefix(b"&")
    found = _PATH.fullmatch(raw.removeprefix(start).replace(b"/%7E", b"/~", 1)) if raw.startswith(start) else None
    if found:
        named = found[1].decode()
        raw = start + found[2]
        path = f"{base}/{scope['path'].removeprefix(base).split('/', 2)[2]}"
        return named, {**scope, "path": path, "raw_path": raw, "query_string": query}
    return named, {**scope, "raw_path": raw, "query_string": query}
