"""Words and table of age-standardised values: what is shown, why something is withheld, nothing unescaped."""

from __future__ import annotations

import pytest

from charts.evidence import AreaRow
from charts.standardised_table import REASONS, AgeStandardised, how_words, standardised_html, value_words
from equity.result import Reason
from tests.charts.views import UPTAKE

FULL = AreaRow("a", "a", value=79.16, lower_ci=79.0, upper_ci=79.32, numerator=157_110, coverage=1.0)


def test_a_value_with_its_interval_and_what_limits_it() -> None:
    assert value_words(FULL, UPTAKE) == "79.2 % (79.0 to 79.3)"
    cut = AreaRow("a", "a", value=79.16, lower_ci=79.0, upper_ci=79.32, coverage=0.95, apportioned=0.113)
    assert value_words(cut, UPTAKE) == "79.2 % (79.0 to 79.3, covers 95 %, 11 % shared out by residents)"


@pytest.mark.parametrize(
    "reason", [reason for reason in Reason if "stratum" in reason or reason == Reason.TOO_FEW_EVENTS]
)
def test_every_reason_has_words(reason: Reason) -> None:
    assert value_words(AreaRow("a", "a", reason=reason), UPTAKE) == f"Withheld: {REASONS[reason]}"


def test_an_unknown_reason_is_still_no_number() -> None:
    assert value_words(AreaRow("a", "a", reason="odd"), UPTAKE) == "Withheld: no figures"


def test_the_section_is_a_table_a_sentence_or_nothing() -> None:
    assert standardised_html(None, UPTAKE) == ""
    refused = standardised_html(AgeStandardised(refused="Not <b>here</b>."), UPTAKE)
    assert "Not &lt;b&gt;here&lt;/b&gt;." in refused and "<table" not in refused
    none = AreaRow("b", "b", reason=Reason.TOO_FEW_EVENTS)
    rows = (("Great <Yarmouth>", FULL, FULL), ("Small", AreaRow("b", "b"), none))
    found = AgeStandardised(rows, ("16-24", "25-79", "80+"), "standard of 2013 (Eurostat, 2013)")
    made = standardised_html(found, UPTAKE)
    assert made.count("<tr>") == 3 and "Great &lt;Yarmouth&gt;" in made
    assert '<td class="he-r">79.2\u00a0% (79.0 to 79.3)</td><td class="he-r">157,110</td>' in made
    assert (
        '<td class="he-r">No value</td><td class="he-r">Withheld: fewer than 10 in all</td><td class="he-r"></td>'
        in made
    )
    assert "3 age bands (from 16-24 to 80+)" in how_words(found)
