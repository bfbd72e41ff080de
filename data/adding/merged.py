"""A pack together with the indicators that readers added to it.

Lives here: laying them beside the pack's own, marked as not official, and the digest that tells the two apart. Not
here: keeping them (`data.adding.kept`). One that is not whole, or names areas this pack does not know, is left out and
said; it never keeps the pack shut.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from data.adding.kept import OwnIndicators
from data.adding.version import Added
from data.catalogue import OWN
from data.pack import Pack
from data.store_checks import observation_faults
from data.validation import Fault, FileFaults

MARK = "these are not official statistics."


@dataclass(frozen=True)
class Merged:
    """A pack with what readers added; `left_out` says what could not be shown and why."""

    pack: Pack
    left_out: tuple[Fault, ...] = ()


def with_own(pack: Pack) -> Merged:
    """The pack with its added indicators: more measures, more sources, another digest.

    A pack without any is returned as it is.
    """
    store = OwnIndicators(pack.folder)
    try:
        folders, (found, faults) = store.folders(), store.added()
    except FileFaults as error:
        return Merged(_marked(pack), tuple(error.faults))
    left_out, good = list(faults), {}
    for name, one in found.items():
        faulty = faults_of(one, pack)
        left_out += faulty
        if not faulty:
            good[name] = one
    if not good:
        return Merged(_marked(pack), tuple(left_out))
    versions = " ".join(folders[name].name for name in sorted(good))
    made = replace(
        pack,
        indicators=dict(pack.indicators) | {name: one.indicator for name, one in good.items()},
        sources=dict(pack.sources) | {one.source.id: one.source for one in good.values()},
        digest=hashlib.sha256(f"{pack.digest} {versions}".encode()).hexdigest()[:12],
        added=tuple(one.table for one in good.values()),
    )
    return Merged(_marked(made), tuple(left_out))


def faults_of(one: Added, pack: Pack) -> list[Fault]:
    """Why an added indicator cannot stand beside a pack's own."""
    name, faults = one.indicator.id, []
    if name in pack.indicators:
        faults.append(Fault(name, "is a measure of the pack itself: choose another name"))
    if one.source.id in pack.sources:
        faults.append(Fault(one.source.id, "is a source of the pack itself: choose another name"))
    if one.indicator.source != one.source.id or one.source.nature != OWN:
        faults.append(Fault(name, "has a source that is not its own"))
    return faults + observation_faults(one.frame, indicators={name: one.indicator}, areas=pack.areas, file=name)


def is_own(pack: Pack, indicator_id: str) -> bool:
    """Whether readers added a measure of an opened pack."""
    known = pack.indicators.get(indicator_id)
    return known is not None and known.source in pack.sources and pack.sources[known.source].nature == OWN


def _marked(pack: Pack) -> Pack:
    """The pack with every added measure said to be no official one: in cautions, and where its source is named."""
    own = {name for name, source in pack.sources.items() if source.nature == OWN}
    if not own:
        return pack
    indicators = {
        name: replace(one, cautions=(f"{pack.sources[one.source].attribution}: {MARK}", *one.cautions))
        if one.source in own
        else one
        for name, one in pack.indicators.items()
    }
    sources = {
        name: replace(one, publisher=f"{one.attribution}, not official: {one.publisher}") if name in own else one
        for name, one in pack.sources.items()
    }
    return replace(pack, indicators=indicators, sources=sources)
