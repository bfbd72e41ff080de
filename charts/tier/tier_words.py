"""Which tier to act on, in words: the finding, the sentence, the rule behind it.

Lives here: sentences of a split and of events per unit. Not here: the split (`equity.comparing.tiers`), the table
(`charts.tier.tier_table`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.words import count_text, period_words
from equity.comparing.tiers import ENOUGH, HOLDING, LEAST_FREEDOM, MOST, Events, Hint, Split

OWN = "own footprint"
# tier -> one, many, what stands for it
TIERS = {
    "system": ("system", "systems", "integrated care board"),
    "place": ("place", "places", "district or unitary council"),
    "registered place": ("registered place", "registered places", "place in the footprint register"),
    OWN: (OWN, "own footprints", "made by readers"),
    "registered neighbourhood": ("registered neighbourhood", "registered neighbourhoods", "PCN neighbourhood"),
    "neighbourhood": ("neighbourhood", "neighbourhoods", "MSOA, about 8,000 people"),
}


@dataclass(frozen=True, eq=False)
class Tiers:
    """Everything the page says about a measure in a scope; `split` is None where coverage is too low.

    `own` is the name of the own footprint chosen ("" for none), `own_withheld` why its figure may not be shown.
    """

    indicator: str
    scope: str
    single: bool
    period: str
    years: float | None
    events: tuple[Events, ...]
    split: Split | None
    hint: Hint
    units: int
    used: int
    coverage: float
    rarer: str
    own: str = ""
    own_withheld: str = ""

    def limits(self, tier: str) -> tuple[float, float]:
        """95 % limits of that share; NaN where it was not told or is the only one."""
        if self.split is None or tier not in self.split.tiers or not self.split.limits:
            return float("nan"), float("nan")
        low, high = self.split.limits[self.split.tiers.index(tier)]
        return (low, high) if low < high else (float("nan"), float("nan"))

    def meaning(self, tier: str) -> str:
        """What stands for a tier."""
        return self.own if tier == OWN and self.own else TIERS[tier][2]

    @property
    def a_year(self) -> str:
        """How events are counted: "a year", or up to a day."""
        return "a year" if self.years else f"to {period_words(self.period)}"

    def share(self, tier: str) -> float:
        """Share of the differences that lies between the units of a tier; NaN where it was not told."""
        if self.split is None or tier not in self.split.tiers:
            return float("nan")
        return float(self.split.shares[self.split.tiers.index(tier)])


def percent(share: float) -> str:
    """A share without decimals; small ones never read as nothing."""
    if share != share:
        return "–"
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def finding(shown: Tiers) -> str:
    """The hint in a line."""
    largest, finest = shown.hint.largest, shown.hint.finest
    if shown.split is None:
        return "Not enough figures to say at which level the differences lie"
    if not largest:
        return "No more difference than counting error alone would give" if _told(shown) else "Too few units to compare"
    many = TIERS[largest][1]
    if not finest:
        return "Too few events at every level: pool more years before comparing"
    order = [one.tier for one in shown.events]
    if order.index(largest) > order.index(finest):
        return f"Too few events below {finest} level, where {percent(shown.hint.share)} of the difference lies"
    part = "Most" if shown.hint.share >= MOST else "The largest part"
    part = f"{part} of the difference{' that can be told' if untold(shown.split) else ''}"
    if _unsure(shown):
        return f"{part} seems to lie between {many}"
    return f"{part} lies between {many}" + (": act there" if part == "Most of the difference" else "")


def _unsure(shown: Tiers) -> bool:
    """Whether another level's share may be as large as the largest one: their intervals overlap."""
    low = shown.limits(shown.hint.largest)[0]
    others = [shown.limits(one.tier)[1] for one in shown.events if one.tier != shown.hint.largest]
    return any(high > low for high in others)


def untold(split: Split) -> list[str]:
    """Tiers whose share cannot be told: too few units."""
    pairs = zip(split.tiers, split.components, strict=True)
    return [tier for tier, component in pairs if component != component]


def _told(shown: Tiers) -> bool:
    return any(component == component for component in shown.split.components)


