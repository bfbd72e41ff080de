"""The rule that holds for a measure: its own, its source's, and the higher floor; wrong ones are refused by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.catalogue import read_sources, write_sources
from data.pack import open_pack
from data.release_names import RELEASE_RULES
from data.source_rules import with_source_rules
from data.validation import FileFaults

EMBEDDED = Path("data/pack/embedded")


@pytest.mark.parametrize(
    ("own", "of_source", "floors", "holds"),
    [
        ("small4", "hes", (0, 30), "small4 & hes & people30"),
        ("published", "", (0, 0), "published"),
        ("published", "small4", (0, 0), "small4"),
        ("hes", "published", (1000, 30), "hes & people1000"),
        ("none", "", (0, 50), "people50"),
        ("small4", "small4", (0, 0), "small4"),
    ],
)
def test_the_rule_of_a_measure_and_of_its_source_hold_together(
    own: str, of_source: str, floors: tuple[int, int], holds: str
) -> None:
    pack = open_pack(EMBEDDED)
    one = replace(pack.indicators["covid_dose1"], release_rule=own, fewest_people=floors[0])
    source = replace(pack.sources[one.source], release_rule=of_source, fewest_people=floors[1])
    found = with_source_rules({one.id: one}, {source.id: source})[one.id]
    assert found.release_rule == holds and found.fewest_people == max(floors)


def test_a_source_says_its_rule_in_its_file_and_one_without_says_nothing(tmp_path: Path) -> None:
    sources = read_sources(EMBEDDED / "sources.toml")
    name = next(iter(sources))
    path = write_sources(sources | {name: replace(sources[name], release_rule="small4", fewest_people=30)}, tmp_path)
    assert path.read_text(encoding="utf-8").count("release_rule") == 1
    again = read_sources(path)[name]
    assert (again.release_rule, again.fewest_people) == ("small4", 30)


@pytest.mark.parametrize(
    ("wrong", "said"), [('release_rule = "small99"', "one of"), ("fewest_people = -1", "0 or more")]
)
def test_a_wrong_rule_of_a_source_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    text = (EMBEDDED / "sources.toml").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    (tmp_path / "sources.toml").write_text(f"{first}\n{wrong}\n{rest}", encoding="utf-8")
    with pytest.raises(FileFaults) as fault:
        read_sources(tmp_path / "sources.toml")
    assert said in str(fault.value) and "small99" not in RELEASE_RULES and wrong.split()[0] in str(fault.value)
