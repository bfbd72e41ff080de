"""Who may see what: roles of an installation as data, and the one this server was started for.

    [analyst]
    title = "Analyst"
    sees = ["hes_extract"]        # ids of sources whose small numbers are shown to the role

Lives here: reading the file (`RELEASE_ROLES=<file>`) and the choice (`RELEASE_ROLE=<name>`), both set by whoever
starts the server; nothing a reader sends can change either. Not here: what a role is shown
(`pages.parts.opened_pack`), the log of it (`data.keeping.view_log`). Without a choice
everybody is the public: the rules of every source hold.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.validation import Fault

ROLE_VARIABLE = "RELEASE_ROLE"
FILE_VARIABLE = "RELEASE_ROLES"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True)
class Role:
    """What readers of this server may see.

    Attributes
    ----------
    name : str
        "" for the public.
    title : str
    sees : frozenset of str
        Ids of the sources whose small numbers are shown.
    """

    name: str = ""
    title: str = "Public"
    sees: frozenset[str] = frozenset()


PUBLIC = Role()


def chosen(sources: Collection[str], environment: Mapping[str, str] | None = None) -> tuple[Role, tuple[Fault, ...]]:
    """The role of this server, or what is wrong: then nothing may be shown at all.

    Parameters
    ----------
    sources : collection of str
        Ids of the pack's sources.
    environment : mapping, optional
        Else the process's own.
    """
    given = os.environ if environment is None else environment
    name, file = given.get(ROLE_VARIABLE, ""), given.get(FILE_VARIABLE, "")
    if not name:
        return PUBLIC, ()
    try:
        table = tomllib.loads(Path(file).read_text(encoding="utf-8")) if file else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return PUBLIC, (Fault(file, f"the roles cannot be read: {getattr(error, 'strerror', None) or error}"),)
    faults = _faults(name, table.get(name), sources, file=file or FILE_VARIABLE)
    if faults:
        return PUBLIC, faults
    return Role(name, str(table[name]["title"]), frozenset(table[name]["sees"])), ()


def _faults(name: str, found: object, sources: Collection[str], *, file: str) -> tuple[Fault, ...]:
    if not _NAME.fullmatch(name):
        return (Fault(file, f"a role has a name of small letters, digits and “_”; {ROLE_VARIABLE} is “{name[:40]}”"),)
    if not isinstance(found, dict) or set(found) != {"title", "sees"}:
        return (Fault(file, f"the role {name} that {ROLE_VARIABLE} asks for is not there with “title” and “sees”"),)
    title, sees = found["title"], found["sees"]
    if not (isinstance(title, str) and title.strip() and isinstance(sees, list)):
        return (Fault(file, f"the role {name} needs a title in words and a list of sources it sees"),)
    unknown = tuple(str(one) for one in sees if one not in set(sources))
    if unknown or not sees:
        return (Fault(file, f"the role {name} must see sources of this pack", values=unknown),)
    return ()
