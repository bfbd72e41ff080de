"""The browser code that is served: complete, named by its content, and joined without changing what it does."""

from __future__ import annotations

import gzip
import shutil
import subprocess

import brotli
import pytest

from data import browser_code


def test_library_and_modules_are_served_in_three_forms() -> None:
    for name in ("maplibre-gl.js", "maplibre-gl.css", "area_map.css", "area_map.bundle.mjs"):
        found = browser_code.asset(name)
        assert brotli.decompress(found.br) == found.plain == gzip.decompress(found.gzip)
    assert b"5.3.0" in browser_code.asset("maplibre-gl.js").plain
    assert browser_code.asset("none.js") is None and browser_code.asset("../app.py") is None


def test_version_names_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    before = browser_code.version()
    assert len(before) == 12
    changed = browser_code.sources() | {"area_map.css": b"x"}
    monkeypatch.setattr(browser_code, "sources", lambda: changed)
    assert browser_code.version.__wrapped__() != before


def test_bundle_joins_in_the_order_of_imports_and_keeps_names_apart() -> None:
    files = {
        "c.mjs": b"const own = 3;\nexport const three = () => own;\n",
        "b.mjs": b'import { three } from "./c.mjs";\nconst own = 2;\nexport const five = () => own + three();\n',
        "a.mjs": b'import { five } from "./b.mjs";\nimport { three as drei } from "./c.mjs";\n'
        b"export function answer() {\n  return five() * 10 + drei();\n}\nexport class Other {}\n",
    }
    text = browser_code.bundle(files, "a.mjs").decode()
    assert text.count("const own = 3") == 1
    assert text.endswith("export const { answer, Other } = of_a;\n")
    node = shutil.which("node")
    if not node:
        pytest.skip("needs node to run the joined module")
    script = text + "console.log(answer());"
    run = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "53"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a.mjs": b'import { b } from "./b.mjs";\n', "b.mjs": b'import { a } from "./a.mjs";\n'}, "circle"),
        ({"a.mjs": b'import { b } from "./b.mjs";\n'}, "no such module"),
        ({"a.mjs": b'import * as b from "./b.mjs";\n', "b.mjs": b""}, "form"),
        ({"a.mjs": b"export default 1;\n"}, "form"),
    ],
)
def test_bundle_refuses_what_it_cannot_join(files: dict[str, bytes], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        browser_code.bundle(files, "a.mjs")


def test_library_package_is_found_without_importing_it() -> None:
    assert (browser_code.library_folder() / "maplibre-gl.js").is_file()


def test_late_modules_are_those_a_start_page_does_not_name(tmp_path) -> None:
    modules = tmp_path / "static" / "js"
    modules.mkdir(parents=True)
    (tmp_path / "index.html").write_text('<script src="./static/js/react.A1.js"></script>')
    (modules / "react.A1.js").write_text("")
    (modules / "Box.B2.js").write_text('import{a}from"./react.A1.js";import"./style.C3.js";import("./lazy.D4.js");')
    (modules / "style.C3.js").write_text('import{b}from"./Box.B2.js";import{c}from"./gone.E5.js"')
    (modules / "lazy.D4.js").write_text("")
    assert browser_code.late_modules(str(tmp_path), ("Box", "Nothing")) == ("Box.B2.js", "style.C3.js")
