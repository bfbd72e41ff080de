"""Writing TOML that people can read and change: one table of texts, numbers and lists, nested tables after it.

Lives here: quoting. Not here: what is written (`data.catalogue`, `data.adding`).
"""

from __future__ import annotations

from collections.abc import Mapping


def toml_table(name: str, values: Mapping[str, object]) -> str:
    """A table with its values in the order given; mappings become tables of their own below it.

    Examples
    --------
    >>> print(toml_table("a", {"text": 'say "no"', "number": 1.5, "list": ["x"], "more": {"b": 1}}), end="")
    [a]
    text = "say \\"no\\""
    number = 1.5
    list = ["x"]
    <BLANKLINE>
    [a.more]
    b = 1
    """
    plain = [f"{_key(key)} = {_value(value)}" for key, value in values.items() if not isinstance(value, Mapping)]
    inner = [toml_table(f"{name}.{_key(key)}", value) for key, value in values.items() if isinstance(value, Mapping)]
    return "\n".join([f"[{name}]\n" + "".join(f"{line}\n" for line in plain), *inner])


def quoted(text: str) -> str:
    """A text as TOML writes it in one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(f"\\u{ord(sign):04X}" if ord(sign) < 32 or ord(sign) == 127 else sign for sign in escaped) + '"'
    )


def _key(key: str) -> str:
    bare = key.replace("_", "").replace("-", "")
    return key if bare.isascii() and bare.isalnum() else quoted(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return quoted(str(value))
