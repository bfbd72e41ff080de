"""The catalogue: reviewed texts are read whole or refused with every fault."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import INDICATOR_FIELDS, SOURCE_FIELDS, Source, read_indicators, read_sources, write_sources
from data.schema import Polarity, ValueType
from data.validation import FileFaults
from tests.data.packs import SOURCE, indicators_toml

EMBEDDED = Path(__file__).parents[2] / "data" / "pack" / "embedded"


def written(folder: Path, text: str, name: str = "indicators.toml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_indicator_has_every_field(tmp_path: Path) -> None:
    items = read_indicators(written(tmp_path, indicators_toml()))
    item = items["uptake"]
    assert list(items) == ["uptake", "stays"]
    assert (item.value_type, item.polarity, item.multiplier) == (ValueType.PROPORTION, Polarity.HIGH_IS_GOOD, 100.0)
    assert (item.default_sex, item.default_age, item.default_category) == ("all", "all", "")
    assert item.breaks["msoa"] == (60.0, 70.0, 80.0, 85.0)
    assert dict(item.notes) == {"base": "An armed-forces base."}
    assert item.cautions == ("Read with care.",)
    assert set(INDICATOR_FIELDS) == set(item.__dict__) - {"id"}


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('unit = "%"\n', "", "uptake.unit", "missing"),
        ('unit = "%"', "unit = 3", "uptake.unit", "must be str"),
        ("multiplier = 100", 'multiplier = "x"', "uptake.multiplier", "must be int or float"),
        ("multiplier = 100", "multiplier = 0", "uptake", "multiplier above 0"),
        ("decimals = 1", "decimals = 9", "uptake", "decimals from 0 to 6"),
        ("decimals = 1", "decimals = true", "uptake.decimals", "must be int"),
        ('polarity = "high_is_good"', 'polarity = "up"', "uptake.polarity", "must be one of high_is_good"),
        ('lens = "outcomes"', 'lens = "money"', "uptake.lens", "must be one of outcomes"),
        ('building_block = "msoa11"', 'building_block = "msoa"', "uptake.building_block", "must be one of lsoa11"),
        ('release_rule = "published"', 'release_rule = "free"', "uptake.release_rule", "must be one of published"),
        ('word = "Uptake"', 'word = " "', "uptake.word", "must not be empty"),
        ('word = "Uptake"', 'word = "Uptake"\nshade = "red"', "uptake.shade", "unknown field"),
        ("msoa = [60, 70, 80, 85]", "msoa = [60, 60]", "uptake.breaks.msoa", "ascending"),
        ("msoa = [60, 70, 80, 85]", 'msoa = ["a"]', "uptake.breaks.msoa", "ascending"),
        ("msoa = [60, 70, 80, 85]", "town = [60]", "uptake.breaks.town", "unknown level"),
        ('base = "An armed-forces base."', "base = 3", "uptake.notes.base", "must be a text"),
        ('cautions = ["Read with care."]', 'cautions = [""]', "uptake.cautions.0", "must be a text"),
        ('word = "Uptake"', 'word = "Uptake"\ntarget = 95', "uptake.target", "stands with its target_source"),
        ('word = "Uptake"', 'word = "Uptake"\ntarget_source = "WHO"', "uptake.target", "stands with its target_source"),
        ('word = "Uptake"', 'word = "Uptake"\ntarget = "high"', "uptake.target", "must be int or float"),
        ("[uptake]", "[Up-take]", None, "every entry is a table"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, where: str, what: str) -> None:
    text = indicators_toml()
    assert old in text
    with pytest.raises(FileFaults) as error:
        read_indicators(written(tmp_path, text.replace(old, new, 1)))
    assert any(fault.column == where and what in fault.message for fault in error.value.faults), str(error.value)


def test_all_faults_come_in_one_error(tmp_path: Path) -> None:
    text = indicators_toml().replace('unit = "%"', "unit = 3").replace("msoa = [60, 70, 80, 85]", "msoa = [2, 1]")
    with pytest.raises(FileFaults) as error:
        read_indicators(written(tmp_path, text))
    assert [fault.column for fault in error.value.faults] == ["uptake.unit", "stays.unit"]


@pytest.mark.parametrize("text", ["", "[a\n", "a = 1", "\x00"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileFaults):
        read_indicators(written(tmp_path, text))


def test_a_file_that_is_absent_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileFaults, match="the file is missing"):
        read_sources(tmp_path / "sources.toml")
    (tmp_path / "sources.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FileFaults, match="cannot be read as TOML"):
        read_sources(tmp_path / "sources.toml")


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('retrieved = "2026-11-21"', 'retrieved = "today"', "publisher.retrieved"),
        ('url = "https://example.org/"', 'url = "example"', "publisher.url"),
        ("0" * 64, "0" * 63, "publisher.sha256"),
        ('licence = "Open Government Licence v3.0"', 'licence = ""', "publisher.licence"),
        ('title = "A publication"\n', "", "publisher.title"),
    ],
)
def test_each_fault_of_a_source_is_named(tmp_path: Path, old: str, new: str, where: str) -> None:
    text = SOURCE.format(sha="0" * 64).replace(old, new)
    with pytest.raises(FileFaults) as error:
        read_sources(written(tmp_path, text, "sources.toml"))
    assert [fault.column for fault in error.value.faults] == [where]


texts = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), texts, min_size=1, max_size=4))
def test_sources_come_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, titles: dict) -> None:
    folder = tmp_path_factory.mktemp("sources")
    fixed = {"url": "http://x", "retrieved": "2026-11-21", "sha256": "a" * 64, "nature": ""}
    fixed |= {"release_rule": "small4", "fewest_people": 30}
    sources = {
        name: Source(id=name, **{**dict.fromkeys(SOURCE_FIELDS, title), **fixed}) for name, title in titles.items()
    }
    assert read_sources(write_sources(sources, folder)) == dict(sorted(sources.items()))


def test_embedded_texts_are_good_and_every_source_is_used() -> None:
    indicators, sources = read_indicators(EMBEDDED / "indicators.toml"), read_sources(EMBEDDED / "sources.toml")
    assert {item.source for item in indicators.values()} | {"ons_postcodes"} == set(sources)  # and of a lookup
    assert all("{period}" in item.period_phrase for item in indicators.values())
    assert all(item.cautions and item.definition.endswith(".") for item in indicators.values())


def test_embedded_texts_are_plain_words() -> None:
    text = str(tomllib.loads((EMBEDDED / "indicators.toml").read_text(encoding="utf-8"))).lower()
    assert not [word for word in ("caus" + "ed", "imp" + "act", "signifi" + "cant", "hard to reach") if word in text]


@pytest.mark.parametrize("path", [EMBEDDED, EMBEDDED.parents[1] / "england"], ids=["embedded", "england"])
def test_every_reviewed_measure_says_why_it_matters_and_how_often_it_comes(path: Path) -> None:
    for one in read_indicators(path / "indicators.toml").values():
        assert 40 < len(one.rationale) < 240 and one.rationale.endswith("."), one.id
        assert one.updated.endswith(".") and len(one.updated) < 120, one.id
        assert one.rationale_source or one.source.startswith(("ons_", "mhclg_population")), one.id
