"""May figures of an own footprint be shown? Asked once, before any figure of it is made.

Lives here: that one question, its answer in words, and what is noted of it. Not here: the tests (`equity.release`),
what readers know (`own_ledger`), the release of rows (`values.for_readers`), which comes after it all the same.
"""

from __future__ import annotations

from dataclasses import replace

from charts.words import level_words
from data.catalogue import Indicator
from data.keeping.release_store import Answer
from data.validation import FileFaults
from equity.disclosure import RULES
from equity.release.across import Earlier, exposed_across
from equity.release.differencing import exposure, same_as_released
from equity.release.judgement import Verdict, judged
from equity.release.ledger import Ledger
from equity.release.refusals import WHOLE_AREAS, WITHOUT_REASON, tried_too_often
from equity.release.segments import Family, Segment, families
from geo.lineage import in_words
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas, own_ledger
from pages.parts.answering.releasing import official_sets

NOT_COMPARABLE = (
    "{name} is not shown for own footprints: this pack holds small counts of it by {areas}, and what the figures of "
    "other areas tell about those cannot be worked out here. Choose an official area."
)
NAMED = 4  # areas of a safe choice that are named; more are only counted
ACROSS = (
    "Together with what was shown of it for other periods, ages or groups, it would give a small count away. "
    "Choose a larger footprint, or stay with the period and group shown before."
)


def refusal(own: OwnFootprint, indicator: Indicator, *, segment: Segment) -> str:
    """Why no figure of an own footprint may be shown for an indicator, with the nearest safe choice; "" if it may.

    Where the pack's own counts are as their publisher released them (withheld, rounded, or never small), sums of them
    tell nothing new. Where it holds small counts, the footprint is judged against every official area, every footprint
    of the register and every answer given before, by whichever process; the answer is noted before it is given.
    """
    if not RULES[indicator.release_rule].largest or _is_registered(own):
        return ""
    if _not_comparable(indicator):
        return NOT_COMPARABLE.format(name=indicator.name, areas=level_words(indicator.building_block)[1])
    ledger = own_ledger.official(indicator, segment)
    if ledger is None:
        return ""
    whole = official_sets.whole_blocks(own, indicator.building_block)
    if whole is None:
        return (
            f"{indicator.name} is not shown for a footprint that cuts its areas: this pack holds small counts of them. "
            f"Choose whole areas ({own_areas.type_words(indicator.building_block)})."
        )
    if same_as_released(ledger, ledger.indicator_of(whole)):
        return ""
    try:
        return _answered(indicator, segment, whole)
    except FileFaults as broken:
        return f"{indicator.name} is not shown for own footprints. {broken}"


def _not_comparable(indicator: Indicator) -> bool:
    """Whether its building blocks are areas that no footprint can be laid over: of another census, of patients."""
    return bool(indicator.building_block) and indicator.building_block not in own_areas.types()


def parts_too(own: OwnFootprint, indicator: Indicator, *, segment: Segment) -> bool:
    """Whether the parts of a shown footprint by county may be shown beside it: each is one more footprint to judge."""
    if not RULES[indicator.release_rule].largest or _is_registered(own):
        return True
    if _not_comparable(indicator):
        return False
    ledger = own_ledger.official(indicator, segment)
    if ledger is None:
        return True
    whole = official_sets.whole_blocks(own, indicator.building_block)
    parts = official_sets.county_parts(whole, indicator.building_block) if whole else None
    if parts is None:
        return False
    try:
        with own_ledger.store().held():
            for part in parts:
                known = _known(indicator, segment)
                if exposure(known, known.indicator_of(part)) or _exposed_across(indicator, segment, part):
                    return False  # one part and the whole give the others; those noted before stay noted
                own_ledger.store().add(_answer(indicator, segment, part))
    except FileFaults:
        return False
    return True


def notice(indicator: Indicator, segment: Segment) -> str:
    """What readers must be told of how answers are kept; "" if all is well or nothing has to be kept."""
    said = own_ledger.store().notice if RULES[indicator.release_rule].largest else ""
    return said if said and own_ledger.official(indicator, segment) is not None else ""


