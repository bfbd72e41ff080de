"""Small boards of signals, made by hand."""

from __future__ import annotations

from dataclasses import replace

from charts.evidence import Measure, SourceItem
from charts.signals.figures import AMBER, RED, CardRow, Need, Series, Signal, SignalBoard
from data.keeping.card_store import Card
from data.schema import Polarity, ValueType

NAN = float("nan")
MEASURE = Measure(
    "referrals", "Referrals, adults", "Referrals", "per 1,000", ValueType.CRUDE_RATE, Polarity.LOW_IS_GOOD, 1, 1000.0,
    people="adults", numerator_name="new referrals", word="The rate of referrals",
)  # fmt: skip
SERIES = Series(
    ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"),
    (2.0, 2.4, NAN, 2.2, 4.5, 4.8),
    (2.2, 2.2, 2.3, 2.3, 2.2, 2.2),
    (1.1, 1.1, 1.2, 1.2, 1.1, 1.1),
    (3.3, 3.3, 3.4, 3.4, 3.3, 3.3),
    (False, False, False, False, True, True),
    2,
)
FIRST = Signal(
    "E1", "Yarmouth <Parade>", "Great Yarmouth", RED, True, True, 2.2, 4.65, 1.6, 3.1, SERIES,
    events=190.0, expected=120.4, strength=3.1, opinions=("By chance in one in 900.",), links=(("Map", "./?area=E1"),),
)  # fmt: skip
SECOND = replace(FIRST, code="E2", name="Belton", level=AMBER, others=False, opinions=())
NEEDS = (Need("Own past", "11 periods", "6 periods", True), Need("Past years", "61 periods", "6 periods", False))
BOARD = SignalBoard(
    MEASURE, "Norfolk", ("MSOA", "MSOAs"), SERIES.periods, (FIRST, SECOND),
    found=2, found_red=1, tested=120, withheld=(("no events at all", 5),), expected_false=0.01, flags_false=100,
    season=True, needs=NEEDS, sources=(SourceItem("A publisher", "A table", "2026"),),
)  # fmt: skip
CARD = Card(
    id="referrals-e1-2026-03", indicator_id="referrals", area_code="E1", level="msoa", period="2026-03",
    title="Yarmouth Parade: Referrals", signal="The rate rose.", action="Leaflets and a drop-in", owner="=PCN lead",
    reach="about 4,000 adults", next_check="2026-04-30", status="under way", changed=1,
)  # fmt: skip
ROW = CardRow(
    **{name: value for name, value in vars(CARD).items() if name not in ("changed", "removed")}, href="./signals?card=x"
)
