"""Nothing reaches a reader but through the gate: read from the source by `ast`.

Lives here: the rule that who takes stored rows or sums of them hands them to `values.for_readers` in the same function.
Every rule takes the root of a house and returns its faults as "file:line: what is wrong".
Not here: what the gate does (`equity.disclosure`), which a browser tries (`journeys.stories.test_a6_small_numbers`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house_imports import Module, called, imported, modules, within

VALUES = "pages.parts.answering.values"
HELD, LINKED, TOTALS = (
    f"pages.parts.answering.releasing.{name}" for name in ("held_rows", "told_segments", "told_totals")
)
GATE = "for_readers"
# What `values` gives before the gate, and what a pack's store gives.
RAW = frozenset(("observed", "everywhere", "totals", "part_totals", "stored", "summed"))
FROM_STORE = frozenset(("observations", "block", "several"))
# Where unreleased rows may be handled, and why they cannot get out. A named function is as raw as what it takes.
WHOLE_MODULES = {
    VALUES: "it holds the gate",
    HELD: "the rows as held: `MAY_NAME` says who may take them",
    LINKED: "judges the rows; `MAY_NAME` says who may take them",
    TOTALS: "judges the rows that `values` sums",
    "pages.parts.answering.own.own_ledger": "the ledger's true counts: only verdicts leave it",
}
INNER = {
    "pages.parts.answering.series": frozenset(
        ("_everywhere", "_stored", "_tables", "summed", "own_sums", "_sums", "_own_figures", "_kept_back", "figures")
    )
}
YES_OR_NO = {  # looks at rows and gives none of them away
    ("pages.parts.answering.releasing.protected", "has_small"),
    ("pages.parts.asking.possible", "_counted"),
}
# Only the gate itself may release rows, nobody else in pages/ reads the store's file, and few see rows before the gate.
MAY_NAME = {
    "equity.disclosure.released": {VALUES},
    "data.store": {VALUES, HELD},
    HELD: {VALUES, LINKED},
    LINKED: {VALUES, TOTALS},
}


def unreleased_rows(root: Path) -> list[str]:
    """Functions of pages/ and app.py that take rows before the gate and do not hand them to it."""
    faults = []
    for module in modules(root, "app.py", "pages"):
        if module.name in WHOLE_MODULES:
            continue
        inner = INNER.get(module.name, frozenset())
        bound = dict(bindings(module))
        for name, calls in bodies(module):
            if name in inner or (module.name, name) in YES_OR_NO or any(called(call) == GATE for call in calls):
                continue
            faults += [
                f"{module.where}:{call.lineno}: {called(call)}() gives rows that have not passed {GATE}()"
                for call in calls
                if raw(call, bound, inner=inner)
            ]
    return faults


def bodies(module: Module) -> Iterator[tuple[str, list[ast.Call]]]:
    """Every function (a method by its own name) and the module itself, with the calls that are its own."""
    functions = [node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for function in functions:
        yield function.name, [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    yield "", [node for node in module.nodes if isinstance(node, ast.Call) and id(node) not in inside]


def raw(call: ast.Call, bound: dict[str, str], *, inner: frozenset[str]) -> bool:
    """Whether a call gives rows before the gate; `bound` is what the module imports."""
    name, function = called(call), call.func
    if isinstance(function, ast.Attribute):
        base = function.value.attr if isinstance(function.value, ast.Attribute) else getattr(function.value, "id", "")
        of = bound.get(base, "")
        within_series = name in INNER.get(of, ())
        return (name in RAW and of == VALUES) or within_series or (name in FROM_STORE and base in ("store", "_store"))
    of, _, original = bound.get(name, "").rpartition(".")
    return name in inner or (of == VALUES and original in RAW) or original in INNER.get(of, ())


def bindings(module: Module) -> Iterator[tuple[str, str]]:
    """(name in this module, dotted name of what it stands for) of everything it imports."""
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.asname or alias.name.split(".")[-1], alias.name) for alias in node.names)


def other_gates(root: Path) -> list[str]:
    """Modules of pages/ that release rows themselves, open the store past the pack or take rows before the gate."""
    return [
        f"{module.where}:{line}: {name} is for {', '.join(sorted(may))} only"
        for module in modules(root, "app.py", "pages")
        for line, name in imported(module.tree, module.name)
        for one, may in MAY_NAME.items()
        if within(name, one) and module.name not in may
    ]
