"""One entry of a TOML catalogue as text.

Lives here: `toml_entry`. Not here: what an entry must have (`data.catalogue`), taking a catalogue apart
(`data.england.texts`).
"""

from __future__ import annotations

from collections.abc import Mapping


def toml_entry(name: str, fields: Mapping[str, object]) -> str:
    """A table with texts, numbers, lists of texts and sub-tables, in the order given.

    Examples
    --------
    >>> print(toml_entry("a", {"unit": "%", "multiplier": 100.0, "notes": {"few": "Few."}}), end="")
    [a]
    unit = "%"
    multiplier = 100.0
    [a.notes]
    few = "Few."
    """
    plain = {key: value for key, value in fields.items() if not isinstance(value, Mapping)}
    tables = {key: value for key, value in fields.items() if isinstance(value, Mapping) and value}
    lines = [f"[{name}]", *(f"{key} = {_value(value)}" for key, value in plain.items())]
    for table, inner in tables.items():
        lines += [f"[{name}.{table}]", *(f"{_key(key)} = {_value(value)}" for key, value in inner.items())]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return quoted(str(value))


def _key(key: str) -> str:
    return key if key and all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in key) else quoted(key)


def quoted(text: str) -> str:
    """A TOML text of any signs: what cannot stand as it is, is written by its number.

    Examples
    --------
    >>> print(quoted('say "so" \\\\ here'))
    "say \\"so\\" \\\\ here"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    odd = {ord(sign) for sign in escaped if ord(sign) < 32 or ord(sign) == 127}
    return '"' + escaped.translate({number: f"\\u{number:04X}" for number in odd}) + '"'
