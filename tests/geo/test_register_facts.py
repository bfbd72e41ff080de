"""The register beside the facts it was reviewed against: every code and every day of the list of dated changes."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from tests.shared_folder import shared

REGISTER = Path(__file__).parents[2] / "geo" / "register"
CODE = re.compile(r"\bE(?:06|07|38|54)\d{6}\b")
DAY = re.compile(r"\b(\d{1,2} [A-Z][a-z]{2} \d{4})\b")


def entries() -> list[dict]:
    return [
        entry
        for file in sorted(REGISTER.glob("*.toml"))
        for entry in tomllib.loads(file.read_text()).get("footprint", [])
    ]


def carried(entry: dict) -> set[str]:
    """Every code an entry goes by, or is made of."""
    members = {member.get(key, "") for member in entry.get("members", []) for key in ("code", "ods")}
    extent = {code for codes in entry.get("extent", {}).values() for code in codes}
    return {entry["code"], *entry.get("other_codes", []), *members, *extent} - {""}


def facts() -> str:
    return shared("design", "footprints.md").read_text()


def iso(words: str) -> str:
    return datetime.strptime(words, "%d %b %Y").date().isoformat()


def changes() -> list[tuple[str, list[str], str]]:
    """Rows of the table of dated changes: name, codes of boards, what stands under "valid"."""
    table = facts().split("## Systems and dated changes")[1].split("\na ONS")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if line.startswith("|")]
    return [(row[0], re.findall(r"E54\d{6}", row[1]), row[2]) for row in cells[2:]]


def test_every_code_of_the_facts_is_in_the_register_or_on_its_record() -> None:
    known = set().union(*(carried(entry) for entry in entries()))
    record = (REGISTER / "codes.toml").read_text()
    named = set(CODE.findall(facts()))
    assert len(named) > 15
    assert sorted(code for code in named - known if code not in record) == []


def test_every_day_of_a_named_board_is_the_registers() -> None:
    """A row "from" or "to" a day: an entry with one of its codes begins or ends on it."""
    seen = 0
    for name, codes, valid in changes():
        about = [entry for entry in entries() if carried(entry) & set(codes)]
        for words in DAY.findall(valid):
            begins = re.search(rf"(?:from {words}|^{words} -)", valid)
            held = [entry["valid_from" if begins else "valid_to"] for entry in about]
            if not codes or "change" in valid:
                continue
            assert iso(words) in held, (name, words, held)
            seen += 1
    assert seen >= 8


def test_bassetlaw_changes_its_system_on_the_day_and_waveney_ends_on_its() -> None:
    by_id = {entry["id"]: entry for entry in entries()}
    spans = {one["id"]: (one["from"], one["to"]) for one in by_id["pl-bassetlaw"]["parents"]}
    assert spans == {"sys-syb-ics": ("", "2022-06-30"), "sys-notts-icb": ("2022-07-01", "")}
    assert "change 1 Jul 2022" in next(valid for name, _, valid in changes() if name == "Bassetlaw")
    waveney = [m for e in entries() for m in e.get("members", []) if m.get("code") == "E07000206"]
    assert {m.get("valid_to", "2019-03-31") for m in waveney} == {"2019-03-31"}
    assert "ended 31 Mar 2019" in facts() and by_id["pl-gyw-pre2019"]["valid_to"] == "2019-03-31"


@pytest.mark.parametrize(
    ("board", "words"),
    [
        ("sys-hiow", "sources differ"),
        ("sys-central-east", "code not confirmed"),
        ("sys-west-and-north-london", "code not confirmed"),
        ("sys-sh-icb-2022", "1 April 2024 is assumed"),
        ("sys-sh-icb", "Its first day is assumed"),
        ("sys-sussex", "the day, 1 April 2024, is assumed"),
        ("sys-surrey-sussex", "is put here by its county"),
    ],
)
def test_what_is_not_known_is_said_with_the_board(board: str, words: str) -> None:
    entry = next(one for one in entries() if one["id"] == board)
    assert words in f"{entry.get('code_note', '')} {entry.get('notes', '')}"
