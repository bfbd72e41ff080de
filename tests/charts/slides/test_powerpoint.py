"""Slides that a board can edit: titles and tables of PowerPoint's own, one figure a slide, words for every picture."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu

from charts import watermark
from charts.slides import layouts
from charts.slides.shown import Shown
from tests.charts.slides.made import COLUMNS, content, figure, opened, texts

LINK = "http://a.server/base/gradient?indicator=covid_dose1&place=pl-gyw"
EVIL = "=cmd|\"/C calc\"!A1, 'quoted' <b>&\x07\x1b\ud800"


def view(**given: object) -> Shown:
    """A view with the presenter's words."""
    return Shown("", "Say this first.\nThen that.", LINK, figure(**given))


def test_one_figure_a_slide_its_table_behind_and_the_sources_last() -> None:
    file = opened([view(), Shown("What the board should see", "", LINK, figure(size=(836, 480)))])
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [
        "For the board",
        figure().title,
        "What the board should see",
        f"Table: {figure().title}",
        "Table: What the board should see",
        "Sources",
        "Methods and cautions",
    ]
    pictures = [[one for one in slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.PICTURE]
                for slide in file.slides]  # fmt: skip
    assert [len(found) for found in pictures] == [0, 1, 1, 0, 0, 0, 0]
    assert (file.slide_width, file.slide_height) == (Emu(12192000), Emu(6858000))  # 16:9


def test_every_word_picture_and_table_stands_in_a_placeholder() -> None:
    file = opened([view(), Shown("Gone", "", "", None, ("There is no page called “x”.",))])
    for slide in file.slides:
        assert all(shape.is_placeholder for shape in slide.shapes)
        assert slide.shapes.title.text_frame.text
        assert all(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)  # nothing asks to be filled


def test_the_picture_keeps_its_proportions_and_stays_in_its_place() -> None:
    for size in ((1168, 460), (836, 480), (400, 700), (1200, 300)):
        slide = opened([view(size=size)]).slides[1]
        picture = slide.placeholders[layouts.PICTURE_AT]
        assert picture.width / picture.height == pytest.approx(size[0] / size[1], rel=0.001)
        assert picture.left >= 0 and picture.top > slide.shapes.title.top + slide.shapes.title.height
        assert picture.left + picture.width <= Emu(12192000) and picture.top + picture.height <= Emu(630 * 9525)
        said = slide.placeholders[layouts.SENTENCE_AT]
        apart = said.left >= picture.left + picture.width or said.top + said.height <= picture.top
        assert apart  # words and picture never cover each other
        assert (picture.crop_left, picture.crop_top) == (0, 0)


def test_of_a_figure_too_high_to_be_read_the_upper_part_is_shown_and_nothing_is_lost() -> None:
    slide = opened([view(size=(1000, 1500))]).slides[1]
    picture = slide.placeholders[layouts.PICTURE_AT]
    whole = picture.height / (1 - picture.crop_bottom)
    assert 0.5 < picture.crop_bottom < 0.9
    assert picture.width / whole == pytest.approx(1000 / 1500, rel=0.001)
    assert picture.width / 9525 >= 0.99 * 1000  # letters as large as on the page
    assert "the view has all of it" in slide.placeholders[layouts.SENTENCE_AT].text_frame.text


def test_picture_and_table_have_words_for_those_who_do_not_see_them() -> None:
    file = opened([view()])
    described = {
        node.get("descr")
        for slide in file.slides
        for shape in slide.shapes
        if shape.shape_type is not None and not shape.has_text_frame
        for node in shape._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr")
    }
    assert figure().alt in described
    assert any(words and words.startswith(f"Table of {figure().title}: Area, Uptake") for words in described)
    assert None not in described


def test_the_table_is_native_and_has_the_view_s_rows() -> None:
    slide = opened([view(rows=5)]).slides[2]
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    found = [[cell.text for cell in row.cells] for row in table.rows]
    assert found == [list(COLUMNS), *map(list, figure(rows=5).rows)]
    assert table.first_row


def test_notes_say_what_the_presenter_wrote_and_what_it_rests_on() -> None:
    said = opened([view()]).slides[1].notes_slide.notes_text_frame.text
    parts = ("Say this first.\nThen that.", figure().sentence, "Deciles are of England.", "OGL v3.0", LINK)
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)


def test_source_licence_day_and_the_way_back_stand_on_the_slide() -> None:
    file = opened([view()])
    shape = file.slides[1].placeholders[layouts.SOURCE_AT]
    assert "NHS England, COVID-19 Vaccinations, 8 July 2021; derived. OGL v3.0. Taken on 22 November 2026." in (
        shape.text_frame.text
    )
    runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    assert [run.hyperlink.address for run in runs if run.text == "Open this view"] == [LINK]
    assert runs[-1].text == "Table: slide 3"  # and a jump to the table
    back = file.slides[2].placeholders[layouts.SOURCE_AT].text_frame.text
    assert back.endswith("Figure: slide 2")


def test_a_view_that_cannot_be_shown_says_why() -> None:
    slide = opened([Shown("", "Notes", "", None, ("There is no page called “nowhere”.",)), view()]).slides[1]
    assert "There is no page called “nowhere”." in " ".join(texts(slide))
    assert "There is no page" in slide.notes_slide.notes_text_frame.text


def test_synthetic_figures_are_marked_on_every_slide_and_in_every_picture() -> None:
    file = opened([view(synthetic=True)], marks=[watermark.WORDS])
    assert all(any(watermark.WORDS in words for words in texts(slide)) for slide in file.slides)
    plain = opened([view()]).slides[1].placeholders[layouts.PICTURE_AT].image.blob
    assert file.slides[1].placeholders[layouts.PICTURE_AT].image.blob != plain
    assert not any(watermark.WORDS in words for slide in opened([view()]).slides for words in texts(slide))


def test_every_slide_but_the_first_has_its_number() -> None:
    for number, slide in enumerate(opened([view()]).slides, 1):
        fields = slide.element.findall(".//{http://schemas.openxmlformats.org/drawingml/2006/main}fld")
        assert [one.get("type") for one in fields] == (["slidenum"] if number > 1 else [])


def test_names_stay_text_and_the_file_is_sound_xml() -> None:
    made = content([Shown(EVIL, EVIL, LINK, figure(name=EVIL, title=EVIL, alt=EVIL, sentence=EVIL, notes=(EVIL,)))])
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
        slides = "".join(
            parts.read(name).decode() for name in parts.namelist() if re.match(r"ppt/slides/\w+\.xml", name)
        )
    assert "_x00" not in slides and "\x07" not in slides
    file = opened([Shown(EVIL, "", LINK, figure(name=EVIL))])
    title = file.slides[1].shapes.title.text_frame.text
    assert title == "=cmd|\"/C calc\"!A1, 'quoted' <b>&"
    table = next(shape.table for shape in file.slides[2].shapes if shape.has_table)
    assert table.cell(1, 0).text == f"{title} 0"


def test_a_show_without_a_table_without_notes_without_a_link() -> None:
    bare = figure(rows=0, notes=(), licence="", source="")
    file = opened([Shown("", "", "", bare)])
    assert [slide.shapes.title.text_frame.text for slide in file.slides] == ["For the board", bare.title, "Sources"]
    shape = file.slides[1].placeholders[layouts.SOURCE_AT]
    assert shape.text_frame.text.strip() == "Source. Taken on 22 November 2026."
