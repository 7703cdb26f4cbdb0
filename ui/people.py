"""What pages about people share: the line under the title, and what an empty page says."""

from __future__ import annotations

import streamlit as st

from analysis import wording
from analysis.people_filter import PeopleFilter
from ui import people_sidebar, show, state, text


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


def looks_after_data() -> None:
    """End the page for the board, whose view has no files: their names and rows name people."""
    if state.role() != "board":
        return
    with st.container(border=True, width=640):
        text.write(
            text.heading("The board's view has no files."),
            text.paragraph(
                "Names of files, rows that were not taken and names to match can tell who somebody is."
            ),
        )
        st.button("View as director", type="tertiary", key="view_as_director", on_click=_as_director)
    st.stop()


def _as_director() -> None:
    st.session_state["role"] = st.session_state[people_sidebar.VIEW] = "director"
    st.query_params.pop(people_sidebar.VIEW, None)


def coverage(finding: str, chosen: PeopleFilter) -> None:
    """Show a finding about coverage; nothing where no staff list is on file, which ``no_staff_list`` says."""
    if state.people_choices().has_staff:
        show.result(state.people(finding, chosen), narrow=people_sidebar.narrow)


def no_staff_list() -> None:
    """Say what coverage takes where nobody knows who works where, and where to add it."""
    if state.people_choices().has_staff:
        return
    with st.container(border=True):
        text.write(
            text.heading("Coverage needs a staff list."),
            text.paragraph(
                "With a list of who works where, or how many work at each branch, this shows which share of "
                "each branch's staff has had a topic. Lists of completions leave out whoever took no course."
            ),
        )
        with st.container(horizontal=True):
            if st.button("Add a staff list", type="tertiary", key="add_staff_list"):
                st.switch_page("pages/data/add.py")
            if st.button("Write how many work there", type="tertiary", key="add_headcounts"):
                st.switch_page("pages/data/settings.py")


def comments(chosen: PeopleFilter) -> None:
    """Show comments by theme, and those of one theme to read. Only for those who may."""
    said_by_theme = state.people("satisfaction.comments_by_theme", chosen)
    if not said_by_theme.n:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        show.result(said_by_theme)
    known = said_by_theme.frames.rows.dropna(subset="comments")
    with right:
        text.write(text.heading("Read the comments"))
        themes = known["theme"].tolist()
        if not themes:
            text.write(text.note("No theme has enough comments to read.", state.look()))
            return
        theme = st.selectbox("Theme", themes, key="comment_theme", width=360)
        told = [
            f"{one.text} ({one.branch}, {wording.month_year(one.month)})"
            for one in state.comments(chosen, theme)
        ]
        note = "The newest first. Names, numbers and addresses are covered as far as they can be told."
        text.write(text.note(note, state.look()), text.bullets(told))


def who_was_asked(chosen: PeopleFilter) -> None:
    """Show how answers divide among channels, and warn where a change may be one of who was asked."""
    mix = state.people("satisfaction.mix", chosen)
    if mix.frames.more["moved"]:
        with st.container(border=True):
            text.write(text.paragraph(mix.sentence))
    by_year = state.people("satisfaction.channels_by_year", chosen)
    if by_year.frames.rows["channel"].nunique() > 1:
        show.result(by_year)


def instruments(chosen: PeopleFilter) -> None:
    """Show what only some surveys ask, two by two: importance, opportunity and gaps."""
    kinds = state.people_choices().kinds  # most libraries ask none of this, and every click would look for it
    names = [*(("importance", "opportunity") if "importance" in kinds else ())]
    names += ["gaps"] if "quality" in kinds else []
    asked = [state.people(f"satisfaction.{name}", chosen) for name in names]
    there = [said_here for said_here in asked if said_here.n or said_here.hidden]
    for at in range(0, len(there), 2):
        columns = st.columns(2, gap="medium")
        for column, said_here in zip(columns, there[at : at + 2], strict=False):
            with column:
                show.result(said_here)


def learning_list(finding: str, chosen: PeopleFilter, *columns: str) -> None:
    """Show a finding as a list, with the columns that a phone has room for."""
    show.result(state.people(finding, chosen), is_list=True, columns=columns)
