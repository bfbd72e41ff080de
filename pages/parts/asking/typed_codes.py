"""What a reader typed into the System or Place box: a code of a member, or a part of a name, instead of a choice.

Lives here: the one footprint that a text means, or several to choose from, in words. Not here: own codes and ids of
footprints (`geo.footprints.Registry.found`), what official codes name that no footprint has (`other_codes`).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from geo.footprints import Footprint
from geo.lineage import holds
from pages.parts import opened_pack
from pages.parts.asking import other_codes

CODE = re.compile(r"(?=.*\d)(?:[EU]\d{5,8}|[A-Z0-9]{3,5})", re.IGNORECASE)
NAMED = 4


def meant(text: str, on: str, *, tiers: Collection[str], among: Collection[str] = ()) -> tuple[Footprint | None, str]:
    """The footprint that a text means, and a notice where it is not its name.

    Parameters
    ----------
    text : str
        A code of a member ("E38000239", "26A", "U94681"; all of it, on the date) or a part of a name.
    on : str
        Only footprints of this date count.
    tiers : collection of str
    among : collection of str
        Ids to choose from; empty for all.

    Returns
    -------
    (Footprint or None, str)
        None with "" where nothing fits, None with a notice where several do.
    """
    wanted = text.strip()
    found = opened_pack.registry().search(wanted, on=on, tiers=tiers)
    fitting = [footprint for footprint in found if not among or footprint.id in among]
    if CODE.fullmatch(wanted):
        fitting = [footprint for footprint in fitting if _holds_whole(footprint, wanted, on)]
    if len(fitting) == 1:
        inside = f"“{wanted}” is in {fitting[0].short_name}."
        if CODE.fullmatch(wanted):
            return fitting[0], other_codes.named(wanted, on) or inside
        return fitting[0], "" if _in_its_name(fitting[0], wanted) else inside
    if not fitting:
        return None, ""
    some = ", ".join(footprint.short_name for footprint in fitting[:NAMED])
    return None, f"“{wanted}” fits {len(fitting)}: {some}{' ...' if len(fitting) > NAMED else ''}. Choose one."


def _in_its_name(footprint: Footprint, wanted: str) -> bool:
    """Whether every word that was typed is in the footprint's own name, not only in that of a member."""
    own = f"{footprint.short_name} {footprint.name}".casefold()
    return all(word in own for word in re.findall(r"\w+", wanted.casefold()))


def _holds_whole(footprint: Footprint, code: str, on: str) -> bool:
    """Whether the code is that of a member on the date, and of the whole of it."""
    return any(
        code.casefold() in (str(member.get(key, "")).casefold() for key in ("code", "ods"))
        and holds(str(member.get("valid_from", "")), str(member.get("valid_to", "")), on=on)
        and not member.get("part")
        and float(member.get("share_of_lsoas", 1)) >= 1
        for member in footprint.members
    )
