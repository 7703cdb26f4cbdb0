"""Plans to take along: a calendar file, and a workbook with a sheet a branch."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

import icalendar
import pandas as pd

from report.export import FORMULA_SAFE, cell

SHEET_NAME: Final = 31
"""Letters that Excel allows in the name of a sheet."""


def calendar(events: pd.DataFrame, *, name: str, now: datetime | None = None) -> bytes:
    """Write all-day events as an iCalendar file (RFC 5545).

    Parameters
    ----------
    events
        ``starts_on`` (date), ``title``, ``description``: people's text, escaped by the library.
    name
        Of the calendar. The same name, day and title give the same event again, so that a calendar
        that reads the file twice has it once.
    now
        When it was made.
    """
    made = icalendar.Calendar()
    made.add("prodid", "-//Front Desk//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _line(name))
    for row in events.to_dict("records"):
        event = icalendar.Event()
        key = f"{name}|{row['starts_on']}|{row['title']}"
        event.add("uid", f"{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@frontdesk")
        event.add("dtstamp", now or datetime.now(UTC))
        event.add("dtstart", row["starts_on"])
        event.add("dtend", row["starts_on"] + timedelta(days=1))
        event.add("summary", _line(row["title"]))
        event.add("description", _line(row["description"]))
        made.add_component(event)
    return bytes(made.to_ical())


def _line(value: object) -> str:
    """Leave out what no calendar can hold."""
    return str(cell(str(value))).replace("\t", " ")


def workbook(sheets: Mapping[str, pd.DataFrame], *, about: Sequence[str]) -> bytes:
    """Write one sheet a branch, and one that says what it is. Text stays text, whatever it begins with."""
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": FORMULA_SAFE}) as writer:
        taken = {"about"}
        for name, table in sheets.items():
            sheet = _sheet_name(name, taken)
            clean = table.map(cell).rename(columns=cell)
            clean.to_excel(writer, sheet_name=sheet, index=False)
            writer.sheets[sheet].freeze_panes(1, 0)
            writer.sheets[sheet].set_column(0, 0, 50)
            writer.sheets[sheet].set_column(1, max(len(clean.columns) - 1, 1), 16)
        notes = pd.DataFrame({"About this plan": [cell(line) for line in about]})
        notes.to_excel(writer, sheet_name="About", index=False)
        writer.sheets["About"].set_column(0, 0, 100)
    return buffer.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """Make a name that Excel takes, and that no other sheet has."""
    clean = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", str(cell(name))).strip().strip("'")[:SHEET_NAME] or "Sheet"
    tried, number = clean, 2
    while tried.casefold() in taken or tried.casefold() == "history":
        ending = f" {number}"
        tried, number = clean[: SHEET_NAME - len(ending)] + ending, number + 1
    taken.add(tried.casefold())
    return tried