def lead(shown: Tiers) -> str:
    """The shares in a sentence, with what could not be told."""
    if shown.split is None:
        return (
            f"Only {percent(shown.coverage)} of {shown.scope} has figures ({shown.used:,} of {shown.units:,} MSOAs): "
            "the split needs 90 %. Choose a system or a measure that the pack has in full."
        )
    told = [(tier, shown.share(tier)) for tier in shown.split.tiers if shown.share(tier) == shown.share(tier)]
    if not told:
        return "Rates differ no more than chance alone would make them."
    parts = [f"{percent(share)}{_interval(shown, tier)} lies between {TIERS[tier][1]}" for tier, share in told]
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    inside = " inside the system" if shown.single else ""
    inside += " that can be told" if untold(shown.split) else ""
    return f"Of the differences in rates{inside}, {joined}; what counting error alone would give is left out."


def limits_text(limits: tuple[float, float]) -> str:
    """ "42 to 71 %", "" where there are none."""
    low, high = limits
    if low != low:
        return ""
    ends = [f"{100 * end:.0f}" for end in (low, high)]
    return f"{ends[0]} to {ends[1]} %"


def _interval(shown: Tiers, tier: str) -> str:
    words = limits_text(shown.limits(tier))
    return f" (95 % interval {words})" if words else ""


def subtitle(shown: Tiers) -> str:
    """Measure, place, period, areas."""
    return f"{shown.indicator}, {shown.scope}, {period_words(shown.period)}; {shown.used:,} of {shown.units:,} MSOAs"


def events_sentence(shown: Tiers) -> str:
    """How many events a unit of each level has."""
    said = [
        f"a {TIERS[one.tier][0]} {count_text(one.median)}"
        for one in shown.events
        if one.shown and one.tier in ("system", "place", "neighbourhood")
    ]
    if not said:
        return "No level has figures that may be shown."
    counted = f"The middle unit of each level has this many ({shown.rarer}) {shown.a_year}: {'; '.join(said)}."
    return " ".join(filter(None, (counted, own_sentence(shown))))


def own_sentence(shown: Tiers) -> str:
    """How many events the own footprint has, and whether they are enough for a rate of its own; "" where none is."""
    one = next((one for one in shown.events if one.tier == OWN and one.shown), None)
    if one is None:
        return ""
    enough = "enough" if one.enough else f"too few (at least {ENOUGH} are needed)"
    return f"{shown.own}, an own footprint, has {count_text(one.median)}: {enough} for a rate of its own."


def cautions(shown: Tiers) -> list[str]:
    """What a reader must know beside the numbers."""
    found = [f"{shown.own}: {shown.own_withheld}"] if shown.own_withheld else []
    if shown.single:
        found.append("One system has no differences between systems: choose England to see those.")
    if shown.split is not None:
        found += [
            f"Between {TIERS[tier][1]} the estimate was below zero and is shown as 0." for tier in shown.split.negative
        ]
        found += [
            f"Between {TIERS[tier][1]}: too few units to tell (at least {LEAST_FREEDOM} more than the level above)."
            for tier in untold(shown.split)
        ]
    if shown.used < shown.units:
        found.append(
            f"{shown.units - shown.used:,} MSOAs are left out: withheld, missing, or not comparable. The rest hold "
            f"{percent(shown.coverage)} of the postcodes."
        )
    return found


RULE = (
    "Rates of MSOAs are split into differences between systems, between districts inside a system and between MSOAs "
    "inside a district (nested variance components, Henderson's method 1, weighted by people; Searle, Casella and "
    "McCulloch 1992). The scatter that counting error and rounding would give is taken out first; a negative rest is "
    f"shown as 0. A level has enough events if {100 * HOLDING:.0f} % of its units have {ENOUGH} or more; "
    "of a percentage the rarer side counts; a withheld unit counts as too few, one without figures is not judged. "
    "The hint names the level with the largest share, unless it is finer than the last level with enough events. "
    "Shares come with 95 % intervals (generalised confidence intervals, Weerahandi 1993; degrees of freedom by "
    "Satterthwaite 1946): wide where a level has few units. They hold for this period and for rates that scatter "
    "normally. “Seems to lie” is said where the intervals of two levels overlap."
)
