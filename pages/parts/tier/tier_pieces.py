"""Everything the tier page says about a question, made once: head, table with bars, sentences, source, file address.

Lives here: which piece is made by which function of `charts`. Not here: any number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from charts.evidence import SourceItem
from charts.frame.head import head_html
from charts.markup import text
from charts.source_line import source_line
from charts.tier import tier_table, tier_words
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.asking.selection import Selection
from pages.parts.showing.map_component import base_path
from pages.parts.tier import tier_question
from pages.parts.tier.tier_split import tiers


@dataclass(frozen=True)
class Pieces:
    """HTML and addresses of one question."""

    head: str
    body: str
    csv: str


@lru_cache(maxsize=128)
def pieces(asked: Selection) -> Pieces:
    """Make the pieces of a question."""
    shown = tiers(asked)
    named = source_of(asked.indicator)
    listed = "".join(f"<li>{text(words)}</li>" for words in tier_words.cautions(shown))
    query = urlencode(address.query(tier_question.parameters(asked), tier_question.landing()))
    return Pieces(
        head=head_html(tier_words.finding(shown), tier_words.lead(shown), under=tier_words.subtitle(shown)),
        body=(
            f'<div class="ht-page">{tier_table.tier_table(shown)}<p>{text(tier_words.events_sentence(shown))}</p>'
            f"<ul>{listed}</ul>{source_line([named], tail=tier_words.RULE)}</div>"
        ),
        csv=f"{base_path()}/r/tier.csv?{query}",
    )


def source_of(indicator: str) -> SourceItem:
    """Where the events of a measure are from."""
    pack = opened_pack.pack()
    source = pack.sources[pack.indicators[indicator].source]
    return SourceItem(source.publisher, source.title, source.published, derived=True, licence=source.licence)
