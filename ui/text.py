"""Text from files and people, put on the page exactly as it was typed.

Streamlit's Markdown would turn parts of it into links, pictures, colors or formulas, so such text
never goes there: it is escaped and written as HTML, where nothing is left to interpret.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd
import streamlit as st

from charts.theme import Look

MEASURE = "max-width: 760px"
"""Prose is never wider than a comfortable line."""

HEADLINE = 'margin: 0; padding: 0; font-family: "Source Serif", serif; font-weight: 600; line-height: 1.3'


def headline(text: str, *, level: int = 3, size: str = "1.25rem") -> None:
    """Write a takeaway as a heading in the heading font."""
    style = f"{HEADLINE}; font-size: {size}; {MEASURE}"
    st.html(f"<h{level} style='{style}'>{escape(text)}</h{level}>")


def small(text: str, look: Look) -> None:
    """Write a note in the small gray type."""
    st.html(
        f"<p style='margin: 0; font-size: 0.875rem; color: {look.gray}; {MEASURE}'>{escape(text)}</p>"
    )


def paragraph(text: str, *, strong: str = "") -> None:
    """Write a paragraph, with an optional bold beginning."""
    lead = f"<strong>{escape(strong)}</strong> " if strong else ""
    st.html(f"<p style='margin: 0; {MEASURE}'>{lead}{escape(text)}</p>")


def passage(spans: Iterable[tuple[str, bool]], look: Look) -> None:
    """Write a passage with its matching words marked, as ``analysis.search.passage`` gives them."""
    mark = f"background: {look.band}; color: inherit; padding: 0 2px"
    marked = (f"<mark style='{mark}'>{escape(text)}</mark>" if hit else escape(text) for text, hit in spans)
    st.html(f"<p style='margin: 0; {MEASURE}'>{''.join(marked)}</p>")


def facts(rows: Iterable[tuple[str, str]], look: Look) -> None:
    """Write a list of facts: a gray name and its value."""
    name = f"color: {look.gray}; font-size: 0.875rem; margin: 0"
    value = "margin: 0 0 0.75rem 0; white-space: pre-line"
    items = "".join(
        f"<dt style='{name}'>{escape(fact)}</dt><dd style='{value}'>{escape(said)}</dd>" for fact, said in rows
    )
    st.html(f"<dl style='margin: 0; {MEASURE}'>{items}</dl>")


def notice(said: str, why: str) -> None:
    """Put a sentence with its reason in a frame above the page."""
    with st.container(border=True, width=760):
        headline(said)
        paragraph(why)


def bullets(items: Iterable[str]) -> None:
    """Write a list, one item each."""
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    st.html(f"<ul style='margin: 0; padding-left: 1.25rem; {MEASURE}'>{listed}</ul>")


def source(lines: str, first: int, look: Look) -> None:
    """Write lines of a file with their numbers, wrapped and otherwise untouched."""
    number = f"color: {look.gray}; text-align: right; padding-right: 12px; vertical-align: top"
    rows = "".join(
        f"<tr><td style='{number}'>{at}</td><td style='overflow-wrap: anywhere'>{escape(line)}</td></tr>"
        for at, line in enumerate(lines.splitlines(), start=first)
    )
    st.html(f"<table style='font-size: 0.875rem; line-height: 1.5; border-collapse: collapse'>{rows}</table>")


def table(frame: pd.DataFrame, look: Look) -> None:
    """Write a small table: numbers to the right, text as it was typed, unknown as a dash."""
    rule = f"border-bottom: 1px solid {look.rule}; padding: 6px 16px 6px 0; vertical-align: top"
    right = [pd.api.types.is_numeric_dtype(frame[column]) for column in frame.columns]
    sides = ["right" if number else "left" for number in right]
    head = "".join(
        f"<th scope='col' style='{rule}; text-align: {side}; font-weight: 400; color: {look.gray}'>"
        f"{escape(str(name))}</th>"
        for name, side in zip(frame.columns, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td style='{rule}; text-align: {side}'>{_cell(value)}</td>"
            for value, side in zip(row, sides, strict=True)
        )
        + "</tr>"
        for row in frame.itertuples(index=False)
    )
    style = "border-collapse: collapse; font-size: 0.875rem; width: 100%"
    st.html(
        f"<div style='overflow-x: auto' tabindex='0'><table style='{style}'>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return "–"
    return escape(str(value))
