"""Text from files and people, put on the page exactly as it was typed.

Streamlit's Markdown would turn parts of it into links, pictures, colors or formulas, so such text
never goes there: each piece is escaped as it is made, and ``write`` puts pieces on the page as HTML
in which nothing is left to interpret.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final, Literal, NewType

import pandas as pd
import streamlit as st

from charts.theme import LIGHT, Look

Piece = NewType("Piece", str)
"""HTML in which all text is escaped."""

LINE: Final = "max-width: 760px"
"""Prose is never wider than a comfortable line."""

HEADING: Final = 'font-family: "Source Serif", serif; font-weight: 600; line-height: 1.3; padding: 0'
SIZES: Final = {2: "1.5rem", 3: "1.25rem", 4: "1.125rem", 5: "1rem"}


_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$^=&\"'])")


_NO_ESCAPE: Final = re.compile(r"(?i)(?<=:)(?=material/)|(?<=http)(?=s?://)|(?<=www)(?=\.)|(?<=@)(?=[\w-])")
"""Where icons, addresses and email addresses are told by their letters, whatever is escaped in them."""
NUMBER: Final = re.compile(r"(under |over )?[-+\N{MINUS SIGN}]?[\d,]+(\.\d+)?( ?%)?")
"""A number as it is written in a table."""
JOINER: Final = "\u2060"
"""Letters stay together around it, and it is not seen."""


def escaped(said: str) -> str:
    """Escape text for a widget's label, which Streamlit reads as Markdown.

    No escape keeps ``:material/home:`` from becoming an icon and ``www.example.org`` from becoming a link, so
    a joiner that is not seen stands in these.
    """
    return _MARKDOWN.sub(r"\\\1", _NO_ESCAPE.sub(JOINER, " ".join(said.split())))


def article(name: str) -> str:
    """Put "a" or "an" before a name."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def write(*pieces: Piece, width: Literal["stretch", "content"] = "stretch") -> None:
    """Put pieces on the page, one under the other."""
    stacked = "display: flex; flex-direction: column; gap: 0.375rem"
    st.html(f"<div style='{stacked}'>{''.join(pieces)}</div>", width=width)


def heading(text: str, level: int = 3) -> Piece:
    """Make a heading in the heading font; level 3 is a takeaway."""
    style = f"{HEADING}; margin: 0; font-size: {SIZES[level]}; {LINE}"
    return Piece(f"<h{level} style='{style}'>{escape(text)}</h{level}>")


def note(text: str, look: Look) -> Piece:
    """Make a note in small gray type."""
    return Piece(f"<p style='margin: 0; font-size: 0.875rem; color: {look.gray}; {LINE}'>{escape(text)}</p>")


def paragraph(text: str, *, strong: str = "") -> Piece:
    """Make a paragraph, with an optional bold beginning."""
    lead = f"<strong>{escape(strong)}</strong> " if strong else ""
    return Piece(f"<p style='margin: 0; {LINE}'>{lead}{escape(text)}</p>")


def prose(text: str) -> Piece:
    """Make one paragraph for each line of a longer text."""
    return Piece("".join(paragraph(line) for line in text.splitlines() if line.strip()))


def passage(spans: Iterable[tuple[str, bool]], look: Look) -> Piece:
    """Make a passage with its matching words marked, as ``analysis.search.passage`` gives them."""
    mark = f"background: {look.band}; color: inherit; padding: 0 2px"
    marked = (f"<mark style='{mark}'>{escape(text)}</mark>" if hit else escape(text) for text, hit in spans)
    return Piece(f"<p style='margin: 0; {LINE}'>{''.join(marked)}</p>")


def facts(rows: Iterable[tuple[str, str]], look: Look) -> Piece:
    """Make a list of facts: a gray name and its value."""
    name = f"color: {look.gray}; font-size: 0.875rem; margin: 0"
    value = "margin: 0 0 0.75rem 0; white-space: pre-line"
    items = "".join(
        f"<dt style='{name}'>{escape(fact)}</dt><dd style='{value}'>{escape(said)}</dd>"
        for fact, said in rows
    )
    return Piece(f"<dl style='margin: 0; padding: 0; {LINE}'>{items}</dl>")


def bullets(items: Iterable[str]) -> Piece:
    """Make a list, one item each."""
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    return Piece(f"<ul style='margin: 0; padding-left: 1.25rem; {LINE}'>{listed}</ul>")


def source(lines: str, first: int, look: Look) -> Piece:
    """Make numbered lines of a file, wrapped and otherwise untouched."""
    number = f"color: {look.gray}; text-align: right; padding-right: 12px; vertical-align: top"
    rows = "".join(
        f"<tr><td style='{number}'>{at}</td><td style='overflow-wrap: anywhere'>{escape(line)}</td></tr>"
        for at, line in enumerate(lines.splitlines(), start=first)
    )
    return Piece(
        f"<table style='font-size: 0.875rem; line-height: 1.5; border-collapse: collapse'>{rows}</table>"
    )


