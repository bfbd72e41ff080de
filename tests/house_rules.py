"""Sizes, names, words and requirements of the house, read from the source.

Lives here: rules about what one file or one function looks like. Every rule takes the root of a house and returns
its faults as "file:line: what is wrong".
Not here: rules about directions between rooms (`house_imports`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house_imports import ROOMS, WINGS, Module, called, modules
from tests.plain_words import CLAIMS, NOT_PERSON_FIRST

APP_LINES, PAGE_LINES, FILE_LINES, FUNCTION_LINES = 80, 150, 250, 40
PARAMETERS, POSITIONAL = 5, 2
PACK_BYTES = 25_000_000
POOR_NAMES = re.compile(r"^(utils?|helpers?|misc|common|process_\w+|handle_\w+|do_\w+|df\d*)$")
# Spelt in pieces, so that this file does not name them itself.
WORKPLACE = re.compile("|".join(("/" + "work/", r"\bfarm" + r"-[a-z]+\b", r"\bissues" + " show", r"\.lib" + "rary/")))
NOT_READ = {"node_modules", "artefacts", "build", "packs", "__pycache__", "htmlcov"}
READ_THOUGH_HIDDEN = {".ci", ".streamlit", ".gitignore", ".pre-commit-config.yaml"}
TEXT_FILES = {".py", ".md", ".toml", ".mjs", ".js", ".css", ".html", ".txt", ".json", ".yaml", ".yml", ".cfg", ""}
EXACT = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[A-Za-z0-9.!+-]+(\s*;.*)?$")
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


def functions(module: Module) -> Iterator[Function]:
    """Every function of a module, methods and inner ones too."""
    return (node for node in module.nodes if isinstance(node, Function))


def long_files(root: Path) -> list[str]:
    """app.py over 80 lines, a page over 150, any other file of ours over 250."""
    faults = []
    scripts = sorted((root / "static").rglob("*.mjs"))
    for path in [*(module.path for module in modules(root, "app.py", *ROOMS, "tests")), *scripts]:
        lines = len(path.read_text().splitlines())
        page = path.parent == root / "pages"
        limit = APP_LINES if path == root / "app.py" else PAGE_LINES if page else FILE_LINES
        if lines > limit:
            faults.append(f"{path.relative_to(root).as_posix()}:{lines}: more than {limit} lines")
    return sorted(set(faults))


def long_functions(root: Path) -> list[str]:
    """Functions of more than 40 lines, their docstring not counted."""
    faults = []
    for module in modules(root):
        for node in functions(module):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            lines = node.end_lineno - body[0].lineno + 1 + (body[0].lineno > node.lineno)
            if lines > FUNCTION_LINES:
                faults.append(f"{module.where}:{node.lineno}: {node.name} has {lines} lines")
    return faults


def many_parameters(root: Path) -> list[str]:
    """Functions with more than five parameters, or public ones with more than two that can be given by position."""
    faults = []
    for module in modules(root):
        for node in functions(module):
            place = [a.arg for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]
            if len(place) + len(node.args.kwonlyargs) > PARAMETERS:
                faults.append(f"{module.where}:{node.lineno}: {node.name} has more than {PARAMETERS} parameters")
            elif len(place) > POSITIONAL and not node.name.startswith("_"):
                faults.append(f"{module.where}:{node.lineno}: {node.name}: keyword-only after the first two")
    return faults


def page_logic(root: Path) -> list[str]:
    """A page is a script: no function but a callback, no class, no arithmetic."""
    faults = []
    for module in modules(root, "pages"):
        if module.path.parent != root / "pages":
            continue
        callbacks = callback_names(module.tree)
        for node in module.nodes:
            if isinstance(node, ast.ClassDef) or (isinstance(node, Function) and node.name not in callbacks):
                faults.append(f"{module.where}:{node.lineno}: {node.name} is not a callback")
            if isinstance(node, ast.BinOp) and isinstance(node.op, ARITHMETIC) and not of_text(node):
                faults.append(f"{module.where}:{node.lineno}: arithmetic in a page")
    return faults


def callback_names(tree: ast.Module) -> set[str]:
    """Names handed over as on_change=, on_click= and the like."""
    keywords = (keyword for node in ast.walk(tree) if isinstance(node, ast.Call) for keyword in node.keywords)
    return {k.value.id for k in keywords if k.arg and k.arg.startswith("on_") and isinstance(k.value, ast.Name)}


def of_text(node: ast.BinOp) -> bool:
    """Whether one side is plainly text, so that + joins."""
    constants = (getattr(side, "value", None) for side in (node.left, node.right) if isinstance(side, ast.Constant))
    joined = any(isinstance(side, ast.JoinedStr) for side in (node.left, node.right))
    return joined or any(isinstance(value, str) for value in constants)


def poor_names(root: Path) -> list[str]:
    """Files, functions and variables with names that say nothing."""
    faults = [f"{m.where}:1: {m.path.stem} says nothing" for m in modules(root) if POOR_NAMES.match(m.path.stem)]
    for module in modules(root):
        for node in module.nodes:
            bound = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            name = node.id if bound else node.name if isinstance(node, Definition) else ""
            if POOR_NAMES.match(name):
                faults.append(f"{module.where}:{node.lineno}: {name} says nothing")
    return faults


def missing_docstrings(root: Path) -> list[str]:
    """Modules, public functions and classes without a docstring; callbacks of pages are private."""
    faults = []
    for module in modules(root):
        if module.tree.body and not ast.get_docstring(module.tree):
            faults.append(f"{module.where}:1: the module says not what lives here")
        if module.path.parent == root / "pages":
            continue
        for node in module.tree.body:
            public = isinstance(node, Definition) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                faults.append(f"{module.where}:{node.lineno}: {node.name} has no docstring")
    return faults


def broad_catches(root: Path) -> list[str]:
    """`except:` and `except Exception:` anywhere."""
    faults = []
    for module in modules(root):
        for node in module.nodes:
            if isinstance(node, ast.ExceptHandler):
                kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                if any(k is None or getattr(k, "id", "") in ("Exception", "BaseException") for k in kinds):
                    faults.append(f"{module.where}:{node.lineno}: catches everything")
    return faults


def screen_words(root: Path) -> list[str]:
    """Words that must not reach a reader, in strings of equity/, charts/, pages/, map's script and reviewed texts."""
    faults = [*said(root, CLAIMS)]
    texts = [*(root / "static").rglob("*.mjs"), *(root / "data").rglob("*.toml")]
    for path in sorted(texts):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if found := CLAIMS.search(line):
                faults.append(f"{path.relative_to(root).as_posix()}:{number}: says {found.group()!r}")
    return faults


