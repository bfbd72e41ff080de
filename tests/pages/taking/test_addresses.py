"""The Download menu and the control beside a figure lead to the picture of the very view that is shown."""

from urllib.parse import parse_qs, urlsplit

import pytest

from pages.parts.serving import taking_script
from pages.parts.showing.taking_address import picture


@pytest.mark.parametrize(
    ("csv", "path", "more"),
    [
        ("/r/board.csv?place=pl-gyw", "/board", {"place": ["pl-gyw"]}),
        ("/r/view.csv?indicator=mmr2_5y", "/", {"indicator": ["mmr2_5y"]}),
        ("/r/view.csv?page=trend&area=E1", "/trend", {"area": ["E1"]}),
    ],
)
def test_a_picture_is_asked_for_with_the_question_of_the_table(csv, path, more):
    found = urlsplit(picture(csv, "png"))
    assert found.path.endswith("/r/figure.png")
    assert parse_qs(found.query) == {"path": [path]} | more


def test_the_control_is_fetched_when_the_page_is_calm():
    assert "requestIdleCallback" in taking_script.script() and "taking.bundle.mjs" in taking_script.script()
