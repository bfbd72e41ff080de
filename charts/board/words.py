"""The board in plain words: finding, lead, subtitle, judgement, sentence, gap and trend of a tile.

Lives here: sentences made from the same released numbers as tiles, table and file. Nothing here says why something is
so. Not here: the strips under the tiles (`charts.board.strips`), numbers as text (`charts.words`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from charts.board.lenses import Board, Fifths, Tile
from charts.card_words import card_sentence
from charts.evidence import AreaRow, Measure
from charts.marks import comparison_words
from charts.trend.trend_evidence import Line
from charts.words import about, interval_text, mid_sentence, number_text, period_phrase, period_words, value_text
from data.schema import Polarity, ValueType
from equity.comparing.comparison import Comparison
from equity.comparing.trend import Direction

LONGEST = 84  # characters of a finding
ENGLAND = "England"
LONG_VALUE = 9  # characters; a longer value has its unit beside it
_GOOD = {Polarity.HIGH_IS_GOOD: Direction.INCREASING, Polarity.LOW_IS_GOOD: Direction.DECREASING}
_OUTCOMES = (Comparison.WORSE, Comparison.SIMILAR, Comparison.BETTER, Comparison.LOWER, Comparison.HIGHER)


def finding(board: Board) -> str:
    """The headline: how the leading measure stands, and its gap; true of the numbers shown."""
    if not board.tiles:
        return f"No measure of this pack has a figure for {board.name}"
    tile = board.tiles[0]
    stands = standing_words(tile)
    start = f"{tile.measure.short_name}: {mid_sentence(stands)}" if stands else _plain_value(tile, board)
    choices = [start, tile.measure.short_name]
    if tile.fifths.known:
        shorter = f"{start.rsplit(' (', 1)[0]};" if stands else f"{tile.measure.short_name}:"
        choices = [f"{start}; {_behind(tile)}", f"{shorter} {_behind(tile)}", *choices]
    return next(words for words in choices if len(words) <= LONGEST or words == choices[-1])


def _plain_value(tile: Tile, board: Board) -> str:
    return f"{tile.measure.short_name}: {value_words(tile)[0]} in {board.name}"


def _behind(tile: Tile) -> str:
    """ "most deprived fifth 22.5 points behind the least"; on the other side "ahead of"; without a direction apart."""
    gap, polarity = tile.fifths.gap, Polarity(tile.measure.polarity)
    size = size_words(gap.value, tile.measure)
    if number_text(abs(gap.value), tile.measure.decimals) == "0":
        return "no gap between most and least deprived fifth"
    if polarity == Polarity.NONE:
        return f"most and least deprived fifth {size} apart"
    side = "ahead of" if tile.fifths.reversed_by(polarity) else "behind"
    return f"most deprived fifth {size} {side} the least"


def size_words(size: float, measure: Measure) -> str:
    """A difference without its sign: "22.5 points", "68 per 100,000 a year"."""
    number = number_text(abs(size), measure.decimals)
    return f"{number} points" if measure.unit == "%" else f"{number} {measure.unit}".strip()


def lead(board: Board) -> str:
    """The leading value beside its benchmark, and how many measures stand on which side."""
    if not board.tiles:
        return "Each measure says below why it has none. Choose another system or place."
    tile = board.tiles[0]
    row, other = tile.rows[0], tile.benchmark
    against = f", against {value_text(other.value, tile.measure)} in {other.name}" if other is not None else ""
    when = period_phrase(tile.measure, tile.period)
    words = f"{_subject(tile, row)} {when}{against}."
    return f"{words} {tally(board)}".strip()


def _subject(tile: Tile, row: AreaRow) -> str:
    measure = tile.measure
    shown = value_text(row.value, measure)
    if measure.value_type == ValueType.PROPORTION and measure.numerator_name:
        return f"In {row.name} {shown} {measure.numerator_name}"
    return f"In {row.name} {mid_sentence(measure.noun)} was {shown}"


def tally(board: Board) -> str:
    """ "Of 4 compared: 1 worse, 2 similar and 1 mixed."; "" where none could be compared; England is the benchmark."""
    if board.kind == "country":
        return "England is itself what others are compared with."
    told = [(tile.measure, word) for tile in board.tiles if (word := _outcome(tile))]
    if len(told) < 2:
        return f"One measure can be compared, {told[0][0].name}: {told[0][1]}." if told else ""
    found = Counter(word for _, word in told)
    order = [*map(str, _OUTCOMES), "mixed"]
    parts = [f"{found[word]} {word}" for word in order if found[word]]
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Of {len(told)} compared: {joined}."


def _outcome(tile: Tile) -> str:
    """The outcome that all rows share, "mixed", or "" where none is compared."""
    outcomes = {str(row.compared) for row in tile.rows} - {str(Comparison.NOT_COMPARED)}
    return "" if not outcomes else outcomes.pop() if len(outcomes) == 1 else "mixed"


def subtitle(board: Board) -> str:
    """Footprint, what it is made of, and that each tile names its period."""
    made = f"{board.name}, {board.words}" if board.words else board.name
    system = f", in {board.system}" if board.system else ""
    newest = f"figures to the end of {board.until}" if board.until else "latest figures, each tile names its own period"
    beside = f"; compared with {board.beside}" if board.beside else ""
    return f"{made}{system}; footprint as on {period_words(board.on)}; {newest}{beside}"


def value_words(tile: Tile) -> tuple[str, str]:
    """The large value of a tile and what stands beside it."""
    rows, measure = tile.rows, tile.measure
    if len(rows) > 2:
        ends = sorted(row.value for row in rows)
        unit = f" {measure.unit}" if measure.unit == "%" else ""
        low, high = (number_text(end, measure.decimals) for end in (ends[0], ends[-1]))
        return f"{low} to {high}{unit}", f"{len(rows)} {tile.kind}"
    words = value_text(rows[0].value, measure)
    long = len(words) > LONG_VALUE
    number = value_text(rows[0].value, measure, unit=not long)
    beside = [measure.unit] if long else []
    if len(rows) == 2:
        beside.append(f"{rows[0].name}; {rows[1].name} {value_text(rows[1].value, measure, unit=not long)}")
    elif not tile.own:
        beside.append(rows[0].name)
    elif rows[0].has_interval:
        beside.append(interval_text(rows[0].lower_ci, rows[0].upper_ci, measure=measure, unit=False))
    return number, ", ".join(beside)


def standing_words(tile: Tile) -> str:
    """The outcome against the benchmark, its value in brackets; "" where nothing is compared."""
    outcome = _outcome(tile)
    if not outcome or outcome == "mixed" or tile.benchmark is None:
        return ""
    words = comparison_words(outcome, tile.benchmark_word)
    every = {1: "", 2: "Both "}.get(len(tile.rows), f"All {len(tile.rows)} ")
    start = f"{every}{mid_sentence(words)}" if every else words
    return f"{start} ({_brief(tile.benchmark.value, tile.measure)})"


def _brief(value: float, measure: Measure) -> str:
    """A value with a short unit, without a long one."""
    return value_text(value, measure, unit=len(value_text(value, measure)) <= LONG_VALUE)


def not_compared_words(tile: Tile) -> str:
    """Why a tile has no mark but the dash."""
    if tile.measure.value_type == ValueType.COUNT:
        return "Not compared: a count"
    if tile.benchmark is not None:
        return "Not compared: no interval"
    if tile.own and all(row.name == ENGLAND for row in tile.rows):
        return "England is what others are compared with"
    return "Not compared: no benchmark value"


def sentence(tile: Tile) -> str:
    """One plain sentence with numbers of people."""
    measure, rows = tile.measure, tile.rows
    if tile.own:
        brief = replace(measure, people=measure.people.split(":")[0])
        words = card_sentence(brief, rows[0], period=tile.period)
        other = tile.benchmark if not standing_words(tile) else None
        return f"{words} {other.name} {value_text(other.value, measure)}." if other is not None else words
    if len(rows) > 2:
        low, high = min(rows, key=lambda row: row.value), max(rows, key=lambda row: row.value)
        only = f" {_having(tile)}" if tile.coverage else ""
        ends = f"Lowest in {low.name} ({value_text(low.value, measure)}), highest in {high.name}"
        return f"{ends} ({value_text(high.value, measure)}).{only}"
    counted = [row for row in rows if row.has_counts]
    if measure.value_type == ValueType.PROPORTION and len(counted) == len(rows):
        return _people(tile)
    whole = f"Published for the whole of {' and '.join(row.name for row in rows)}."
    return f"{whole} {_having(tile)}" if tile.coverage else whole


def _having(tile: Tile) -> str:
    """ "1 of 6 upper-tier authorities has a value." """
    return f"{tile.coverage} {'has' if len(tile.rows) == 1 else 'have'} a value."


def _people(tile: Tile) -> str:
    """ "In Norfolk about 820 and in Suffolk about 660 children ... had not had two doses of MMR in 2024/25." """
    measure = tile.measure
    behind = bool(measure.complement) and measure.polarity == Polarity.HIGH_IS_GOOD
    counts = [row.denominator - row.numerator if behind else row.numerator for row in tile.rows]
    each = [f"in {row.name} {about(count)}" for row, count in zip(tile.rows, counts, strict=True)]
    joined = " and ".join(each)
    did = measure.complement if behind else measure.numerator_name
    words = f"{joined[:1].upper()}{joined[1:]} {measure.people_short or measure.people or 'people'} {did}"
    return f"{words} {period_phrase(measure, tile.period)}."


def gap_title(tile: Tile) -> str:
    """The size of the gap, or that there is none in the pack."""
    if tile.fifths.known:
        return size_words(tile.fifths.gap.value, tile.measure)
    return "Not calculated" if tile.measure.value_type == ValueType.COUNT else "Not in this pack"


def gap_words(tile: Tile) -> str:
    """What the fifths are, on which side the gap is, and whether chance alone could make it."""
    fifths = tile.fifths
    if not fifths.known:
        return fifths.reason
    return "; ".join([f"Fifths of its {fifths.of}, IMD 2019", *_gap_notes(fifths, tile.measure)]) + "."


def _gap_notes(fifths: Fifths, measure: Measure) -> list[str]:
    gap = fifths.gap
    notes = []
    if gap.clear is not None:
        low, high = (number_text(end, measure.decimals) for end in sorted((abs(gap.lower), abs(gap.upper))))
        if not gap.clear:
            low, high = (number_text(abs(end), measure.decimals) for end in (gap.lower, gap.upper))
            low, high = f"{low} lower", f"{high} higher, so chance alone could make it"
        notes.append(f"95 % interval {low} to {high}")
    if fifths.reversed_by(measure.polarity) and gap.clear is not False and gap.value:
        notes.append(f"reversed: {'higher' if gap.value > 0 else 'lower'} where more deprived")
    return notes


def trend_words(tile: Tile) -> list[tuple[str, str]]:
    """Direction and words of each asked line; lines that say the same are said once."""
    lines = [line for line in tile.lines if line.role != "benchmark"]
    told = {line.name: _trend(line, tile.measure) for line in lines}
    if not told:
        return [(str(Direction.NOT_CALCULATED), "Trend could not be calculated: one period.")]
    if len(set(told.values())) == 1:
        direction, words = next(iter(told.values()))
        return [(direction, f"Trend {words}")]
    return [(direction, f"{name}: trend {words}") for name, (direction, words) in told.items()]


def _trend(line: Line, measure: Measure) -> tuple[str, str]:
    trend = line.trend
    if trend is None or trend.direction == Direction.NOT_CALCULATED:
        return str(Direction.NOT_CALCULATED), f"could not be calculated: {trend.reason if trend else 'no value.'}"
    span = f"{period_words(trend.periods[0])} to {period_words(trend.periods[-1])}"
    if trend.direction == Direction.NO_CHANGE:
        return str(trend.direction), f"shows no clear change, {span}."
    good = _GOOD.get(Polarity(measure.polarity))
    judged = "" if good is None else ", getting better" if good == trend.direction else ", getting worse"
    return str(trend.direction), f"{trend.direction}{judged}, {span}."
