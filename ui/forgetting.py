"""A member of staff forgotten: everything kept of them deleted, for the director only."""

from __future__ import annotations

import streamlit as st

from data.store import StoreUnavailable
from ui import preferences, state, text


def form() -> None:
    """Ask whom to forget, and say afterwards what was deleted and which copies may still hold it."""
    if state.role() != "director":
        return
    text.write(text.heading("Forget a member of staff"))
    st.text_input(
        "Id, email address or name, as files have it",
        key="forget_person",
        width=preferences.LONGEST,
        autocomplete="off",
    )
    note = "Deletes every record of the person and the originals they stand in. It cannot be taken back."
    text.write(text.note(note, state.look()))
    st.button("Delete for good", on_click=_forget, key="forget", icon=":material/delete_forever:")
    for sentence in st.session_state.pop("forgotten", ()):
        text.write(text.paragraph(sentence))


def _forget() -> None:
    person = str(st.session_state.get("forget_person") or "").strip()
    if not person:
        state.refuse("Write whom to forget: the id, the email address or the name, as files have it.")
        return
    try:
        deleted = state.store().delete_person(person, by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))
        return
    st.session_state["forget_person"] = ""
    st.session_state["forgotten"] = deleted.sentences
