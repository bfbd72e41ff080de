"""Larger letters get room: names at the ends of lines, rows under an axis; what follows the drawing moves down."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from charts.slides import apart
from charts.slides.lettering import Word, grown, words

LETTERS = 24.0


def document(*inside: str) -> etree._Element:
    drawn = f'<svg width="800" height="400" viewBox="0 0 800 400">{"".join(inside)}</svg>'
    return etree.fromstring(
        '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="430" viewBox="0 0 800 430">'
        f'<g>{drawn}</g><g transform="translate(0,410)"><text font-size="12">A key</text></g></svg>'
    )


def text(x: float, y: float, said: str, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size="12" {more}>{said}</text>'


def placed(root: etree._Element) -> dict[str, Word]:
    found = apart.with_room(root, [grown(word, LETTERS) for word in words(root) if word.said])
    return {word.said: word for word in found}


def test_names_at_the_ends_of_lines_get_an_edge_and_stand_under_each_other_in_their_order() -> None:
    names = [text(700, y, said) for y, said in ((100, "Norfolk and Waveney"), (104, "81.7 %"), (110, "England"))]
    root = document(*names)
    found = placed(root)
    assert 900 < apart.size(root)[0] <= 960  # as wide as the longest name, a fifth at most
    rows = [found[one].at[1] for one in ("Norfolk and Waveney", "81.7 %", "England")]
    assert all(after - before >= LETTERS for before, after in pairwise(rows))
    assert rows[0] < 100 and rows[2] > 110  # the room is taken from above and below
    for word in found.values():
        assert float(word.element.get("y")) == round(word.at[1], 1)


def test_rows_under_an_axis_stand_a_line_apart_and_what_follows_moves_down() -> None:
    middle = 'text-anchor="middle"'
    root = document(
        text(30, 340, "50", 'text-anchor="end"'), text(100, 350, "1", middle), text(300, 350, "2", middle),
        text(100, 364, "64.6", middle), text(100, 378, "Most deprived fifth"),
    )  # fmt: skip
    found = placed(root)
    rows = [found[one].at[1] for one in ("1", "64.6", "Most deprived fifth")]
    assert all(after - before >= LETTERS for before, after in pairwise(rows))
    assert found["1"].at[1] == found["2"].at[1] == 350 and found["50"].at[1] == 340
    grew = round(apart.size(root)[1] - 430, 1)
    assert grew == round(rows[2] - 378, 1)
    assert root[1].get("transform") == f"translate(0,{410 + grew:.1f})"


def test_a_map_bars_with_words_and_drawings_beside_each_other_stay_as_they_are() -> None:
    rows = (text(100, 350, "1"), text(100, 360, "2"), text(700, 100, "A name that is longer than its room"))
    barred = document(*rows[:2], text(100, 370, "Norfolk", 'data-middle="366"'))
    for root in (document("<pattern/>", *rows), barred):
        found = [grown(word, LETTERS) for word in words(root)]
        before = [word.at for word in found]
        assert [word.at for word in apart.with_room(root, found)] == before and apart.size(root) == (800, 430)
    two = document(*rows)
    two.append(etree.fromstring(etree.tostring(two[0])))
    apart.with_room(two, [grown(word, LETTERS) for word in words(two)])
    assert apart.size(two) == (800, 430)
