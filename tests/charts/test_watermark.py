"""The mark stands in pages, drawings, tables and documents, and leaves their figures alone."""

from __future__ import annotations

import csv
import io
import json

from charts import watermark
from charts.watermark import WORDS

FIGURE = '<p>1</p><svg viewBox="0 0 836 348" width="100%" role="img"><path d="M0,0"/></svg><p>2</p>'
SYMBOL = '<svg viewBox="0 0 12 12"><path d="M0,0"/></svg>'


def test_every_figure_is_marked_once_and_symbols_are_not() -> None:
    marked = watermark.on_drawings(FIGURE + SYMBOL + FIGURE)
    assert marked.count(WORDS) == 2 and SYMBOL in marked and marked.count("<path") == 3
    assert watermark.on_drawings(marked) == marked
    assert marked.index(WORDS) < marked.index("</svg>")
    named = FIGURE.replace("<path", f"<title>Source: {WORDS}, made by a program</title><path")
    assert watermark.on_drawings(named).count(WORDS) == 2  # a source that is called so is no mark


def test_a_table_is_marked_in_its_header_row_and_in_every_row() -> None:
    plain = '\ufeffarea,words\r\nE01,"a, b"\r\nE02,\'=1\r\n'.encode()
    rows = list(csv.reader(io.StringIO(watermark.on_table(plain).decode("utf-8-sig"), newline="")))
    assert rows == [[WORDS, "area", "words"], ["synthetic", "E01", "a, b"], ["synthetic", "E02", "'=1"]]


def test_a_document_says_what_it_is_and_keeps_its_content() -> None:
    marked = json.loads(watermark.on_data(b'{"block": 0, "columns": ["\xc3\xa9"]}'))
    assert marked == {"data": WORDS, "block": 0, "columns": ["é"]}
    assert watermark.on_data(b"[1]") == b"[1]"


def test_a_page_has_a_line_that_is_read_out() -> None:
    assert 'role="note"' in watermark.on_page() and "nobody was counted" in watermark.on_page()
