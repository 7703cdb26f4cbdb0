"""What pages about people share: the line under the title, and what an empty page says."""

from __future__ import annotations

import streamlit as st

from analysis import wording
from analysis.people_filter import PeopleFilter
from ui import people_sidebar, state, text


def said(chosen: PeopleFilter) -> str:
    """Say the filter in words, with the names of the courses, as a sentence begins."""
    labels = {key: label for label, key in state.people_choices().courses.items()}
    told = chosen.describe(labels, state.house().fiscal_start)
    return wording.sentence(told)


def lead(chosen: PeopleFilter, told: str) -> None:
    """Say what the page shows, with the numbers, and how to see all again."""
    with st.container(horizontal=True, vertical_alignment="center"):
        text.write(text.paragraph(told, strong=said(chosen)))
        if chosen.narrows:
            st.button(
                "Show all",
                icon=":material/close:",
                type="tertiary",
                on_click=people_sidebar.show_all,
                key="show_all_people",
            )


def nothing_matches(what: str, chosen: PeopleFilter) -> None:
    """Say that nothing is left under the filter; the way out of it is above, beside the filter's words."""
    with st.container(border=True, width=640):
        text.write(
            text.heading(f"No {what} is left."),
            text.paragraph(f"Nothing on file matches: {said(chosen)} Choose less in the filter."),
        )
