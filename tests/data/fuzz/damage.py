"""Bytes as they come from a bad line, a bad disk or a bad day: cut, flipped, spliced, repeated, in archives too."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Sequence

from hypothesis import strategies as st

# A few in every test run; `make fuzz` asks for many.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES") or 2)
NASTY = (
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b'"',
        b"\r",
        b",,,,",
        b"1e999",
        b"-1",
        b"nan",
        b"E01000001",
        b"\xef\xbb\xbf",
        b"<",
        b"]}",
    ),
    *(b"9" * 400, "٣".encode(), b"2024/99", b"[" * 500, b"&amp;", b"null", b"1e-999", b"0x10", b"True", b"\xc3\x28"),
)


@st.composite
def damaged(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """A file like the seeds, with one to four things wrong with it; archives are also damaged inside."""
    content = draw(st.sampled_from(list(seeds)))
    archived = zipfile.is_zipfile(io.BytesIO(content))
    if archived and draw(st.booleans()):
        return draw(inside(content))
    return draw(hurt(content, seeds))


@st.composite
def hurt(draw: st.DrawFn, content: bytes, seeds: Sequence[bytes]) -> bytes:
    """One to four wounds, each somewhere in the bytes."""
    for _ in range(draw(st.integers(1, 4))):
        start = int(draw(st.floats(0, 1)) * len(content))
        kind = draw(st.sampled_from(("cut", "flip", "splice", "nasty", "repeat", "lines", "drop")))
        if kind == "cut":
            content = content[:start]
        elif kind == "flip" and content:
            place = min(start, len(content) - 1)
            content = content[:place] + bytes([content[place] ^ draw(st.integers(1, 255))]) + content[place + 1 :]
        elif kind == "splice":
            other = draw(st.sampled_from(list(seeds)))
            content = content[:start] + other[int(draw(st.floats(0, 1)) * len(other)) :]
        elif kind == "nasty":
            content = content[:start] + draw(st.sampled_from(NASTY)) + content[start + draw(st.integers(0, 12)) :]
        elif kind == "repeat":
            content = content[:start] + content[start : start + 200] * 2 + content[start + 200 :]
        elif kind == "lines":
            lines = content.split(b"\n")
            place = min(int(start / max(1, len(content)) * len(lines)), len(lines) - 1)
            content = b"\n".join([*lines[: place + 1], *lines[place:]])
        else:
            content = content[:start] + content[start + draw(st.integers(1, 80)) :]
    return content


@st.composite
def inside(draw: st.DrawFn, content: bytes) -> bytes:
    """The archive with one member damaged, left out or empty, whole otherwise."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = draw(st.sampled_from(sorted(members)))
    kind = draw(st.sampled_from(("hurt", "hurt", "hurt", "gone", "empty")))
    if kind == "gone":
        del members[chosen]
    else:
        members[chosen] = b"" if kind == "empty" else draw(hurt(members[chosen], list(members.values())))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return out.getvalue()
