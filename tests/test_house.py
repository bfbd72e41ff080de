"""The house keeps its rules, and every rule catches a planted breach of itself.

The rules are in `house_imports` (who may import whom), `house_release` (nothing leaves but through the gate) and
`house_rules` (sizes, names, words, requirements).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests import house_imports, house_release, house_rules

ROOT = Path(__file__).parents[1]
Rule = Callable[[Path], list[str]]
DOC = '"""Lives here: a breach."""\n'
LONG = DOC + "X = 1\n" * 300
VALUES, FROM_VALUES = "from pages.parts.answering import values", "from pages.parts.answering.values import"
SERIES, FROM_SERIES = "pages/parts/answering/series.py", "from pages.parts.answering.series import"

# (rule, file to plant, its text): each must give at least one fault naming that file.
BREACHES: list[tuple[Rule, str, str]] = [
    (house_imports.circles, "geo/a.py", "from geo import a"),
    (house_imports.wrong_directions, "geo/a.py", "import data.store"),
    (house_imports.wrong_directions, "geo/a.py", "from data import store"),
    (house_imports.wrong_directions, "geo/a.py", "def f():\n    from equity.rates import wilson"),
    (house_imports.wrong_directions, "data/a.py", "from geo.membership import weights"),
    (house_imports.wrong_directions, "data/sources/a.py", "from ...charts import theme"),
    (house_imports.wrong_directions, "equity/a.py", "import geo"),
    (house_imports.wrong_directions, "equity/a.py", "from data.store import cube"),
    (house_imports.wrong_directions, "charts/a.py", "from data.store import cube"),
    (house_imports.wrong_directions, "charts/a.py", "from pages.parts import head"),
    (house_imports.wrong_directions, "pages/a.py", "from pages import area_map"),
    (house_imports.wrong_directions, "pages/parts/a.py", "import pages.area_map"),
    (house_imports.wrong_directions, "pages/parts/a.py", "import app"),
    (house_imports.wrong_directions, "pages/parts/asking/a.py", "from pages.parts.board import board_question"),
    (house_imports.wrong_directions, "pages/parts/answering/a.py", "from pages.parts.showing import frame"),
    (house_imports.wrong_directions, "app.py", "from geo import membership"),
    (house_imports.wrong_directions, "charts/a.py", "import importlib\nimportlib.import_module('data.store')"),
    (house_imports.wrong_directions, "equity/a.py", "from tests import house_rules"),
    (house_imports.streamlit_out_of_place, "charts/a.py", "import streamlit as st"),
    (house_imports.streamlit_out_of_place, "data/a.py", "from streamlit.runtime import get_instance"),
    (house_imports.plotly_out_of_place, "pages/a.py", "import plotly.express as px"),
    (house_imports.sql_out_of_place, "data/trace.py", "import duckdb"),
    (house_imports.sql_out_of_place, "pages/parts/a.py", "def f():\n    from duckdb import connect"),
    (house_imports.plotly_out_of_place, "equity/a.py", "from plotly import graph_objects"),
    (house_imports.heavy_on_the_request_path, "pages/parts/a.py", "import geopandas as gpd"),
    (house_imports.files_out_of_place, "equity/a.py", "open('x')"),
    (house_imports.files_out_of_place, "pages/parts/a.py", "from pathlib import Path\nPath('x').read_text()"),
    (house_imports.files_out_of_place, "geo/membership.py", "import pandas as pd\npd.read_parquet('x')"),
    (house_imports.files_out_of_place, "charts/a.py", "frame.to_csv('x.csv')"),
    (house_imports.cache_out_of_place, "pages/a.py", "import streamlit as st\n@st.cache_data\ndef f(): ..."),
    (house_imports.cache_out_of_place, "app.py", "import streamlit as st\nst.cache_resource(len)"),
    (house_release.unreleased_rows, "pages/a.py", f"{VALUES}\nframe = values.stored(a, b, segment=c, codes=d)"),
    (house_release.unreleased_rows, "pages/parts/a.py", f"{VALUES}\ndef f():\n    return values.totals(a, b)"),
    (house_release.unreleased_rows, "pages/parts/a.py", f"{FROM_VALUES} stored\ndef f():\n    return stored(a, b)"),
    (
        house_release.unreleased_rows,
        "pages/parts/a.py",
        "import pages.parts.answering.values as v\ndef f():\n    return v.summed(a, b)",
    ),
    (house_release.unreleased_rows, "pages/parts/a.py", "def f(pack):\n    return pack.store.observations('x')"),
    (house_release.unreleased_rows, "app.py", "rows = pack().store.block('x', 'y')"),
    (house_release.unreleased_rows, SERIES, "def series():\n    return figures(a, b)"),
    (
        house_release.unreleased_rows,
        "pages/parts/a.py",
        f"{VALUES}\ndef f():\n    return values.for_readers(g())\ndef g():\n    return values.observed(a, b)",
    ),
    (house_release.unreleased_rows, "pages/parts/a.py", f"{FROM_SERIES} summed\ndef f():\n    return summed(a, b)"),
    (house_release.other_gates, "pages/parts/a.py", "from equity.disclosure import released"),
    (house_release.other_gates, "pages/a.py", "import data.store"),
    (house_release.other_gates, "pages/parts/a.py", "from pages.parts.answering.releasing import held_rows"),
    (house_release.other_gates, "pages/parts/a.py", "from pages.parts.answering.releasing.told_segments import linked"),
    (house_rules.long_files, "app.py", "X = 1\n" * 81),
    (house_rules.long_files, "pages/a.py", "X = 1\n" * 151),
    (house_rules.long_files, "geo/a.py", LONG),
    (house_rules.long_files, "tests/data/test_a.py", LONG),
    (house_rules.long_files, "static/map/a.mjs", "let x = 1\n" * 251),
    (house_rules.long_functions, "geo/a.py", DOC + "def f():\n" + "    x = 1\n" * 40),
    (house_rules.many_parameters, "geo/a.py", "def _f(a, b, c, d, e, g): ..."),
    (house_rules.many_parameters, "geo/a.py", "def f(a, b, c): ..."),
    (house_rules.many_parameters, "geo/a.py", "class A:\n    def f(self, a, b, *, c, d, e, g): ..."),
    (house_rules.page_logic, "pages/a.py", "def rate(): ..."),
    (house_rules.page_logic, "pages/a.py", "share = 1 / 2"),
    (house_rules.page_logic, "pages/a.py", "class A: ..."),
    (house_rules.poor_names, "geo/utils.py", DOC),
    (house_rules.poor_names, "geo/a.py", "def process_rows(): ..."),
    (house_rules.poor_names, "geo/a.py", "df2 = 1"),
    (house_rules.missing_docstrings, "geo/a.py", "X = 1"),
    (house_rules.missing_docstrings, "geo/a.py", DOC + "def f(): ..."),
    (house_rules.broad_catches, "data/a.py", "try:\n    x = 1\nexcept Exception:\n    x = 2"),
    (house_rules.broad_catches, "data/a.py", "try:\n    x = 1\nexcept (KeyError, BaseException):\n    x = 2"),
    (house_rules.broad_catches, "data/a.py", "try:\n    x = 1\nexcept:\n    x = 2"),
    (house_rules.screen_words, "charts/a.py", "TEXT = 'a " + "significant" + " fall'"),
    (house_rules.screen_words, "pages/a.py", "x = f'{1} was " + "caused" + " by'"),
    (house_rules.screen_words, "static/map/a.mjs", "say('the " + "hard to reach" + "')"),
    (house_rules.screen_words, "data/pack/embedded/indicators.toml", "definition = 'The " + "impact" + " of it'"),
    (house_rules.screen_words, "equity/a.py", "REASON = 'it " + "caused" + " this'"),
    (house_rules.person_first, "charts/a.py", "x = f'{1} " + "asthmatics" + "'"),
    (house_rules.person_first, "equity/a.py", "x = 'the most " + "vulnerable" + "'"),
    (house_rules.person_first, "pages/parts/a.py", "x = 'the " + "elderly" + " here'"),
    (house_rules.person_first, "charts/a.py", "x = '" + "Vulnerable" + "'"),
    (house_rules.workplace_names, "README.md", "Lies in /" + "work/main."),
    (house_rules.workplace_names, "docs/a.md", "See `issues" + " show 2`."),
    (house_rules.inexact_requirements, "requirements.txt", "pandas>=3"),
    (house_rules.inexact_requirements, "requirements-dev.txt", "pytest==9.*"),
    (house_rules.page_addresses, "app.py", "st.Page('pages/area_map.py', url_path='area_map')"),
    (house_rules.page_addresses, "app.py", "st.Page('pages/area_map.py', title='Map')"),
    (house_rules.untested_modules, "geo/a.py", DOC + "X = 1"),
]
# What must pass: the nearest lawful neighbour of a breach.
LAWFUL: list[tuple[Rule, str, str]] = [
    (house_imports.wrong_directions, "geo/a.py", "from data.schema import Status\nfrom geo import coverage"),
    (house_imports.wrong_directions, "charts/a.py", "from equity.rates import Rate\nfrom . import theme"),
    (house_imports.wrong_directions, "pages/parts/a.py", "from pages.parts import head\nfrom data import store"),
    (house_imports.files_out_of_place, "charts/a.py", "text = frame.to_csv()"),
    (house_imports.files_out_of_place, "geo/build.py", "open('x')"),
    (
        house_release.unreleased_rows,
        "pages/parts/a.py",
        f"{VALUES}\ndef f():\n    return values.for_readers(values.observed(a, b), c)",
    ),
    (house_release.unreleased_rows, "pages/parts/a.py", f"{FROM_VALUES} area_codes\ndef f():\n    area_codes('x')"),
    (house_release.unreleased_rows, "pages/parts/answering/values.py", "def f(p):\n    return p.store.block('x', 'y')"),
    (house_release.unreleased_rows, SERIES, "def figures():\n    return _stored(a, b)"),
    (house_release.other_gates, "pages/parts/answering/values.py", "from equity.disclosure import released"),
    (house_release.other_gates, "pages/parts/a.py", "from equity.disclosure import RULES"),
    (house_rules.page_logic, "pages/a.py", "def chosen(): ...\nst.button('x', on_click=chosen)\nx = 'a' + b"),
    (house_rules.many_parameters, "geo/a.py", "def f(a, b, *, c, d, e): ..."),
    (house_rules.screen_words, "charts/a.py", '"""Never says ' + "caused" + '."""'),
    (house_rules.person_first, "charts/a.py", "x = 'people living in the most deprived areas, and the deprived area'"),
    (
        house_rules.inexact_requirements,
        "requirements.txt",
        "# exact\npandas==3.1.1\npy-x==1.0 ; python_version < '3.14'",
    ),
    (house_rules.page_addresses, "app.py", "st.Page('pages/area_map.py', url_path='map')"),
]
RULES = sorted({rule for rule, _, _ in BREACHES} | {house_rules.heavy_packs}, key=lambda rule: rule.__name__)


def planted(root: Path, file: str, text: str) -> Path:
    """A house with one file in it."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return root


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps_the_rule(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "file", "text"), BREACHES)
def test_breach_is_caught(rule: Rule, file: str, text: str, tmp_path: Path) -> None:
    faults = rule(planted(tmp_path, file, text))
    assert faults and all(fault.startswith(file.rsplit("/", 1)[0].split(".")[0]) for fault in faults)


