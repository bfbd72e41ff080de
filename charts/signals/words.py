"""The signals in words: finding, lead, subtitle, a sentence per signal, how sure one may be.

Lives here: wording from the released figures. Not here: the sentence of one signal's numbers (`charts.saying.signal`).
"""

from __future__ import annotations

from charts.saying.signal import SignalFigure, signal_sentence
from charts.signals.figures import RED, Signal, SignalBoard
from charts.words import mid_sentence, number_text, period_words, value_text
from equity.change.control_chart import FIRM_FROM

LEVELS = {RED: "Both agree: act", "amber": "Only one agrees: watch"}


def finding(board: SignalBoard) -> str:
    """The headline."""
    one, many = board.areas
    if board.reason:
        return f"{board.measure.short_name}: no unusual change can be looked for"
    if not board.signals:
        return f"No {one} in {board.name} rose beyond what is usual"
    red = board.found_red
    if not red:
        number = board.found
        return f"{number} {one if number == 1 else many} to watch in {board.name}, none on which both tests agree"
    if red == 1:
        return f"{board.signals[0].name} rose beyond its own past and beyond the other {many}"
    return f"{red} {many} in {board.name} rose beyond their own past and beyond the others"


def lead(board: SignalBoard) -> str:
    """One sentence under the headline."""
    if board.reason:
        return board.reason
    if not board.signals:
        return f"{board.tested:,} {board.areas[1]} were looked at. {false_words(board)}"
    first = board.signals[0]
    rose = f"{number_text(first.before, board.measure.decimals)} to {value_text(first.after, board.measure)}"
    moved = "rose" if first.after > first.before else "fell"
    looked = f"{board.tested:,} {board.areas[1]} were looked at."
    if board.by_values:
        return f"{first.name} {moved} from {rose}, beyond the limits of its own past. {looked}"
    strongest = f"Strongest: {first.name}, {moved} from {rose} in {recent_words(first)}."
    return f"{strongest} {looked}"


def subtitle(board: SignalBoard) -> str:
    """Measure, places and periods."""
    span = ""
    if board.periods:
        ends = [period_words(board.periods[place]) for place in (0, -1)]
        span = f", {ends[0]} to {ends[1]}" if ends[0] != ends[1] else f", {ends[0]}"
    return f"{board.measure.name}, {board.areas[1]} of {board.name}{span}"


def sentence(board: SignalBoard, signal: Signal) -> str:
    """One signal, from the same numbers as its chart and its row."""
    figure = SignalFigure(
        name=signal.name,
        period=recent_words(signal),
        value=signal.after,
        usual=signal.before,
        lower=signal.lower,
        upper=signal.upper,
        numerator=signal.events,
        denominator=signal.people,
        periods=len(signal.series.periods) - signal.series.recent,
        rule=rule_words(signal, by_values=board.by_values),
        agrees=signal.others,
        compared=not board.by_values,
        trial=board.by_values and len(signal.series.periods) <= FIRM_FROM,
    )
    return signal_sentence(board.measure, figure)


def recent_words(signal: Signal) -> str:
    """The recent periods: "October 2025 to March 2026", "2023/24"."""
    periods = signal.series.periods[-signal.series.recent :]
    ends = [period_words(period) for period in (periods[0], periods[-1])]
    return ends[0] if len(periods) == 1 else f"{ends[0]} to {ends[1]}"


def rule_words(signal: Signal, *, by_values: bool) -> str:
    """What raised the signal."""
    if by_values:
        return "the latest value lies outside the limits of its own past"
    if signal.own_past:
        return "higher than its own past by more than chance"
    return "within what its own past leads one to expect"


def false_words(board: SignalBoard) -> str:
    """How many of the signals are expected to be false."""
    if board.by_values:
        return "Without counts, areas cannot be held against each other, so nothing here is more than a reason to look."
    share = f"At this setting at most 1 flag in {board.flags_false:,} is false on average"
    if not board.found_red:
        return f"{share}."
    number, red = number_text(board.expected_false, 2), board.found_red
    of = "this 1 signal" if red == 1 else f"these {red} signals"
    few = "fewer than one" if board.expected_false < 1 else "about " + number_text(board.expected_false, 0)
    return f"{share}: of {of} {few} is expected to be false ({number})."


def tested_words(board: SignalBoard) -> str:
    """How many areas were looked at, and why others were not."""
    one, many = board.areas
    words = f"{board.tested:,} {one if board.tested == 1 else many} looked at."
    for why, number in board.withheld:
        words += f" {number:,} could not be: {why}."
    return words


def season_words(board: SignalBoard) -> str:
    """Whether a season was taken out."""
    if board.by_values:
        return ""
    if board.season:
        return "A season that all areas share was found and taken out, so a winter alone is no signal."
    return "No season was taken out: none was found, or two whole earlier years are not known."


def alt_text(board: SignalBoard, signal: Signal) -> str:
    """The chart for those who do not see it."""
    highs = sum(signal.series.high[-signal.series.recent :])
    return (
        f"{signal.name}, {mid_sentence(board.measure.short_name)}: {len(signal.series.periods)} periods to "
        f"{period_words(signal.series.periods[-1])}; in {recent_words(signal)} {highs} of {signal.series.recent} "
        "above the upper limit or marked by a rule."
    )
