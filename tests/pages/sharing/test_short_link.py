"""A short link holds its view: round trips over every page's parameters, frozen links, mistakes in typing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pages.parts.presenting.deck_steps import QUESTIONS
from pages.parts.sharing import letters, link_words, short_link
from pages.parts.sharing.short_link import TooLongError, WrongLettersError, opened, shortened
from pages.parts.showing import navigation

PARAMETERS = {page: tuple(landing()) for page, (landing, _) in QUESTIONS.items()}
CODES = some.builds(lambda kind, number: f"{kind}{number:08d}", some.sampled_from("EWSN"), some.integers(0, 10**8 - 1))
DAYS = some.dates(date(1990, 1, 1), date(2100, 1, 1)).map(date.isoformat)
PERIODS = some.builds(lambda year, rest: f"{year}{rest}", some.integers(1990, 2040), some.sampled_from(
    ["", "/24", "-2019", "/17 Q3", "-03"]))  # fmt: skip
COUNTS = some.integers(0, 10**20).map(str)
SINGLE = some.one_of(
    some.sampled_from(link_words.WORDS), CODES, DAYS, PERIODS, COUNTS, some.text(max_size=12),
    some.sampled_from(["", "007", "0.05", "5 years"]),
)  # fmt: skip
VALUES = some.one_of(SINGLE, some.lists(SINGLE, min_size=2, max_size=4).map(",".join))


ANY_LETTERS = some.one_of(
    some.text(max_size=60),
    some.text(letters.LETTERS, max_size=1000),
    some.integers(0, 10**400).map(letters.spelled),
)


@some.composite
def views(draw: some.DrawFn) -> tuple[str, dict[str, str]]:
    """A page and some of its parameters in any order."""
    page = draw(some.sampled_from(sorted(PARAMETERS)))
    known = PARAMETERS[page]
    names = draw(some.lists(some.sampled_from(known), unique=True, max_size=7)) if known else []
    return page, {name: draw(VALUES) for name in names}


@settings(max_examples=300, deadline=None)
@given(views())
def test_every_view_comes_back(view: tuple[str, dict[str, str]]) -> None:
    try:
        found = shortened(*view)
    except TooLongError as why:
        assert "letters" in str(why)
        return
    assert set(found) <= set(letters.LETTERS)
    assert opened(found) == view
    assert opened(found.upper()) == view
    assert list(opened(found)[1]) == list(view[1])  # in the order of the address


def test_every_page_and_every_parameter_has_its_place() -> None:
    assert {page.path or "map" for page in navigation.PAGES} <= set(link_words.PAGES)
    assert {name for names in PARAMETERS.values() for name in names} <= set(link_words.NAMES)
    for known in (link_words.PAGES, link_words.NAMES, link_words.WORDS):
        assert len(set(known)) == len(known)


# Handed out once: each must open the same view for ever. Never change a line; add one where the lists grow.
FROZEN = {
    "vmtss9": ("", {}),
    "a3neezgz22df77c378s2kabcp": (
        "board",
        {"place": "pl-gyw", "date": "2026-03-31", "density": "floor", "sort": "name", "order": "least"},
    ),
    "6tfg5hq77td9ngq1yvmxy67tfy6tjpfky7f34w63": (
        "",
        {
            "indicator": "covid_dose1",
            "area": "E02005553",
            "date": "2025-01-31",
            "level": "msoa",
            "outlines": "place,ward,county",
            "colours": "against",
        },
    ),
    "avwsr8qmhk6abqcgz68j2q444re1hqnq1mkfm51navhskb1rn3": (
        "compare",
        {
            "indicator": "cover_mmr2_5y",
            "system": "england",
            "level": "upper_tier",
            "view": "funnel",
            "date": "2026-04-01",
            "against": "england",
            "period": "2016/17 Q3",
        },
    ),
    "psxwe3haj6tqxg2cc7bxkkb2ka5e": (
        "trend",
        {"indicator": "mmr2_5y", "area": "E10000020", "footprint": "now", "compare": "none", "view": "usual"},
    ),
    "73mj84wpmnayrzhzdm44dvkj8kgjt956jy6wbh9": ("area", {"area": "wd25:E05007123", "minutes": "45", "show": "quality"}),
    "8p2gwn1kn5fw44dw2sp1x5": ("misfit", {"aset": "neighbourhood", "bset": "lad22", "a": "all", "date": "2022-06-30"}),
    "sn5qttrzevpjyz8jaeap5b64ddb1dqa8xp72nck9d654zxzb1v5fzqh2": (
        "sources",
        {"show": "words", "find": "café “quoted”, 95 %"},
    ),
    "nm2v7g8xakf15njkwhh13br4me7cw9v2": ("similar", {"k": "5", "out": "E02005553,E02005554", "palette": "fingertips"}),
    "vm23n3deq2f6ppszhmf1p9fw2merp14vnqxewe7vq871f289bv48jmsdekdtdjs2f": (
        "footprints",
        {"own": "1.a1B2c3.eJyrVkrLL8pNLFGyUkpLTC5RqgUAQ_8GkQ", "start": "none"},
    ),
    "217b7g2tacmt4vqra1xvmt959d4vep": ("signals", {"strict": "1000", "card": "new-E02005553"}),
    "jewv5v5868ttpvf7413gk": ("gradient", {"lens": "national", "age": "16+", "maps": "period"}),
    "cj5k4nggmjxsjr": ("tier", {"indicator": "imd2019_rank", "system": "sys-nw-icb"}),
    "72h14zy7sb2csy5fpd31cs95h7kpkc": ("programmes", {"name of tomorrow": "x"}),
    "4kh1t9": ("deck", {}),
}


@pytest.mark.parametrize("found", FROZEN)
def test_links_that_were_handed_out_open_the_same_view(found: str) -> None:
    assert opened(found) == FROZEN[found]


def test_links_mean_the_same_when_the_lists_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    view = ("compare", {"view": "funnel", "indicator": "a_measure_of_tomorrow", "date": "2024-02-29"})
    before = shortened(*view)
    monkeypatch.setattr(short_link, "WORDS", [*link_words.WORDS, "a_measure_of_tomorrow", *map(str, range(5000))])
    monkeypatch.setattr(short_link, "NAMES", [*link_words.NAMES, *(f"name{n}" for n in range(100))])
    after = shortened(*view)
    assert len(after) < len(before)
    assert opened(before) == opened(after) == view
    monkeypatch.undo()
    with pytest.raises(WrongLettersError, match="newer edition"):
        opened(after)


@settings(max_examples=200, deadline=None)
@given(views(), some.data())
def test_one_wrong_letter_or_two_changed_about_are_always_noticed(
    view: tuple[str, dict], data: some.DataObject
) -> None:
    try:
        found = shortened(*view)
    except TooLongError:
        return
    place = data.draw(some.integers(0, len(found) - 1))
    other = data.draw(some.sampled_from(letters.LETTERS))
    mistyped = found[:place] + other + found[place + 1 :]
    turned = found[:place] + found[place : place + 2][::-1] + found[place + 2 :]
    for wrong in {mistyped, turned, found[:-1]} - {found}:
        with pytest.raises(WrongLettersError):
            opened(wrong)


@settings(max_examples=300, deadline=None)
@given(ANY_LETTERS)
def test_any_letters_are_a_view_or_one_sentence(anything: str) -> None:
    try:
        page, asked = opened(anything)
    except WrongLettersError as why:
        assert str(why).endswith(".") and len(str(why)) < 120
    else:
        assert isinstance(page, str) and all(isinstance(one, str) for one in asked.values())


def test_a_link_of_another_version_is_no_guess() -> None:
    out = short_link._Writer()
    out.put(2, short_link.VERSIONS)
    out.put(1, 2)
    with pytest.raises(WrongLettersError, match="newer edition"):
        opened(letters.spelled(out.number()))


def test_typed_with_spaces_hyphens_and_capitals() -> None:
    found = shortened("board", {"place": "pl-gyw"})
    typed = " ".join(found[at : at + 4] for at in range(0, len(found), 4)).upper()
    assert opened(typed) == opened(typed.replace(" ", "-")) == ("board", {"place": "pl-gyw"})
    with pytest.raises(WrongLettersError, match="never have the letters i, o"):
        opened(f"{found}io")


def test_own_footprint_rides_in_the_link_and_a_long_one_is_refused_with_its_reason() -> None:
    own = "1.a1B2c3." + "eJyrVkrLL8pNLFGyUkpLTC5RqgUAQ_8GkQ" * 2
    found = shortened("", {"own": own, "level": "lsoa"})
    assert len(found) < short_link.MOST_LETTERS
    assert opened(found) == ("", {"own": own, "level": "lsoa"})
    with pytest.raises(TooLongError, match=r"would have \d+ letters, so the full link is given"):
        shortened("", {"own": own * 6})
