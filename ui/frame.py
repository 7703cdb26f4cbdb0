"""What is around every page: the name, the menu, the filter where a page uses it, the warnings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.theme import Look
from data.store import StoreUnavailable
from ui import logo, practice, recovery, server, state, text

THEME_SECONDS: Final = 3
MOST_MISSING: Final = 20


def open_page(
    pages: Mapping[str, Sequence[StreamlitPage]],
    *,
    filters: Mapping[str, Callable[[], None]],
    bare: Collection[str] = (),
) -> None:
    """Draw the frame and run the page that the address names.

    ``filters`` draws the filter of the pages that have one, by their address. Its widgets are made
    here, outside the pages: Streamlit then takes them for the same widgets on every page, and what
    was chosen goes along from page to page and into the address. ``bare`` pages, by their address too,
    have nothing around them: they are shown on a projector.
    """
    if _bare(pages, bare):
        return
    page = st.navigation(
        {section: list(group) for section, group in pages.items()}, position="top", expanded=True
    )
    st.set_page_config(page_title=f"{page.title} · Front Desk", layout="wide", initial_sidebar_state=300)
    st.logo(logo.wordmark(state.look()), size="medium", link=None)
    _follow_theme(state.look())
    _mend_open_labels(state.look())
    if server.open_network():
        st.warning("This server can be reached from other computers, and asks nobody who they are.")
    try:
        _warn_of_missing()
        practice.banner()
        if page.url_path in filters:
            filters[page.url_path]()
        _say_refusal()
        page.run()
    except StoreUnavailable as unavailable:  # at the start, or when a damaged block is read later
        recovery.page(unavailable)


def _bare(pages: Mapping[str, Sequence[StreamlitPage]], bare: Collection[str]) -> bool:
    """Run the page without a frame, if it is one of the bare ones."""
    page = st.navigation({section: list(group) for section, group in pages.items()}, position="hidden")
    if page.url_path not in bare:
        return False
    st.set_page_config(
        page_title=f"{page.title} · Front Desk", layout="wide", initial_sidebar_state="collapsed"
    )
    _follow_theme(state.look())
    try:
        page.run()
    except StoreUnavailable as unavailable:
        recovery.page(unavailable)
    return True


def _say_refusal() -> None:
    """Say why the last click changed nothing."""
    refusal = st.session_state.pop("refusal", None)
    if refusal:
        with st.container(border=True, width=760):
            text.write(text.heading("Nothing was changed."), text.paragraph(refusal))


def _mend_open_labels(look: Look) -> None:
    """Keep the label of an open popover readable.

    Streamlit 1.67 darkens the primary color for it, which on a dark page leaves near-black on near-black;
    no setting of the theme changes that without making white on primary unreadable.
    """
    quiet = "button[kind='tertiary']"
    st.html(f"<style>{quiet}[aria-expanded='true'], {quiet}:active {{color: {look.ink} !important}}</style>")


@st.fragment(run_every=THEME_SECONDS)
def _follow_theme(drawn: Look) -> None:
    """Run the page again when the screen's theme is no longer the one the page was drawn for.

    A computer that turns dark in the evening changes Streamlit's own colors at once, but not those
    of the figures, which are drawn here: dark ink would stay on dark paper until the next click.
    """
    if state.look() is not drawn:
        st.rerun()


def _warn_of_missing() -> None:
    """Name all that the ledger has and the database has not: lost in a power cut, or newer than a backup."""
    if state.role() == "board":  # names of files can name people
        return
    store = state.store()
    said = [lost.sentence for lost in store.missing_uploads()]
    said += [lost.sentence for lost in store.missing_changes()]
    if not said:
        return
    more = len(said) - MOST_MISSING
    with st.container(border=True, key="missing"):
        text.write(
            text.heading("Some of what was stored is no longer there."),
            text.bullets([*said[:MOST_MISSING], *([f"And {more:,} more."] if more > 0 else [])]),
            text.note("This happens when a backup is restored, or when the power fails.", state.look()),
        )
        st.button("Do not name it again", on_click=_seen, key="missing_seen", type="tertiary")


def _seen() -> None:
    try:
        state.store().dismiss_missing(by=state.who())
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)
