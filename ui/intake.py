"""A file on its way in: asked for, read in a child process, shown as understood, and stored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import wording
from data.catalog.records import Entry, Problem, Reading
from data.store import Added, StoreUnavailable
from data.uploads.child import check_in_child
from report import export
from ui import state, text

LIMIT_MB = 50
SHOWN = 100
"""Problems on screen; the download has all of them."""

PREVIEWED = 20
"""Entries on screen before they are added."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader gave: the bytes and the name they came under."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash the store knows the content by."""
        return hashlib.sha256(self.content).hexdigest()


def ask() -> Given | None:
    """Ask for a file or pasted text; None until one is there."""
    turn = st.session_state.setdefault("intake_turn", 0)
    file = st.file_uploader(
        f"Web page, text, CSV or Excel, up to {LIMIT_MB} MB",
        key=f"file_{turn}",
        max_upload_size=LIMIT_MB,
    )
    pasted = ""
    with st.expander("Or paste the text of a page", icon=":material/content_paste:"):
        pasted = st.text_area("Text of a catalog page", key=f"pasted_{turn}", height=200)
        st.button("Read this text", key="read_pasted")
    if file is not None:
        return Given(file.name, file.getvalue())
    if pasted.strip():
        return Given("pasted text", pasted.encode("utf-8", errors="replace"))
    return None


def read(given: Given) -> Reading:
    """Read the file in a child process, once per content and visit."""
    known = st.session_state.get("intake_reading")
    if known and known[0] == (given.name, given.sha256):
        return known[1]
    with st.spinner("Reading the file", show_time=True):
        reading = check_in_child(given.content, given.name)
    st.session_state["intake_reading"] = ((given.name, given.sha256), reading)
    return reading


def refused(given: Given, reading: Reading) -> None:
    """Say why nothing can be stored."""
    with st.container(border=True, width=760, key="refused"):
        text.write(text.heading(f"{given.name} was not added."), text.paragraph(reading.message))


def understood(given: Given, reading: Reading) -> None:
    """Say what the file is and how much of it is new."""
    known = state.known_courses(tuple(entry.course_id for entry in reading.entries))
    total = len({entry.course_id for entry in reading.entries})
    new = wording.count(total - known, "course")
    text.write(
        text.heading(f"{given.name} is {_article(reading.source_format)}.", 2),
        text.paragraph(
            f"{new} not in the catalog yet, {wording.number(known)} already there.",
            strong=f"{wording.count(len(reading.entries), 'entry', 'entries')}:",
        ),
        *(text.note(problem.message, state.look()) for problem in reading.problems),
    )


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def problems(reading: Reading) -> None:
    """List what somebody should look at, with the line it stands on and what to write instead."""
    rows = [problem for entry in reading.entries for problem in entry.problems]
    if not rows:
        text.write(text.note("Nothing to look at: every entry was understood.", state.look()))
        return
    frame = problem_frame(rows)
    shown = f" The first {SHOWN} are shown; the download has all." if len(rows) > SHOWN else ""
    why = f"These entries are added as they are; what was not understood stays unknown.{shown}"
    text.write(
        text.heading(f"To look at ({wording.number(len(rows))})"),
        text.note(why, state.look()),
        text.table(frame.head(SHOWN), state.look()),
    )
    st.download_button(
        "Download all to look at",
        lambda: export.xlsx_bytes(frame, about=["Entries to look at, with the line or row they stand on."]),
        file_name="to-look-at.xlsx",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        key="intake_problems",
    )


def problem_frame(rows: list[Problem]) -> pd.DataFrame:
    """Make a table of problems: where, what about, what to do."""
    return pd.DataFrame(
        {
            "Line": pd.array([row.source_row for row in rows], dtype="Int64"),
            "About": [row.column for row in rows],
            "What was found": [row.message for row in rows],
        }
    )


def preview(reading: Reading) -> None:
    """Show the first entries as they would stand in the catalog."""
    total = len(reading.entries)
    first = f"The first {PREVIEWED} of {wording.number(total)} entries." if total > PREVIEWED else ""
    text.write(
        text.heading("What was understood"),
        text.note(first, state.look()),
        text.table(pd.DataFrame([_row(entry) for entry in reading.entries[:PREVIEWED]]), state.look()),
    )


def _row(entry: Entry) -> dict[str, str]:
    when = wording.day(entry.dated_on) if entry.dated_on else str(entry.year or "no date")
    length = wording.minutes(entry.minutes)
    return {
        "Course": entry.label,
        "What it is": f"{wording.format_name(entry.format)}, {when}, {length}",
        "Host": wording.join(entry.hosts or entry.developers) or "not named",
        "Topics": ", ".join(match.label for match in entry.topics) or "none found",
    }


def decide(given: Given, reading: Reading) -> None:
    """Offer to store what was read, or to drop it."""
    courses = wording.count(len({entry.course_id for entry in reading.entries}), "course")
    with st.container(horizontal=True):
        st.button(f"Add {courses}", type="primary", on_click=_store, args=(given, reading), key="add")
        st.button("Cancel", type="tertiary", on_click=_clear, key="cancel")


def _store(given: Given, reading: Reading) -> None:
    try:
        added = state.store().add_catalog(
            reading, file_name=given.name, content=given.content, by=state.who()
        )
    except StoreUnavailable as unavailable:
        st.session_state["stored"] = unavailable.sentence
        return
    st.session_state["stored"] = added
    _clear()


def _clear() -> None:
    st.session_state.pop("intake_reading", None)
    st.session_state["intake_turn"] = st.session_state.get("intake_turn", 0) + 1


def stored(added: Added | str) -> None:
    """Say what became of it, and where to go next."""
    with st.container(border=True, width=760, key="stored"):
        if isinstance(added, str):
            text.write(text.heading("Nothing was stored."), text.paragraph(added))
            return
        if added.already:
            text.write(
                text.heading("This file is in the catalog already."),
                text.paragraph(
                    f"The same content was added before as {added.file_name}: nothing is added twice."
                ),
            )
        else:
            new = wording.count(added.new_courses, "new course")
            known = f"{wording.number(added.known_courses)} of its courses were in the catalog already."
            text.write(text.heading(f"Added: {new}."), text.paragraph(known))
        with st.container(horizontal=True):
            st.page_link("pages/catalog/explore.py", label="Explore the catalog")
            st.page_link("pages/data/uploads.py", label="See all uploads")
