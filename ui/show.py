"""The one way to show a finding: headline, figure, foot, and behind it table, download and method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis import wording
from analysis.filters import CourseFilter
from report import export
from report.answer import Answer, Method
from report.pack.drawing import CHANCES
from ui import pack, practice, sidebar, state, text

SHARES = frozenset(
    {"rate", "coverage", "share", "share_now", "share_before", "lack", "power", "shrunken", "disagree_strong"}
    | {"disagree_mild", "neutral", "agree_mild", "agree_strong"}
)
"""Columns that hold shares from 0 to 1; the ends of an interval do where the first value does."""

YEARS = frozenset({"year", "fiscal_year"})
"""Columns of whole numbers that no comma parts."""

LISTED = 12
"""Rows of a list that stand on the page; the table behind it has more."""

ROWS_ON_SCREEN = 60
"""Rows of the table behind a finding; the download has all of them."""


Narrow = Callable[[list[str]], None]


def result(
    said: Answer[Any],
    *,
    narrow: Narrow | None = None,
    is_list: bool = False,
    columns: Sequence[str] = (),
    headline: Callable[[], None] | None = None,
    figures: Sequence[go.Figure] = (),
) -> None:
    """Show a finding from top to bottom, in the order every finding has.

    ``narrow`` lets a click on a mark choose what the mark stands for: it gets key and value in turn.
    ``is_list`` shows a finding without a figure row by row, instead of one line for each group; ``columns``
    are those that the list has room for.
    ``headline`` writes the takeaway where it is more than a sentence; ``figures`` are drawn two by two
    in place of the finding's own, which is one above the other.
    """
    look = state.look()
    key = said.finding.id.replace(".", "_")
    if headline is None:
        shows = getattr(said.frames, "more", {}).get("shows", said.finding.shows)
        notes = [text.note(each, look) for each in (said.detail, shows) if each]
        text.write(text.heading(said.headline or said.sentence), *notes)
    else:
        headline()
        text.write(text.note(said.finding.shows, look))
    if said.frames.rows.empty:
        pass  # an axis or a header with nothing on it says no more than the sentence does
    elif said.finding.figure is None:
        rows = _readable(said) if is_list else _grouped(said)
        if columns:
            rows = rows.loc[:, [said.finding.headings[name] for name in columns]]
        text.write(text.table(rows.head(LISTED if is_list else ROWS_ON_SCREEN), look))
        if is_list and len(rows) > LISTED:
            text.write(
                text.note(f"The first {LISTED} of {wording.number(len(rows))}; the table has more.", look)
            )
    elif figures:
        _side_by_side(said, key, figures)
    elif not _is_without_months(said):
        _figure(said, key, narrow)
    text.write(text.note(said.foot, look))
    with st.container(horizontal=True, gap="small"):
        with st.popover("Table", icon=":material/table_rows:", type="tertiary", key=f"{key}_table"):
            _table(said)
        with st.popover("Download", icon=":material/download:", type="tertiary", key=f"{key}_download"):
            _downloads(said, key)
        with st.popover("How it is counted", icon=":material/info:", type="tertiary", key=f"{key}_method"):
            _method(said.finding.method)
        pack.add_button(said, key)


def _is_without_months(said: Answer[Any]) -> bool:
    """Whether no month has anything to show: an axis without anything on it says nothing."""
    rows, drawn = said.frames.rows, said.finding.shape.values
    if "month" not in rows or rows.empty:
        return False
    is_hidden = "hidden" in rows and bool(rows["hidden"].all())
    return is_hidden or bool(drawn and drawn[0] in rows and rows[drawn[0]].isna().all())


def _grouped(said: Answer[Any]) -> pd.DataFrame:
    """Put the names of one group in one row, each with its count: what is shown where there is no figure."""
    group, name, count = said.table.columns[:3]
    named = said.table.assign(**{name: said.table[name] + " (" + said.table[count].astype(str) + ")"})
    return named.groupby(group, sort=True)[name].agg(", ".join).reset_index()


def _side_by_side(said: Answer[Any], key: str, figures: Sequence[go.Figure]) -> None:
    """Draw figures two by two; the first carries the words for all of them."""
    columns = st.columns(2, gap="medium") if len(figures) > 1 else [st.container()]
    for place, figure in enumerate(figures):
        with columns[place % len(columns)]:
            st.plotly_chart(
                figure,
                key=f"{key}_figure_{place}",
                theme=None,
                config={"displayModeBar": False},
                alt=_in_words(said) if place == 0 else f"{said.finding.title}, continued.",
            )


def _figure(said: Answer[Any], key: str, narrow: Narrow | None) -> None:
    assert said.finding.figure is not None
    shared: dict[str, Any] = {
        "theme": None,
        "config": {"displayModeBar": False},
        "alt": _in_words(said),
    }
    figure = said.finding.figure(said.frames, state.look())
    if narrow is None:
        st.plotly_chart(figure, key=f"{key}_figure", **shared)
        return
    # A click leaves its mark selected; a new key forgets that, so that the next click counts again.
    turn = f"{key}_turn"
    widget = f"{key}_figure_{st.session_state.get(turn, 0)}"
    st.plotly_chart(
        figure,
        key=widget,
        on_select=partial(_clicked, widget, turn, narrow),
        selection_mode="points",
        **shared,
    )


def _clicked(widget: str, turn: str, narrow: Narrow) -> None:
    points = st.session_state[widget]["selection"]["points"]
    marks = points[0].get("customdata") if points else None
    if marks:
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
        narrow([str(mark) for mark in marks])


def _in_words(said: Answer[Any]) -> str:
    """Say a figure for a reader who does not see it: the takeaway and the first numbers."""
    table = said.table.head(12)
    rows = "; ".join(", ".join(_written(value) for value in row) for row in table.itertuples(index=False))
    more = f"; and {wording.count(len(said.table) - 12, 'more row')}" if len(said.table) > 12 else ""
    return f"{said.sentence} {said.finding.shows} {', '.join(table.columns)}: {rows}{more}."


def _written(value: object) -> str:
    return "none" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _readable(said: Answer[Any]) -> pd.DataFrame:
    """Write a finding's table as a reader reads it: shares in percent, months by name, hidden as hidden."""
    rows, told = said.frames.rows, said.table.copy()
    hidden = rows["hidden"].astype(bool).to_numpy() if "hidden" in rows else None
    shares = SHARES | ({"low", "high"} if {"rate", "share"} & set(said.finding.headings) else set())
    for place, name in enumerate(said.finding.headings):
        column = told.iloc[:, place]
        if name in shares:
            told.isetitem(place, [None if pd.isna(each) else wording.percent(each) for each in column])
        elif name in CHANCES:
            told.isetitem(place, [None if pd.isna(each) else wording.p_value(each) for each in column])
        elif name == "month":
            told.isetitem(place, [wording.short_month(each) for each in pd.to_datetime(column)])
        elif pd.api.types.is_datetime64_any_dtype(column):
            told.isetitem(place, [None if pd.isna(each) else wording.day(each.date()) for each in column])
        elif pd.api.types.is_integer_dtype(column) and name not in YEARS:
            told.isetitem(place, [None if pd.isna(each) else wording.number(int(each)) for each in column])
        elif pd.api.types.is_float_dtype(column):
            told.isetitem(place, [None if pd.isna(each) else round(each, 2) for each in column])
        if hidden is not None and hidden.any():
            shown = told.iloc[:, place].astype("object")
            empty = hidden & pd.isna(shown).to_numpy()
            told.isetitem(place, shown.mask(empty, "hidden"))
    if "coded" in rows and (rows["coded"] != "").any():
        share = next((place for place, name in enumerate(said.finding.headings) if name in SHARES), None)
        if share is not None:
            coded = rows["coded"]
            told.isetitem(share, told.iloc[:, share].astype("object").mask(coded != "", coded).to_numpy())
    return told