@pytest.mark.parametrize(("rule", "file", "text"), LAWFUL)
def test_lawful_neighbour_passes(rule: Rule, file: str, text: str, tmp_path: Path) -> None:
    assert rule(planted(tmp_path, file, text)) == []


def test_a_circle_of_two_is_caught_and_two_that_use_a_third_are_none(tmp_path: Path) -> None:
    planted(tmp_path, "geo/c.py", "X = 1")
    planted(tmp_path, "geo/b.py", "from geo.c import X")
    assert house_imports.circles(planted(tmp_path, "geo/a.py", "from geo import b, c")) == []
    planted(tmp_path, "geo/b.py", "def late():\n    from geo.a import b")
    assert house_imports.circles(tmp_path) in (
        ["geo/a.py:1: a circle of imports: geo.a, geo.b, geo.a"],
        ["geo/b.py:1: a circle of imports: geo.b, geo.a, geo.b"],
    )


def test_heavy_pack_is_caught(tmp_path: Path) -> None:
    pack = tmp_path / "data" / "pack" / "embedded"
    pack.mkdir(parents=True)
    with (pack / "big.parquet").open("wb") as file:
        file.truncate(house_rules.PACK_BYTES + 1)
    assert len(house_rules.heavy_packs(tmp_path)) == 1


def test_every_rule_is_run() -> None:
    """A rule added to the three modules cannot be forgotten here."""
    modules = (house_imports, house_release, house_rules)
    written = {
        name
        for module in modules
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__annotations__", {}).get("return") == "list[str]"
    }
    assert written - {"library_out_of_place"} == {rule.__name__ for rule in RULES}