def _answered(indicator: Indicator, segment: Segment, whole: frozenset[str]) -> str:
    """The answer to a footprint that is no official area, given before or judged now."""
    with own_ledger.store().held():  # two readers who ask at once, even of two processes, come one after the other
        answers = _answers(indicator, segment)
        given = frozenset(one.members for one in answers if one.shown)
        if tuple(sorted(whole)) in given:
            return ""
        refused = [one for one in answers if not one.shown]
        offered = [one.offered for one in refused]
        if tried_too_often(whole, [one.members for one in refused], offered=offered):
            return _words(Verdict(safe=False, reason=WITHOUT_REASON, advice=WHOLE_AREAS), indicator)
        verdict = judged(_known(indicator, segment), whole)
        if verdict.safe and _exposed_across(indicator, segment, whole):
            verdict = Verdict(safe=False, reason=ACROSS)
        small, other = tuple(sorted(verdict.exposed)), tuple(verdict.alternative or ())
        own_ledger.store().add(
            replace(_answer(indicator, segment, whole), shown=verdict.safe, small=small, offered=other)
        )
    return "" if verdict.safe else _words(verdict, indicator)


def _answers(indicator: Indicator, segment: Segment) -> list[Answer]:
    return [one for one in own_ledger.answers() if (one.indicator_id, one.segment) == (indicator.id, segment)]


def _answer(indicator: Indicator, segment: Segment, whole: frozenset[str]) -> Answer:
    return Answer(indicator.id, *segment, members=tuple(sorted(whole)))


def _known(indicator: Indicator, segment: Segment) -> Ledger:
    """The ledger with every answer given in this segment."""
    return own_ledger.official(indicator, segment).with_told(own_ledger.told(_answers(indicator, segment)))


def _families(indicator: Indicator, segment: Segment, earlier: list[Earlier]) -> list[Family]:
    """The families of a segment among those in which something was answered."""
    held = set(own_ledger.held(indicator))
    known = held & {segment}.union(*(one.answered for one in earlier))
    return families(segment, known, spans=own_ledger.spans(known)) if segment in held else []


def _earlier(indicator: Indicator) -> list[Earlier]:
    """Every footprint answered before, with its segments."""
    about: dict[tuple[str, ...], list[Answer]] = {}
    for one in own_ledger.answers():
        if one.indicator_id == indicator.id:
            about.setdefault(one.members, []).append(one)
    return [
        Earlier(
            members,
            segments=frozenset(one.segment for one in answers if one.shown),
            small=frozenset(one.segment for one in answers if one.small == members),
        )
        for members, answers in about.items()
    ]


def _exposed_across(indicator: Indicator, segment: Segment, whole: frozenset[str]) -> bool:
    """Whether a footprint that is safe among areas gives a count away beside other periods, ages and groups."""
    base, earlier = own_ledger.official(indicator, segment), _earlier(indicator)
    return any(
        exposed_across(
            base,
            base.indicator_of(whole),
            family=family,
            ledgers={one: own_ledger.in_segment(indicator, one, base=base) for one in family.segments},
            earlier=earlier,
        )
        for family in _families(indicator, segment, earlier)
    )


def _words(verdict: Verdict, indicator: Indicator) -> str:
    names = own_areas.described(indicator.building_block)["name"]
    changes = [
        f"{verb} {in_words([str(names.get(code, code)) for code in codes])}"
        for verb, codes in (("add", verdict.added), ("remove", verdict.removed))
        if 0 < len(codes) <= NAMED
    ]
    how = f" To do that, {' and '.join(changes)}." if changes else ""
    return f"{indicator.name} is not shown for this footprint. {verdict.reason} {verdict.advice}{how}".strip()


def _is_registered(own: OwnFootprint) -> bool:
    """Whether its members are exactly those of a footprint of the register."""
    if own.id not in opened_pack.registry():
        return False
    known = own_areas.registered(own.id)
    return (own.area_type, own.weights) == (known.area_type, known.weights)
