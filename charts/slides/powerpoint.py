"""Views as PowerPoint slides: a title slide, one figure a slide, their tables behind, what it rests on.

Titles, words and tables are PowerPoint's own and can be edited; pictures and tables have words for those who do not see
them; each slide leads back to its view and to its table. Lives here: what stands on which slide, notes, links.
Not here: the template (`charts.slides.layouts`), which views (`pages.parts.presenting.slides`).
"""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence

from pptx.dml.color import RGBColor
from pptx.slide import Slide
from pptx.util import Emu, Pt

from charts.slides import layouts, sources_slide, words
from charts.slides.layouts import PX, Box
from charts.slides.picture import goes_on, pictured
from charts.slides.plain import lines, plain, plain_lines
from charts.slides.shown import Shown
from charts.slides.table import fitted, put
from charts.taking.taken import Taken
from charts.theme import INK, NEED_FILL

BESIDE_BELOW = 1.75  # width to height: a figure less wide stands beside its words
GOES_ON = "The upper part of the figure; the view has all of it."


class Show:
    """Slides in the making.

    Parameters
    ----------
    title
        Of the show.
    about
        Lines under it on the first slide: which pack, which day.
    marks
        What every slide has to say ("Synthetic training data"), () for nothing.
    """

    def __init__(self, title: str, *, about: Sequence[str], marks: Sequence[str]) -> None:
        self.file = layouts.blank()
        self.marks = tuple(marks)
        self.views: list[tuple[Shown, Slide]] = []
        core = self.file.core_properties
        core.title, core.author, core.language = plain(title), "Health equity dashboard", layouts.LANGUAGE
        core.comments = " ".join(marks)
        first = self._slide(layouts.OPENING, title)
        words.write(first.placeholders[layouts.SENTENCE_AT], [plain(line) for line in about])

    def add(self, shown: Shown) -> None:
        """One more view: its figure, or words why it cannot be shown."""
        title = shown.title or (shown.taken.title if shown.taken else "A view that cannot be shown")
        slide = self._figure(shown, title) if shown.taken and not shown.why else self._wrong(shown, title)
        words.notes(slide, shown)
        self.views.append((shown, slide))

    def content(self) -> bytes:
        """The file: tables and sources are put behind the figures."""
        for shown, slide in list(self.views):
            if shown.taken and not shown.why and shown.taken.rows:
                self._table(shown, slide)
        for title, said in sources_slide.parts([one.taken for one, _ in self.views if one.taken and not one.why]):
            slide = self._slide(layouts.WORDS, title)
            words.write(slide.placeholders[layouts.SENTENCE_AT], said, size=sources_slide.SIZE)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _slide(self, name: str, title: str) -> Slide:
        layout = next(one for one in self.file.slide_layouts if one.name == name)
        slide = self.file.slides.add_slide(layout)
        slide.shapes.title.text_frame.text = plain(title)
        words.fit(slide.shapes.title, layouts.TITLE, room=layouts.boxes(name)["title"], bold=True)
        for place in layout.placeholders:
            if place.placeholder_format.idx == layouts.NUMBER_AT:
                slide.shapes._spTree.append(_number(place))
        if self.marks:
            self._marked(slide)
        return slide

    def _marked(self, slide: Slide) -> None:
        said = " · ".join(self.marks)
        wide = 9.2 * len(said) + 20
        box = slide.shapes.add_textbox(*(Emu(round(one * PX)) for one in (layouts.WIDE - 56 - wide, 11, wide, 24)))
        box.name = "Caution"
        box.fill.solid()
        box.fill.fore_color.rgb = RGBColor.from_string(NEED_FILL[1:])
        box.text_frame.margin_top = box.text_frame.margin_bottom = 0
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = plain(said), Pt(12), True
        run.font.color.rgb = RGBColor.from_string(INK[1:])

    def _figure(self, shown: Shown, title: str) -> Slide:
        taken = shown.taken
        long = lines(plain(title), layouts.TITLE, room=layouts.INSIDE, bold=True) > 1
        beside = taken.width / taken.height < BESIDE_BELOW and not goes_on(taken)
        names = (layouts.BESIDE, layouts.BESIDE_LONG) if beside else (layouts.ABOVE, layouts.ABOVE_LONG)
        name = names[long]
        slide, at = self._slide(name, title), layouts.boxes(name)
        sentence = slide.placeholders[layouts.SENTENCE_AT]
        words.write(sentence, [plain(taken.sentence), *([GOES_ON] if goes_on(taken) else [])])
        wide = _picture(slide, taken, at["picture"])
        if beside and wide < at["picture"].w - 40:  # a narrow figure leaves its words more room
            _moved(sentence, at["sentence"], by=at["picture"].w - wide)
        words.fit(sentence, 24.0 if beside else layouts.SENTENCE, room=at["sentence"])
        words.source(slide.placeholders[layouts.SOURCE_AT], shown, room=at["source"])
        return slide

    def _wrong(self, shown: Shown, title: str) -> Slide:
        slide = self._slide(layouts.WORDS, title)
        why = ["This view cannot be shown as it was saved.", *map(plain, shown.why)]
        words.write(slide.placeholders[layouts.SENTENCE_AT], why)
        return slide

    def _table(self, shown: Shown, figure: Slide) -> None:
        taken = shown.taken
        title = f"Table: {shown.title or taken.title}"
        long = lines(plain(title), layouts.TITLE, room=layouts.INSIDE, bold=True) > 1
        name = layouts.TABLE_LONG if long else layouts.TABLE
        at = layouts.boxes(name)
        fit = fitted(taken.columns, taken.rows, room=at["table"])
        if not fit.rows:
            return
        slide = self._slide(name, title)
        alt = f"Table of {plain(title).removeprefix('Table: ')}: {', '.join(fit.columns)}. {fit.left_out}".strip()
        put(slide.placeholders[layouts.TABLE_AT], fit, alt=alt)
        beneath = slide.placeholders[layouts.SENTENCE_AT]
        words.write(beneath, [fit.left_out]) if fit.left_out else beneath._element.getparent().remove(beneath._element)
        words.source(slide.placeholders[layouts.SOURCE_AT], shown, room=at["source"])
        numbers = {one.slide_id: number for number, one in enumerate(self.file.slides, 1)}
        words.jump(figure.placeholders[layouts.SOURCE_AT], f"Table: slide {numbers[slide.slide_id]}", to=slide)
        words.jump(slide.placeholders[layouts.SOURCE_AT], f"Figure: slide {numbers[figure.slide_id]}", to=figure)
        words.notes(slide, Shown("", "", shown.link, taken))


