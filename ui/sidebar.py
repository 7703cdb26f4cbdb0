"""The catalog filter: its widgets, what was chosen in them, and what a click on a chart chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from analysis import wording
from analysis.filters import NONE, CourseFilter, Undated
from ui import people_sidebar, state

HOST, FORMAT, TOPIC, FIRST, LAST, UNDATED, EVERY = (
    "host", "format", "topic", "from", "to", "undated", "topics"
)  # fmt: skip
KEYS: Final = (HOST, FORMAT, TOPIC, FIRST, LAST, UNDATED, EVERY)
UNDATED_CHOICES: Final[tuple[Undated, ...]] = ("included", "left out", "only")
MAIN_TOPIC, EVERY_TOPIC = "main", "every"


def course_filter() -> None:
    """Draw the filter in the sidebar; every choice is in the address and comes back from it."""
    with st.sidebar:
        st.markdown("#### Narrow the catalog")
        _many("Host", HOST, [*_names("catalog.courses_by_host", "host"), NONE], "All hosts", "Not named")
        _many("Format", FORMAT, _names("catalog.courses_by_format", "format"), "All formats", "")
        _many(
            "Topic",
            TOPIC,
            [*sorted(_names("catalog.courses_by_topic", "topic")), NONE],
            "All topics",
            "Not found",
        )
        _years()
        st.selectbox(
            "Count a course under",
            (MAIN_TOPIC, EVERY_TOPIC),
            format_func={MAIN_TOPIC: "its main topic", EVERY_TOPIC: "each of its topics"}.__getitem__,
            key=EVERY,
            bind="query-params",
        )


def explore_filter() -> None:
    """Draw the filter of Explore: of the catalog, and of the training and answers that stand alongside."""
    course_filter()
    there = state.people_choices()
    if there.branches or there.months:
        people_sidebar.people_filter("Narrow training and answers", courses=False, channels=False)


def _many(label: str, key: str, options: Sequence[str], placeholder: str, when_none: str) -> None:
    st.multiselect(
        label,
        options,
        format_func=lambda name: when_none if name == NONE else _shown(key, name),
        key=key,
        placeholder=placeholder,
        select_all=False,
        bind="query-params",
    )


def _shown(key: str, name: str) -> str:
    return wording.format_name(name) if key == FORMAT else name


def _years() -> None:
    years = _names("catalog.courses_by_year", "year")
    first, last = st.columns(2, gap="small")
    for column, label, key in ((first, "From year", FIRST), (last, "To year", LAST)):
        column.selectbox(
            label, years, index=None, format_func=str, placeholder="Any", key=key, bind="query-params"
        )
    st.selectbox(
        "Courses without a date",
        UNDATED_CHOICES,
        format_func=str.capitalize,
        key=UNDATED,
        bind="query-params",
    )


def _names(finding_id: str, column: str) -> list[Any]:
    """The choices there are: the values of a finding over the whole catalog."""
    every = CourseFilter(every_topic=True)
    return state.answer(finding_id, every).frames.rows[column].tolist()


def chosen() -> CourseFilter:
    """What the reader has chosen; a choice that the address does not hold is open."""
    said: Mapping[str, Any] = {key: st.session_state.get(key) for key in KEYS}
    return CourseFilter(
        hosts=tuple(said[HOST] or ()),
        formats=tuple(said[FORMAT] or ()),
        topics=tuple(said[TOPIC] or ()),
        first_year=said[FIRST],
        last_year=said[LAST],
        undated=said[UNDATED] or "included",
        every_topic=said[EVERY] == EVERY_TOPIC,
    )


def show_all() -> None:
    """Take every choice back, but keep the way of counting topics."""
    for key in (HOST, FORMAT, TOPIC):
        st.session_state[key] = []
    st.session_state[FIRST] = st.session_state[LAST] = None
    st.session_state[UNDATED] = "included"


def narrow(marks: Sequence[str]) -> None:
    """Choose what was clicked, or take it back where it was chosen alone already.

    ``marks`` is what a figure's mark carries: key and value in turn, as in
    ``["topic", "Policy", "year", "2023"]``.
    """
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    wanted = {key: value for key, choice in pairs for key, value in _choice(key, choice).items()}
    now = {key: st.session_state.get(key) for key in wanted}
    if now == wanted:
        wanted = {key: _open(key) for key in wanted}
    st.session_state.update(wanted)


def _choice(key: str, value: str) -> dict[str, object]:
    if key != "year":
        return {key: [value]}
    if value == NONE:
        return {FIRST: None, LAST: None, UNDATED: "only"}
    return {FIRST: int(value), LAST: int(value), UNDATED: "left out"}


def _open(key: str) -> object:
    if key in (FIRST, LAST):
        return None
    return "included" if key == UNDATED else []


def include_undated() -> None:
    """Let courses without a date in again."""
    st.session_state[UNDATED] = "included"
