"""The filter of training and satisfaction: its widgets, and what was chosen in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from analysis import periods, wording
from analysis.filters import NONE
from analysis.people_filter import PeopleFilter
from report.answer import ROLES
from ui import state

YEAR, FIRST, LAST, BRANCH, TOPIC, COURSE, CHANNEL, VIEW = (
    "fy", "since", "until", "at", "about", "taken", "asked", "view"
)  # fmt: skip
KEYS: Final = (YEAR, FIRST, LAST, BRANCH, TOPIC, COURSE, CHANNEL)


def people_filter(title: str, *, courses: bool = True, channels: bool = True) -> None:
    """Draw the filter in the sidebar; every choice is in the address and comes back from it."""
    there = state.people_choices()
    with st.sidebar:
        st.markdown(f"#### {title}")
        _period(there.fiscal_years, there.months)
        _many("Branch", BRANCH, [*there.branches, NONE], "All branches", "Not named")
        if courses:
            _many("Topic", TOPIC, [*there.topics, NONE], "All topics", "Not found")
            _many("Course", COURSE, list(there.courses), "All courses", "")
        if channels and there.channels:
            _many("Asked", CHANNEL, [*there.channels, NONE], "In any way", "Not said")
        view()


def only_view() -> None:
    """Offer nothing but the view: of pages on which no period or branch is chosen."""
    with st.sidebar:
        view()


def view() -> None:
    """Let the reader see what another reader would see."""
    st.selectbox(
        "View as",
        ROLES,
        format_func=str.capitalize,
        key=VIEW,
        bind="query-params",
        help="Director: all figures. Trainer: who needs what, too. Board: no person and no small group. "
        "It decides what is read from the data, not only what is shown.",
    )


def _period(years: tuple[int, ...], months: tuple[date, ...]) -> None:
    start = state.house().fiscal_start
    st.multiselect(
        "Period",
        years,
        format_func=lambda year: periods.FiscalYear(year, start).name,
        key=YEAR,
        placeholder="All years",
        select_all=False,
        bind="query-params",
    )
    written = [month.strftime("%Y-%m") for month in months]
    first, last = st.columns(2, gap="small")
    for column, label, key in ((first, "From", FIRST), (last, "To", LAST)):
        column.selectbox(
            label,
            written,
            index=None,
            format_func=lambda each: wording.short_month(_month(each)),
            placeholder="Any",
            key=key,
            bind="query-params",
        )


def _month(written: str) -> date:
    return date.fromisoformat(f"{written}-01")


def _many(label: str, key: str, options: list[str], placeholder: str, when_none: str) -> None:
    st.multiselect(
        label,
        options,
        format_func=lambda name: when_none if name == NONE else name,
        key=key,
        placeholder=placeholder,
        select_all=False,
        bind="query-params",
    )


def chosen() -> PeopleFilter:
    """What the reader has chosen; a choice that the address does not hold is open."""
    said: Mapping[str, Any] = {key: st.session_state.get(key) for key in KEYS}
    keys = state.people_choices().courses
    return PeopleFilter(
        fiscal_years=tuple(said[YEAR] or ()),
        first_month=_month(said[FIRST]) if said[FIRST] else None,
        last_month=_month(said[LAST]) if said[LAST] else None,
        branches=tuple(said[BRANCH] or ()),
        topics=tuple(said[TOPIC] or ()),
        courses=tuple(keys[label] for label in said[COURSE] or () if label in keys),
        channels=tuple(said[CHANNEL] or ()),
    )


def chosen_alongside() -> PeopleFilter:
    """The branches and the period chosen; what only other pages offer is left open."""
    return replace(chosen(), topics=(), courses=(), channels=())


def show_all() -> None:
    """Take every choice back."""
    for key in (YEAR, BRANCH, TOPIC, COURSE, CHANNEL):
        st.session_state[key] = []
    st.session_state[FIRST] = st.session_state[LAST] = None


def narrow(marks: list[str]) -> None:
    """Choose what was clicked, or take it back where it was chosen alone already."""
    keys = {"branch": BRANCH, "topic": TOPIC, "course": COURSE, "channel": CHANNEL}
    for key, value in zip(marks[::2], marks[1::2], strict=True):
        if key in keys:
            now = st.session_state.get(keys[key])
            st.session_state[keys[key]] = [] if now == [value] else [value]
