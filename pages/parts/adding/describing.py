"""What a reader says of the figures: boxes with short help, nothing guessed that decides how they are judged.

Lives here: the form. Not here: what must be said (`data.adding.settings`).
"""

from __future__ import annotations

from dataclasses import fields, replace

import streamlit as st

from data.adding.setting_words import HELP, LABELS, RULES
from data.adding.settings import CHOICES, Settings
from data.adding.version import Added

SPOKEN = {
    "lens": {"outcomes": "Outcomes", "quality": "Quality", "finance": "Finance", "context": "Context"},
    "value_type": {
        "proportion": "A share of people (count out of people)",
        "crude_rate": "A rate of events (count per people)",
        "directly_standardised_rate": "An age-standardised rate, as published",
        "count": "A count",
        "mean": "An average (minutes, years)",
        "index": "A score or rank",
    },
    "polarity": {"high_is_good": "High is good", "low_is_good": "Low is good", "none": "Neither: not judged"},
    "release_rule": RULES,
}
LONG = ("definition",)
NUMBERS = ("multiplier", "decimals")
ASKED = tuple(name for name in LABELS)
SAID = "_own_described"


def described(first: Settings, *, name: str) -> Settings | None:
    """The settings as the reader sent them off; None until then.

    Parameters
    ----------
    first : Settings
        What the boxes hold at first.
    name : str
        Of the file: another file begins with empty boxes.
    """
    key = f"{name}_{first.id}"
    with st.form(f"own_settings_{key}", border=False):
        st.html("<h2>What the figures are</h2>")
        texts: dict[str, object] = {}
        left, right = st.columns(2)
        for number, field in enumerate(ASKED):
            with left if number < (len(ASKED) + 1) // 2 else right:
                texts[field] = _box(field, first, f"own_{field}_{key}")
        sent = st.form_submit_button("Check and preview", type="primary")
    if sent:
        st.session_state[SAID] = (key, replace(first, **texts))
    kept = st.session_state.get(SAID)
    return kept[1] if kept and kept[0] == key else None


def _box(field: str, first: Settings, key: str) -> object:
    value, label = getattr(first, field), LABELS[field]
    if field in CHOICES:
        options = ["", *CHOICES[field]]
        words = {"": "Choose"} | SPOKEN[field]
        return st.selectbox(
            label, options, index=options.index(value), format_func=words.get, help=HELP[field], key=key
        )
    if field == "decimals":
        return int(st.number_input(label, 0, 6, value, help=HELP[field], key=key))
    if field == "multiplier":
        return float(st.number_input(label, value=value, help=HELP[field], key=key))
    if field in LONG:
        return st.text_area(label, value, help=HELP[field], key=key, height=80)
    return st.text_input(label, value, help=HELP[field], key=key)


def settings_of(added: Added) -> Settings:
    """The settings that an added indicator was made of."""
    known = {item.name for item in fields(Settings)}
    indicator = {name: getattr(added.indicator, name) for name in known if hasattr(added.indicator, name)}
    source = {name: getattr(added.source, name) for name in ("publisher", "title", "licence", "published", "url")}
    plain = {name: str(value) if name in CHOICES else value for name, value in (indicator | source).items()}
    return Settings(**plain, owner=added.notes.owner, reason=added.notes.reason)