def paper(headline: str, shows: str, drawing: Piece, foot: str) -> Piece:
    """Make a finding as it is printed: black on white, whatever the screen's theme is."""
    note = f"margin: 0.25rem 0; font-size: 0.875rem; color: {LIGHT.gray}"
    return Piece(
        f"<div style='background: {LIGHT.background}; color: {LIGHT.ink}; padding: 1rem; "
        f"width: min(640px, 80vw)'>"
        f"<p style='{HEADING}; margin: 0; font-size: {SIZES[3]}'>{escape(headline)}</p>"
        f"<p style='{note}'>{escape(shows)}</p>{drawing}<p style='{note}'>{escape(foot)}</p></div>"
    )


def large_heading(text: str, size: float) -> Piece:
    """Make a headline for a screen across the room, ``size`` pixels at most; smaller on a phone."""
    style = f"{HEADING}; line-height: 1.15; margin: 0; font-size: clamp(26px, 3.45vw, {size:g}px)"
    return Piece(f"<h1 style='{style}'>{escape(text)}</h1>")


def large_note(text: str, look: Look, size: str = "1.25rem", *, is_ink: bool = False) -> Piece:
    """Make a note for a screen across the room; ``is_ink`` where it belongs to what the headline says."""
    color = look.ink if is_ink else look.gray
    style = f"margin: 0.25rem 0; font-size: {size}; line-height: 1.3; color: {color}"
    return Piece(f"<p style='{style}'>{escape(text)}</p>")


def drawing(svg: str, says: str, highest: str = "none") -> Piece:
    """Make a drawing as a picture with its text alternative, as wide as there is room; "" stays nothing."""
    if not svg:
        return Piece("")
    data = base64.b64encode(svg.encode("utf-8", errors="replace")).decode("ascii")
    style = f"width: 100%; max-height: {highest}; object-fit: contain"
    told = escape(says, quote=True)
    return Piece(f'<img src="data:image/svg+xml;base64,{data}" alt="{told}" style="{style}">')


def large_table(cells: Sequence[Sequence[str]], look: Look) -> Piece:
    """Make a table for a screen across the room; the first row is its head."""
    style = f"border-bottom: 1px solid {look.table_rule}; padding: 6px 28px 6px 0; text-align: left"
    head = "".join(
        f"<th scope='col' style='{style}; font-weight: 400; color: {look.gray}'>{escape(cell)}</th>"
        for cell in cells[0]
    )
    body = "".join(
        f"<tr>{''.join(f'<td style={chr(34)}{style}{chr(34)}>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in cells[1:]
    )
    shown = "border-collapse: collapse; font-size: 1.25rem"
    return Piece(
        f"<div style='overflow-x: auto' tabindex='0' role='region' aria-label='Table'>"
        f"<table style='{shown}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def table(frame: pd.DataFrame, look: Look) -> Piece:
    """Make a small table: numbers to the right, text as it was typed, unknown as a dash."""
    sides = ["right" if _is_of_numbers(frame.iloc[:, place]) else "left" for place in range(frame.shape[1])]
    head = "".join(
        f"<th scope='col' style='{_cell_style(side, look)}; font-weight: 400; color: {look.gray}'>"
        f"{escape(str(name))}</th>"
        for name, side in zip(frame.columns, sides, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, sides, look)}</tr>" for row in frame.itertuples(index=False))
    style = "border-collapse: collapse; font-size: 0.875rem"
    return Piece(
        f"<div style='overflow-x: auto' tabindex='0' role='region' aria-label='Table'>"
        f"<table style='{style}'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _is_of_numbers(column: pd.Series[Any]) -> bool:
    if pd.api.types.is_numeric_dtype(column.dtype):
        return True
    said = [str(each) for each in column if not pd.isna(each) and each != "hidden"]
    return bool(said) and all(map(NUMBER.fullmatch, said))


def _cells(row: Iterable[object], sides: list[str], look: Look) -> str:
    return "".join(
        f"<td style='{_cell_style(side, look)}'>{_cell(value)}</td>"
        for value, side in zip(row, sides, strict=True)
    )


def _cell_style(side: str, look: Look) -> str:
    edge = f"border-bottom: 1px solid {look.table_rule}"
    return f"{edge}; padding: 6px 24px 6px 0; vertical-align: top; text-align: {side}"


def _cell(value: object) -> str:
    return "–" if value is None or pd.isna(value) else escape(str(value))  # type: ignore[call-overload]
