"""The form of a response card, and the buttons that keep, delete and bring back.

Lives here: widgets and their callbacks. Not here: what may be written (`cards`), keeping (`data.keeping.card_store`).
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts.empty import notice
from data.keeping.card_store import STATUSES, Card
from data.validation import FileFaults
from pages.parts.asking import address
from pages.parts.signals import cards

SAID, SURE = "_card_said", "_card_sure"
MOST_BROUGHT_BACK = 3


def card_form(card: Card | None, every: tuple[Card, ...]) -> None:
    """Draw what was said last, the form of the card that is open, and the cards that can be brought back."""
    removed = [one for one in every if one.removed][-MOST_BROUGHT_BACK:]
    said = st.session_state.pop(SAID, "")
    if card is None and not removed and not said:
        return
    with st.container(key="cardform"):
        if said:
            st.html(notice(said))
        if card is not None:
            _form(card)
        for one in removed:
            st.button(f"Undo deletion: {one.title}", key=f"back_{one.id}", on_click=_restore, args=(one,))


def _form(card: Card) -> None:
    key = f"{card.id}_{card.changed}"
    with st.form(f"card_{key}", border=True):
        st.html(f"<h3>{_safe(card.title)}</h3><p>{_safe(card.signal)}</p>")
        st.text_area("Action: what is done", card.action, key=f"action_{key}", max_chars=1000, height=80)
        left, right = st.columns(2)
        left.text_input("Owner: who does it", card.owner, key=f"owner_{key}", max_chars=200)
        right.text_input("Reach: how many people", card.reach, key=f"reach_{key}", max_chars=200)
        left.date_input("Next check", date.fromisoformat(card.next_check), key=f"check_{key}", format="DD/MM/YYYY")
        right.selectbox("Status", STATUSES, index=STATUSES.index(card.status), key=f"status_{key}")
        with st.container(horizontal=True):
            st.form_submit_button("Save card", type="primary", on_click=_save, args=(card, key))
            if card.changed and st.session_state.get(SURE) == key:
                st.form_submit_button("Yes, delete this card", on_click=_remove, args=(card,))
                st.form_submit_button("Keep it", on_click=_ask_first, args=("",))
            elif card.changed:
                st.form_submit_button("Delete card", on_click=_ask_first, args=(key,))
            st.form_submit_button("Close", on_click=_close)


def _safe(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _save(card: Card, key: str) -> None:
    now = {name: str(st.session_state[f"{name}_{key}"]) for name in ("action", "owner", "reach", "status")}
    made = cards.written(card, **now, next_check=st.session_state[f"check_{key}"].isoformat())
    if words := cards.refusal(made):
        st.session_state[SAID] = f"Not saved. {words}"
        return
    kept = _done(lambda: cards.store().keep(made), "Saved. The card is in the list above.")
    if kept is not None:
        address.ask("card", kept.id)
    else:
        st.session_state[SAID] += f" {cards.unsaved(made, card)}"


def _ask_first(key: str) -> None:
    """Ask once more before a card goes, or no longer."""
    st.session_state[SURE] = key


def _remove(card: Card) -> None:
    if _done(lambda: cards.store().remove(card.id), "Deleted. It can be brought back below.") is not None:
        address.ask("card", "")


def _restore(card: Card) -> None:
    if _done(lambda: cards.store().restore(card.id), "Brought back.") is not None:
        address.ask("card", card.id)


def _close() -> None:
    address.ask("card", "")


def _done(act, words: str) -> Card | None:
    """Do it and say so, or say why not."""
    try:
        kept = act()
    except FileFaults as refused:
        st.session_state[SAID] = "Not saved. " + " ".join(str(fault) for fault in refused.faults)
        return None
    st.session_state[SAID] = words
    return kept
