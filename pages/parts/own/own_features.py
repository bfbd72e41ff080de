"""Which features of an uploaded file are taken: all as one, or those with one value of one column.

Lives here: what is offered, what a choice means, what is not offered. Not here: opening the upload and taking areas
(`own_taking`), the select box (`own_controls`).
"""

from __future__ import annotations

import numpy as np

from data.own.own_shapes import Shapes
from data.validation import Fault, FileFaults

ALL = "all"  # every feature of a file, as one
LISTED = 200  # values of a column


def offered(shapes: Shapes) -> dict[str, tuple[str, str]]:
    """Column and value of every choice, by the words for it; no two have the same words."""
    found: dict[str, tuple[str, str]] = {}
    for number, column in enumerate(shapes.columns, start=1):
        for value in shapes.choices(column)[:LISTED]:
            words = f"{column}: {value}"
            while words in found:
                words += f" (column {number})"
            found[words] = (column, value)
    return found


def unlisted(shapes: Shapes) -> str:
    """Which columns have more values than are offered, and what to do; "" where all are."""
    many = {column: len(shapes.choices(column)) for column in shapes.columns}
    long = [f"of “{column}” the first {LISTED} of {count:,}" for column, count in many.items() if count > LISTED]
    if not long:
        return ""
    return f"Not all values are listed: {', '.join(long)}. To take another one, save it as a file of its own."


def chosen(shapes: Shapes, choice: str) -> np.ndarray:
    """Places (from 0) of the features that a choice means.

    Raises
    ------
    FileFaults
        The file does not have the choice: then nothing of it is taken.
    """
    places = np.arange(len(shapes.shapes))
    if choice == ALL or len(places) < 2:
        return places
    if choice not in (known := offered(shapes)):
        raise FileFaults([Fault(shapes.file, f"does not have the features chosen (“{choice}”): choose them again")])
    column, value = known[choice]
    return places[np.array(shapes.columns[column], dtype=object) == value]
