"""Words in a slide's placeholders: fitted to their place, with links to the view and to other slides; speaker notes.

Lives here: writing them. Not here: which words (`charts.slides.powerpoint`).
"""

from __future__ import annotations

from collections.abc import Sequence

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Pt

from charts.slides.layouts import FOOT, POINTS, Box
from charts.slides.plain import lines, plain, plain_lines, whole_sentences
from charts.slides.shown import Shown
from charts.taking.taken import Taken
from charts.words import period_words

LEADING = 1.2
SHARES = (
    1.0,
    0.9,
    0.8,
    0.7,
    0.6,
)  # of a placeholder's own letters: what does not fit at the last is the reader's to cut
OPEN = "Open this view"
JUMP = "ppaction://hlinksldjump"


def write(place: object, said: Sequence[str], *, size: float = 0.0) -> None:
    """Paragraphs into a placeholder; `size` in px where the layout's own letters are too large."""
    frame: TextFrame = place.text_frame
    for number, line in enumerate(said):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _run(paragraph, line, size=size)


def _run(paragraph: _Paragraph, said: str, *, bold: bool = False, size: float = 0.0) -> object:
    run = paragraph.add_run()
    run.text = said
    if bold:
        run.font.bold = True
    if size:
        run.font.size = Pt(size * POINTS)
    return run


def fit(place: object, size: float, *, room: Box, bold: bool = False) -> None:
    """Smaller letters, by PowerPoint's own fitting, where the words are too many for their place."""
    said = [paragraph.text for paragraph in place.text_frame.paragraphs]

    def high(share: float) -> float:
        deep = sum(lines(one, size * share, room=room.w, bold=bold) for one in said)
        return deep * size * share * LEADING

    share = next((one for one in SHARES if high(one) <= room.h + 1), SHARES[-1])
    if share < 1:
        place.text_frame._txBody.bodyPr.append(
            parse_xml(f'<a:normAutofit {nsdecls("a")} fontScale="{round(share * 100_000)}"/>')
        )


def source(place: object, shown: Shown, *, room: Box) -> None:
    """Method in a line, then source, licence, day and the way back to the view."""
    taken = shown.taken
    first = place.text_frame.paragraphs[0]
    method = plain(" ".join(taken.notes))
    if method:
        kept = whole_sentences(method, FOOT, room=room.w - 70, most=1)
        if lines(kept, FOOT, room=room.w - 70) <= 2:
            _run(first, "Method. ", bold=True)
            _run(first, kept)
            first = place.text_frame.add_paragraph()
            first.space_before = 0
    _run(first, "Source. ", bold=True)
    _run(first, f"{_fitting_source(taken, room)} ")
    if shown.link:
        _run(first, OPEN).hyperlink.address = shown.link
    fit(place, FOOT, room=room)


def source_words(taken: Taken) -> str:
    """Publisher, publication, licence and the day the figures were taken, in one line."""
    before, _, after = plain(taken.source).rpartition("Source: ")
    said = " ".join(part.strip() for part in (after, before) if part.strip()).rstrip(".")  # the publisher comes first
    licence = plain(taken.licence).rstrip(".")
    parts = [said, *([licence] if licence not in said else []), f"Taken on {period_words(taken.taken_on)}"]
    return "".join(f"{part}. " for part in parts if part).strip()


def _fitting_source(taken: Taken, room: Box) -> str:
    """What fits in two lines; every source stands in full on the last slides."""
    whole = source_words(taken)
    if lines(f"{whole} {OPEN}", FOOT, room=room.w - 150) <= 2:
        return whole
    day = f"Taken on {period_words(taken.taken_on)}."
    kept = whole_sentences(whole, FOOT, room=room.w * 0.72, most=1)
    return f"{kept} All sources: last slides. {plain(taken.licence).rstrip('.')}. {day}".replace(" . ", " ")


def jump(place: object, said: str, *, to: Slide) -> None:
    """A link to another slide, at the end of a placeholder's words."""
    paragraph = place.text_frame.paragraphs[-1]
    _run(paragraph, " · ")
    run = _run(paragraph, said)
    link = run._r.get_or_add_rPr().add_hlinkClick(place.part.relate_to(to.part, RT.SLIDE))
    link.set("action", JUMP)


def notes(slide: Slide, shown: Shown) -> None:
    """What the presenter wrote, then what the figure says, how it was made, where it is from."""
    taken, parts = shown.taken, [plain_lines(shown.notes)]
    if taken is None or shown.why:
        parts.append("\n".join(["This view cannot be shown as it was saved.", *map(plain, shown.why)]))
    else:
        parts += [plain(taken.sentence), "\n".join(plain(one) for one in taken.notes)]
        parts.append(f"Source: {source_words(taken)}")
    if shown.link:
        parts.append(f"The view: {shown.link}")
    slide.notes_slide.notes_text_frame.text = "\n\n".join(part for part in parts if part)
