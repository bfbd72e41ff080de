"""The board pack read back: its words and numbers, its tags, its links; names that are markup stay text."""

import io
from dataclasses import replace

import pypdf
import pytest

from charts.taking import board_pack, reading
from charts.taking.board_pack import BoardPack, Chapter, Part
from charts.taking.pack_template import TEMPLATE
from charts.taking.reading import ShownPage
from tests.charts.taking.test_reading import HEAD, board

EVIL = ("=cmd|' /C calc'!A0", "#panic(1) $x$ @ref *b* _i_", '"quoted", <b>bold</b> & co', "`raw` \\ // --- [x](y)")


def pack(**changes) -> BoardPack:
    page = ShownPage("board", "", HEAD, board(EVIL), address="/board", made_on="2026-06-03")
    taken = replace(reading.read(page)[0], **changes)
    chapters = [Chapter(EVIL[1], taken, "https://example.org/board?place=a&date=b")]
    return BoardPack(EVIL[0], chapters, [Part("Methods", ((EVIL[2], (("Trend", EVIL[3]), ("Trend", "B"))),))], (), "A")


@pytest.fixture(scope="module")
def document() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(board_pack.pdf(pack())))


def plain(document: pypdf.PdfReader) -> str:
    """All words of a document, spaces made one."""
    return " ".join(" ".join(page.extract_text() for page in document.pages).split())


def test_every_name_of_readers_and_publishers_is_text(document):
    said = plain(document)
    for name in EVIL:
        assert name in said
    for cell in ("55.4 Worse", "Area", "First dose 2021, %", "Open Government Licence v3.0"):
        assert cell in said


def test_it_is_tagged_in_british_english_with_title_contents_and_alternative_texts(document):
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert document.metadata.title == f"Three lenses: {EVIL[0]}"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "StructTreeRoot" in str(root.keys())
    assert [one.title for one in document.outline if not isinstance(one, list)] == [EVIL[1], "Methods"]


def test_pages_are_a4_and_link_to_the_view(document):
    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in document.pages} == {
        (595, 842)
    }
    links = [note.get_object() for page in document.pages for note in page.get("/Annots", [])]
    assert "https://example.org/board?place=a&date=b" in {str(one["/A"].get("/URI")) for one in links if "/A" in one}


def test_a_long_table_says_how_many_of_its_rows_are_printed():
    many = tuple((f"Area {n}", str(n)) for n in range(60))
    said = plain(pypdf.PdfReader(io.BytesIO(board_pack.pdf(pack(rows=many)))))
    assert "The first 45 of 60 rows." in said and "Area 44" in said and "Area 45 " not in said


def test_a_long_text_is_not_said_twice_one_under_the_other():
    long = "Trend could not be calculated: five years of figures are needed"
    rows = tuple((f"Area {n}", "55.4 %", long if n < 3 else "Short") for n in range(5))
    said = plain(pypdf.PdfReader(io.BytesIO(board_pack.pdf(pack(columns=("Area", "Value", "Note"), rows=rows)))))
    assert said.count(long) == 1 and said.count("As above") == 2 and said.count("Short") == 2


def test_a_sentence_instead_of_numbers_is_as_wide_as_the_table():
    said = "No figure for Riverside: minutes to the nearest unit are of small areas and not averaged"
    made = board_pack.pdf(pack(rows=((said, ""), ("Area 1", "55.4"))))
    lines = [line for page in pypdf.PdfReader(io.BytesIO(made)).pages for line in page.extract_text().splitlines()]
    assert said in [line.strip() for line in lines]


def test_pages_of_synthetic_figures_say_so():
    marked = plain(pypdf.PdfReader(io.BytesIO(board_pack.pdf(pack(synthetic=True)))))
    assert marked.count("Synthetic training data") >= 3
    assert "Synthetic" not in plain(pypdf.PdfReader(io.BytesIO(board_pack.pdf(pack()))))
    assert "data.json" in TEMPLATE


def test_figures_keep_to_the_page_and_files_have_plain_names():
    for size in ((836, 472), (1000, 5000), (3000, 200)):
        width, height = board_pack.fitted(*size)
        assert width <= board_pack.WIDE and height <= board_pack.TALL
        assert abs(width / height - size[0] / size[1]) / (size[0] / size[1]) < 0.02
    assert board_pack.file_name(pack()) == "board-pack-cmd-c-calc-a0-2026-06-03.pdf"