def _number(place: object) -> object:
    """The slide's number, as the layout has it; a slide has only the placeholders it is given."""
    made = copy.deepcopy(place._element)
    made.spPr[:] = []
    return made


def _moved(place: object, box: Box, *, by: float) -> None:
    """A placeholder that begins further to the left and ends where it did."""
    sizes = (box.x - by, box.y, box.w + by, box.h)
    place.left, place.top, place.width, place.height = (Emu(round(one * PX)) for one in sizes)


def _picture(slide: Slide, taken: Taken, room: Box) -> float:
    """The figure as large as fits, unchanged in its proportions; returns its width, px.

    The lower part of one too high to be read is cropped: PowerPoint keeps it and can bring it back.
    """
    made = pictured(taken, room=(room.w, room.h))
    picture = slide.placeholders[layouts.PICTURE_AT].insert_picture(io.BytesIO(made.content))
    picture.crop_left = picture.crop_right = picture.crop_top = 0
    picture.crop_bottom = 1 - made.shown
    across = room.x if room.w < layouts.INSIDE else room.x + (room.w - made.width) / 2
    picture.left, picture.top = Emu(round(across * PX)), Emu(round(room.y * PX))
    picture.width, picture.height = Emu(round(made.width * PX)), Emu(round(made.height * made.shown * PX))
    picture._element.nvPicPr.cNvPr.set("descr", plain_lines(taken.alt))
    return made.width
