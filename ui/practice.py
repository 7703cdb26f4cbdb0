"""The practice library: loaded with one click, marked on every page, removed with one click."""

from __future__ import annotations

import streamlit as st

from data import practice
from data.store import StoreUnavailable
from ui import state, text

MARK = "Practice data: an invented library, not a real one."
BANNER = "Practice data is loaded: an invented library system, so that you can look around."


def banner() -> None:
    """Mark the page while practice data is loaded."""
    if not state.has_practice():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="practice"):
        text.write(text.note(BANNER, state.look()))
        st.button(
            "Remove it", on_click=_remove, key="remove_practice", type="tertiary", icon=":material/close:"
        )


def offer(heading: str = "") -> None:
    """Offer to load the practice library, under a heading and a note where it stands alone."""
    if state.has_practice():
        return
    if heading:
        note = "An invented library that fills every page; it is marked as such, and one click removes it."
        text.write(text.heading(heading), text.note(note, state.look()))
    st.button("Load the practice library", on_click=_load, key="load_practice", icon=":material/school:")


def _load() -> None:
    try:
        with st.spinner("Loading the practice library"):
            practice.load(state.store(), by=state.who())
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)


def _remove() -> None:
    try:
        practice.remove(state.store(), by=state.who())
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)
