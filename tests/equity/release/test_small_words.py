"""Small numbers of people in free text are found; large ones, times and things are not."""

import pytest

from equity.release.small_words import small_number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Home visits to 3 children", "3 children"),
        ("two elderly frail patients were seen", "two elderly frail patients"),
        ("After Seven deaths", "Seven deaths"),
        ("1 family", "1 family"),
        ("calls to five men", "five men"),
    ],
)
def test_small_numbers_are_found(text, found):
    assert small_number(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Letters to 120 families",
        "1,003 people",
        "about 12 people",
        "2 clinics for people aged 65",
        "within 2 weeks all patients",
        "3 months of visits to families",
        "a few children",
        "£5 vouchers for people",
        "7 or fewer people",
        "at 4 pm people meet",
        "8 people",
    ],
)
def test_others_are_not(text):
    assert small_number(text) == ""


def test_the_limit_is_a_setting():
    assert small_number("6 people", largest=4) == "" and small_number("nine people", largest=9) == "nine people"