def person_first(root: Path) -> list[str]:
    """Words that name people by a condition, in the strings of equity/, charts/ and pages/; a lone word is a code."""
    return [*said(root, NOT_PERSON_FIRST, codes=True)]


def said(root: Path, words: re.Pattern[str], *, codes: bool = False) -> Iterator[str]:
    """Strings of equity/, charts/ and pages/ that hold one of the words; docstrings are promises, not texts."""
    for module in modules(root, "equity", "charts", "pages"):
        promises = {id(text) for text in docstrings(module.tree)}
        for node in module.nodes:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if id(node) in promises or (codes and text.islower() and text.isidentifier()):
                continue
            if found := words.search(text):
                yield f"{module.where}:{node.lineno}: says {found.group()!r}"


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The nodes that are docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | Definition) and ast.get_docstring(node):
            yield node.body[0].value


def workplace_names(root: Path) -> list[str]:
    """Any text file that names a workplace's tool or folder."""
    faults = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        hidden = any(part.startswith(".") and part not in READ_THOUGH_HIDDEN for part in inside.parts)
        if hidden or NOT_READ & set(inside.parts) or not path.is_file() or path.suffix not in TEXT_FILES:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if found := WORKPLACE.search(line):
                faults.append(f"{inside.as_posix()}:{number}: names {found.group()!r}")
    return faults


def inexact_requirements(root: Path) -> list[str]:
    """Lines of a requirements file that are not one name with one exact version."""
    return [
        f"{path.name}:{number}: {line}"
        for path in sorted(root.glob("requirements*.txt"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line.strip() and not line.startswith("#") and not EXACT.match(line.strip())
    ]


def heavy_packs(root: Path) -> list[str]:
    """Committed packs of more than 25 MB together."""
    total = sum(path.stat().st_size for path in (root / "data" / "pack").rglob("*") if path.is_file())
    return [f"data/pack:{total}: more than {PACK_BYTES} bytes"] if total > PACK_BYTES else []


def page_addresses(root: Path) -> list[str]:
    """Pages whose url_path is missing or equals the file's stem: a cold deep link would run them without app.py."""
    faults = []
    for module in modules(root, "app.py", "pages"):
        for node in module.nodes:
            if not (isinstance(node, ast.Call) and called(node) == "Page" and node.args):
                continue
            file = getattr(node.args[0], "value", "")
            path = next((getattr(k.value, "value", "") for k in node.keywords if k.arg == "url_path"), None)
            if path is None or path == Path(str(file)).stem:
                faults.append(f"{module.where}:{node.lineno}: {file} needs a url_path that is not its stem")
    return faults


def untested_modules(root: Path) -> list[str]:
    """Modules of the wings that no test imports."""
    named = set()
    for module in modules(root, "tests"):
        for node in module.nodes:
            if isinstance(node, ast.Import):
                named.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                named.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    used = {name.rsplit(".", rest)[0] for name in named for rest in range(name.count(".") + 1)}  # and all above it
    return [
        f"{module.where}:1: no test imports it"
        for module in modules(root, *WINGS)
        if module.tree.body and module.path.name != "__init__.py" and module.name not in used
    ]