def _table(said: Answer[Any]) -> None:
    pieces = [text.table(_readable(said).head(ROWS_ON_SCREEN), state.look())]
    if len(said.table) > ROWS_ON_SCREEN:
        left = wording.number(len(said.table))
        first = f"The first {ROWS_ON_SCREEN} of {left} rows; the download has all."
        pieces.append(text.note(first, state.look()))
    text.write(*pieces)


def _downloads(said: Answer[Any], key: str) -> None:
    about = _about(said)
    name = said.finding.id.replace(".", "-").replace("_", "-")
    if state.has_practice():
        name, about = f"practice-{name}", [practice.MARK, *about]
    st.download_button(
        "Excel (XLSX)",
        partial(export.xlsx_bytes, said.table, about=about),
        file_name=f"{name}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key=f"{key}_xlsx",
        on_click="ignore",
        type="tertiary",
    )
    st.download_button(
        "CSV",
        partial(export.csv_bytes, said.table),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        type="tertiary",
    )


def _about(said: Answer[Any]) -> list[str]:
    """What a table that travels alone must say about itself."""
    method = said.finding.method
    return [
        said.sentence,
        said.finding.shows,
        f"Showing: {said.showing}.",
        said.foot,
        method.counts,
        method.left_out,
        method.source,
        f"Made by Front Desk on {wording.day(said.frames.asked.today)}.",
    ]


def _method(method: Method) -> None:
    rows = [
        ("What is counted", method.counts),
        ("What is left out", method.left_out),
        ("Where it comes from", method.source),
        ("What it can say", method.level),
    ]
    text.write(text.facts(rows, state.look()))


def nothing_here(headline: str, promise: str, page: str, action: str) -> None:
    """Say what will be on an empty page, why it is not, and the one thing to do."""
    with st.container(border=True, width=640):
        text.write(text.heading(headline), text.paragraph(promise))
        if st.button(action, type="primary", key="nothing_here"):
            st.switch_page(page)


def nothing_matches(chosen: CourseFilter) -> None:
    """Say that no course is left, with the filter in words and the ways out of it."""
    with st.container(border=True, width=640):
        why = f"No course is left with {chosen.describe()}."
        text.write(text.heading("No course matches."), text.paragraph(why))
        if chosen.undated == "left out":
            st.button(
                "Include courses without a date", on_click=sidebar.include_undated, key="include_undated"
            )
