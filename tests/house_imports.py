"""Who may import whom, who may touch Streamlit, Plotly and files: read from the source by `ast`.

Lives here: rules about the directions between the rooms. Every rule takes the root of a house and returns its faults
as "file:line: what is wrong".
Not here: rules about sizes, names and words (`house_rules`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

WINGS = ("geo", "data", "equity", "charts")
ROOMS = (*WINGS, "pages")
SHARED = tuple(
    f"pages.parts.{name}"
    for name in ("opened_pack", "asking", "answering", "showing", "serving.seen_as", "programmes.on_map")
)
# importer -> what of ours it may import; a dot means that module and what lies below it.
ALLOWED = {
    "app": ("pages",),
    "pages": ("pages.parts", *WINGS),
    "pages.parts": ("pages.parts", *WINGS),
    # what several pages share knows no page's own room
    "pages.parts.asking": (*SHARED[:3], *WINGS),
    "pages.parts.answering": (*SHARED[:3], *WINGS),
    "pages.parts.showing": (*SHARED, *WINGS),
    "charts": ("charts", "equity", "data.schema"),
    "equity": ("equity", "data.schema"),
    "geo": ("geo", "data.schema"),
    "data": ("data",),
}
# `geo.making.packages` reads for `geo.build`, `geo.home_files` writes for it; nothing on the request path may use them.
FILE_ROOMS = ("data", "geo.boundaries", "geo.build", "geo.display", "geo.home_files", "geo.making.packages")
# Written out in words so that a reader sees at once what counts as touching a file.
FILE_WORDS = """
open read_text read_bytes write_text write_bytes mkdir unlink rmdir touch iterdir rglob rmtree copyfile copytree
urlopen urlretrieve read_parquet read_csv read_excel read_json read_feather read_file
to_parquet to_file to_feather to_excel savez savez_compressed tofile fromfile memmap loadtxt savetxt
"""
FILE_CALLS = frozenset(FILE_WORDS.split())
TEXT_CALLS = frozenset(("to_csv", "to_json"))  # text without an argument, a file with one


@cache
def parsed(text: str) -> ast.Module:
    """A file's tree: every rule reads the same one."""
    return ast.parse(text)


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Everything in a file's tree, walked once."""
    return tuple(ast.walk(parsed(text)))


@dataclass(frozen=True)
class Module:
    """One Python file: where it is in the house and what it says."""

    path: Path
    root: Path

    @cached_property
    def tree(self) -> ast.Module:
        """The file, parsed."""
        return parsed(self.path.read_text())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in it."""
        return nodes(self.path.read_text())

    @property
    def where(self) -> str:
        """Path below the root."""
        return self.path.relative_to(self.root).as_posix()

    @property
    def name(self) -> str:
        """Dotted name."""
        return self.where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def room(self) -> str:
        """The key of `ALLOWED` that this file comes under, "" for none."""
        return next((room for room in sorted(ALLOWED, reverse=True) if within(self.name, room)), "")


def within(name: str, room: str) -> bool:
    """Whether a dotted name is the room or lies below it."""
    return name == room or name.startswith(room + ".")


def modules(root: Path, *rooms: str) -> Iterator[Module]:
    """Python files of the rooms (all wings, pages and app.py unless named), sorted."""
    for room in rooms or ("app.py", *ROOMS):
        path = root / room
        files = [path] if path.is_file() else sorted(path.rglob("*.py"))
        yield from (Module(file, root) for file in files)


def imported(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything a module imports, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: -node.level] if node.level else []
                base = ".".join([*above, *([base] if base else [])])
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def wrong_directions(root: Path) -> list[str]:
    """Imports of ours that go against the house's directions."""
    faults = []
    for module in modules(root):
        package = module.name + (".__init__" if module.path.name == "__init__.py" else "")
        for line, name in imported(module.tree, package):
            ours = name.split(".")[0] in (*ROOMS, "app", "tests")
            if ours and not any(within(name, room) for room in ALLOWED[module.room]):
                faults.append(f"{module.where}:{line}: {module.room} may not import {name}")
    return faults


def circles(root: Path) -> list[str]:
    """Modules that import each other in a circle: where one is read, all of them have to be."""
    every = {module.name: module for module in modules(root)}
    known = {
        name: {
            found
            for _, asked in imported(module.tree, name)
            for found in (asked, asked.rpartition(".")[0])
            if found in every and "/__init__" not in every[found].where
        }
        for name, module in every.items()
    }
    try:
        TopologicalSorter(known).prepare()
    except CycleError as found:
        names = found.args[1]
        return [f"{every[names[0]].where}:1: a circle of imports: {', '.join(reversed(names))}"]
    return []


def library_out_of_place(root: Path, *, library: str, rooms: tuple[str, ...]) -> list[str]:
    """Imports of a library outside the rooms that may have it."""
    return [
        f"{module.where}:{line}: {library} belongs in {', '.join(rooms)}"
        for module in modules(root)
        for line, name in imported(module.tree, module.name)
        if within(name, library) and not any(within(module.name, room) for room in rooms)
    ]


def streamlit_out_of_place(root: Path) -> list[str]:
    """Streamlit outside app.py and pages/."""
    return library_out_of_place(root, library="streamlit", rooms=("app", "pages"))


def plotly_out_of_place(root: Path) -> list[str]:
    """Plotly outside charts/ and pages/parts/."""
    return library_out_of_place(root, library="plotly", rooms=("charts", "pages.parts"))


def sql_out_of_place(root: Path) -> list[str]:
    """DuckDB, and so SQL, outside the store and the checks of what it will hold."""
    return library_out_of_place(root, library="duckdb", rooms=("data.store", "data.store_checks"))


def heavy_on_the_request_path(root: Path) -> list[str]:
    """geopandas in a page, in what pages share, or in app.py: half a second and 168 MB (performance budget)."""
    return [
        f"{module.where}:{line}: geopandas must stay off the request path"
        for module in modules(root, "app.py", "pages")
        for line, name in imported(module.tree, module.name)
        if within(name, "geopandas")
    ]


def files_out_of_place(root: Path) -> list[str]:
    """Calls that read or write files outside `data` and the modules of `geo` that build."""
    faults = []
    for module in modules(root):
        if any(within(module.name, room) for room in FILE_ROOMS):
            continue
        for node in module.nodes:
            if isinstance(node, ast.Call) and touches_files(node):
                faults.append(f"{module.where}:{node.lineno}: {called(node)}() reads or writes files here")
    return faults


def touches_files(node: ast.Call) -> bool:
    """Whether a call is one that reads or writes a file."""
    name = called(node)
    return name in FILE_CALLS or (name in TEXT_CALLS and bool(node.args))


def cache_out_of_place(root: Path) -> list[str]:
    """`st.cache_data` and `st.cache_resource` outside pages/parts/."""
    return [
        f"{module.where}:{node.lineno}: {node.attr} belongs in pages/parts/"
        for module in modules(root)
        if not within(module.name, "pages.parts")
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr in ("cache_data", "cache_resource")
    ]
