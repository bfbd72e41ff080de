"""By which test an area was judged, in one plain sentence.

Lives here: that sentence, and a benchmark's row as the test takes it. Not here: the test (`equity.comparing.against`).
"""

from __future__ import annotations

from charts.evidence import AreaRow, Measure
from equity.comparing.against import Basis, Benchmark, basis_of

TWO_SAMPLES = (
    "Any other benchmark (a system, a place, peers) is a sample too: the area and everybody in the benchmark who lives "
    "elsewhere are judged as a difference between two samples (Newcombe 1998 for percentages, the log ratio for "
    "rates). Where counts are not published the area’s interval is held against the value."
)
EXACT = "England’s value is taken as exact: better or worse means that the area’s 95 % interval leaves it out."
METHOD = f"{EXACT} {TWO_SAMPLES}"
TWO_LIMITS = (
    "Where 99.8 % limits are asked too, “(99.8 %)”, a darker colour and a line around the mark say that an area lies "
    "beyond those as well: by chance alone about 1 in 500 would. They come from counts, so an area whose limits are "
    "published without counts is told at 95 % only."
)
BASES = {
    Basis.EXACT: "Judged by the area’s 95 % interval",
    Basis.TWO_SAMPLES: "Judged as a difference between two samples",
}


def benchmark_of(row: AreaRow | None) -> Benchmark:
    """What areas are compared with; nothing where the row has no value."""
    if row is None:
        return Benchmark(float("nan"))
    return Benchmark(row.value, row.numerator, row.denominator, exact=row.role == "country")


def judged_words(measure: Measure, benchmark: AreaRow | None) -> str:
    """How the areas of a view were judged, "" where they are compared with nothing.

    "Judged as a difference between two samples: each area and everybody else in Norfolk and Waveney."
    """
    if benchmark is None or not benchmark.has_value:
        return ""
    basis = basis_of(measure.value_type, benchmark_of(benchmark))
    if basis is Basis.TWO_SAMPLES:
        return f"{BASES[basis]}: each area and everybody else in {benchmark.name}."
    if benchmark.role == "country":
        return f"{BASES[basis]} against the value of {benchmark.name}, which is taken as exact."
    return f"{BASES[basis]} against the value of {benchmark.name}: it has no counts to test."
