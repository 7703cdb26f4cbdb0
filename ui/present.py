"""Present: one finding a screen in large type, on a projector, with arrow keys or a clicker."""

from __future__ import annotations

from typing import Final

import streamlit as st

from charts.theme import Look
from report.pack import cover as marks
from report.pack import drawing, measure, ready
from report.pack.outline import Item, foot, shows
from report.pack.svg import svg
from ui import pack, state, text

SLIDE: Final = "slide"
"""Which finding is shown, from 1; in the address, so that a reload stays there."""

ROWS: Final = 8
HEADLINE: Final = (1120.0, 112.0)
"""Pixels a headline has on a projector of 1280 by 720."""

LARGEST: Final = 44.0


def screen() -> None:
    """Show the finding that is reached, and the ways on, back and out."""
    if not pack.current().wanted:
        _choose()
        return
    made = pack.shown()
    items = made.outline.items
    if not items:
        text.write(text.heading("There is no data for any finding of this pack.", 2))
        _leave()
        return
    place = min(max(_place(), 1), len(items))
    _finding(items[place - 1], state.look(), is_practice=made.outline.is_practice)
    _ways(place, len(items))


def _place() -> int:
    told = st.query_params.get(SLIDE, "1")
    return int(told) if told.isdecimal() and len(told) < 6 else 1


def _go(place: int) -> None:
    st.query_params[SLIDE] = str(place)


def _choose() -> None:
    """Offer the ready recipes where nobody has put a pack together."""
    text.write(
        text.heading("Nothing to present yet.", 2),
        text.paragraph("Put a pack together under Board, Pack, or present one that comes ready."),
    )
    with st.container(horizontal=True):
        for recipe in ready.READY.values():
            if not recipe.asks_branch:
                st.button(
                    recipe.name.capitalize(), key=f"present_{recipe.name}", on_click=pack.put, args=(recipe,)
                )
    _leave()


def _finding(item: Item, look: Look, *, is_practice: bool) -> None:
    said = item.answer
    spec = drawing.spec(said, marks.accent(pack.cover().accent), item.words)
    drawn = svg(spec, look=look, wide=True)
    if drawn:
        figure = text.drawing(drawn, drawing.as_text(said), "42vh" if item.detail else "49vh")
    else:
        figure = text.large_table(drawing.cells(said)[: ROWS + 1], look)
    size = measure.fitting(item.headline, HEADLINE[0], HEADLINE[1], "Georgia", LARGEST)
    text.write(
        text.large_heading(item.headline, size),
        *([text.large_note(item.detail, look, is_ink=True)] if item.detail else []),
        text.large_note(shows(said), look),
        figure,
        text.large_note(foot(said, left=spec.left, is_practice=is_practice), look, size="1.125rem"),
    )


def _ways(place: int, count: int) -> None:
    back, on = max(place - 1, 1), min(place + 1, count)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ways"):
        st.button(
            "Previous", shortcut="left", key="previous", on_click=_go, args=(back,), disabled=place == 1
        )
        text.write(text.paragraph(f"{place} of {count}"), width="content")
        st.button("Next", shortcut="right", key="next", on_click=_go, args=(on,), disabled=place == count)
        st.space("stretch")
        # A clicker sends these two keys.
        st.button("Back", shortcut="pageup", key="clicker_back", type="tertiary", on_click=_go, args=(back,))
        st.button("On", shortcut="pagedown", key="clicker_on", type="tertiary", on_click=_go, args=(on,))
        _leave()


def _leave() -> None:
    if st.button("Leave", shortcut="escape", key="leave", type="tertiary"):
        st.switch_page("pages/board/pack.py")
