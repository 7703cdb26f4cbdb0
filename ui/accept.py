"""An upload as understood, on the page: counts, questions, columns, and the rows that were not taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import streamlit as st

from analysis import wording
from data.matching import people
from data.uploads.mend import name_to_mend
from data.uploads.records import Checked, Question, written_out
from data.uploads.understood import BY_SHEET, NOT_READ
from data.vocab.problems import shortened
from data.vocab.upload_problems import format_name, in_short
from report import export
from ui import state, text

SHOWN: Final = 100
"""Rows on screen that were not taken; the download has all of them."""

PREVIEWED: Final = 6
SHOWN_NAMES: Final = 10

MOST_BUTTONS: Final = 3
"""Answers that are shown as buttons; more of them as a list."""

FIELD_NAMES: Final = {
    "person": "Person",
    "name": "Name",
    "branch": "Branch",
    "role": "Role",
    "course": "Course",
    "status": "Status",
    "enrolled_on": "Enrolled on",
    "completed_on": "Completed on",
    "hours": "Hours",
    "score": "Score",
    "level": "Level",
    "response_id": "Response",
    "responded_on": "Answered on",
    "channel": "Channel",
    "items": "Ratings, a column each",
    "comments": "Comments",
    "item": "Question",
    "value": "Answer",
    "from_on": "From",
    "to_on": "To",
}


def headline(checked: Checked) -> None:
    """Say what the file is, why it was taken for that, and what becomes of its rows."""
    look = state.look()
    text.write(
        text.heading(f"{checked.file_name} looks like {format_name(checked.source_format)}.", 2),
        text.note(checked.reason, look),
        text.paragraph(counts(checked), strong=f"{wording.count(checked.rows_total, 'row')}:"),
        *(text.note(said, look) for said in checked.notes),
    )


def counts(checked: Checked) -> str:
    """Say how many rows can be added, and how many cannot or are not data, if there are such."""
    flagged = checked.rows_flagged
    of_them = f" ({wording.number(flagged)} of them flagged)" if flagged else ""
    said = [f"{wording.number(checked.rows_accepted)} can be added{of_them}"]
    if checked.rejected.num_rows:
        said.append(f"{wording.number(checked.rejected.num_rows)} cannot")
    if ignored := checked.ignored.num_rows:
        said.append(f"{wording.number(ignored)} {'is' if ignored == 1 else 'are'} not data")
    return ", ".join(said) + "."


def questions(asked: Sequence[Question], given: Mapping[str, Any], turn: str) -> dict[str, Any]:
    """Ask what the file cannot say; gives the answers that differ from what is used without one."""
    simple = [question for question in asked if question.id not in ("kind", "columns")]
    if not simple:
        return {}
    answers: dict[str, Any] = {}
    how_many = wording.sentence(wording.in_words(len(simple)))[:-1]
    with st.container(border=True, key=f"{turn}_questions"):
        text.write(text.heading(f"{how_many} {'question' if len(simple) == 1 else 'questions'} first"))
        columns = st.columns(2, gap="medium") if len(simple) > 1 else [st.container()]
        for place, question in enumerate(simple):
            with columns[place % len(columns)]:
                answer = _ask(question, given.get(question.id, question.default), f"{turn}_{question.id}")
            if answer not in (None, "") and (answer != question.default or question.id in given):
                answers[question.id] = answer
    return answers


def _ask(question: Question, value: Any, key: str) -> Any:
    text.write(text.paragraph(question.ask))
    if not question.options:
        return st.text_input(
            question.ask, value=value or "", key=key, label_visibility="collapsed", max_chars=200
        ).strip()
    labels = {option.value: option.label for option in question.options}
    values = list(labels)
    if len(values) > MOST_BUTTONS:
        return _ask_from_list(question, values, value, key)
    return st.radio(
        question.ask,
        values,
        index=values.index(value) if value in values else None,
        format_func=lambda each: text.escaped(labels[each]),
        captions=[text.escaped(option.consequence) for option in question.options],
        key=key,
        label_visibility="collapsed",
    )


def _ask_from_list(question: Question, values: list[str], value: Any, key: str) -> Any:
    """Ask with a list where there are too many answers for buttons, the consequence under the choice."""
    labels = {option.value: option.label for option in question.options}
    chosen = st.selectbox(
        question.ask,
        values,
        index=values.index(value) if value in values else None,
        format_func=labels.__getitem__,
        placeholder="Choose",
        key=key,
        label_visibility="collapsed",
    )
    follows = {option.value: option.consequence for option in question.options}
    if chosen is not None and follows[chosen]:
        text.write(text.note(follows[chosen], state.look()))
    return chosen


def understood(checked: Checked) -> None:
    """Show which column is what, beside what was flagged and what is not data."""
    look = state.look()
    left, right = st.columns([3, 2], gap="large")
    with left:
        read = [use for use in checked.columns if use.field != NOT_READ]
        rows = [(FIELD_NAMES.get(use.field, use.field), use.column or "(none)", use.read_as) for use in read]
        rest = [use for use in checked.columns if use.field == NOT_READ]
        for why in dict.fromkeys(use.read_as for use in rest):
            rows.append((NOT_READ, ", ".join(use.column for use in rest if use.read_as == why), why))
        frame = pd.DataFrame(rows, columns=["We need", "Your column", "Read as"])
        text.write(text.heading("What was understood"), text.table(frame, look))
    with right:
        _reasons("Flagged, and added", checked.flagged.column("flag").to_pylist())
        _reasons("Not data", checked.ignored.column("reason").to_pylist())


def _reasons(heading: str, codes: Sequence[str]) -> None:
    if not codes:
        return
    told = Counter(codes).most_common()
    text.write(
        text.heading(f"{heading} ({wording.number(len(codes))})"),
        text.bullets(f"{wording.number(count)}: {in_short(code)}" for code, count in told),
    )


def two_names(checked: Checked) -> None:
    """Warn where one id came with names that cannot be one person's; nothing is merged in silence."""
    names = checked.records.schema.names
    if "person" not in names or "name" not in names:
        return
    pairs = checked.records.select(["person", "name"]).group_by(["person", "name"]).aggregate([])
    known = zip(pairs["person"].to_pylist(), pairs["name"].to_pylist(), strict=True)
    found = people.two_names((person, name) for person, name in known if person and name)
    if not found:
        return
    many = wording.count(len(found), "person", "people")
    text.write(
        text.heading(f"{many} with two names"),
        text.note(
            "Each is counted as one person, by the id. Check that an id is not used twice.", state.look()
        ),
        text.bullets(f"{each.person}: {wording.join(each.names)}" for each in found[:SHOWN_NAMES]),
    )


def preview(checked: Checked) -> None:
    """Show the first records as they would be stored."""
    if not checked.records.num_rows:
        return
    first = written_out(checked.records.slice(0, PREVIEWED)).to_pandas()
    keep = [name for name in first.columns if name in FIELD_NAMES and first[name].notna().any()]
    frame = first[keep].rename(columns=FIELD_NAMES)
    text.write(
        text.heading("The first records"),
        text.note(f"{wording.count(checked.records.num_rows, 'record')} in all.", state.look()),
        text.table(frame, state.look()),
    )


def rejected(checked: Checked, key: str) -> None:
    """List the rows that cannot be added, with a spreadsheet to mend them in."""
    if not checked.rejected.num_rows:
        return
    frame = problems(checked.rejected.slice(0, SHOWN))
    total = checked.rejected.num_rows
    first = f" The first {SHOWN} are shown; the download has all." if total > SHOWN else ""
    text.write(
        text.heading(f"Rows that cannot be added ({wording.number(total)})"),
        text.note(
            f"Row numbers are those of your file; a spreadsheet's header is row 1.{first} Mend the rows "
            "in the download and add it like any other file; its last columns may stay.",
            state.look(),
        ),
        text.table(frame, state.look()),
    )
    st.download_button(
        "Download it to mend it" if total == 1 else f"Download all {wording.number(total)} to mend them",
        lambda: export.xlsx_bytes(to_mend(checked), about=[]),
        file_name=name_to_mend(checked.file_name),
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}_rejected",
    )


def problems(told: pa.Table) -> pd.DataFrame:
    """Make a table of where something is wrong and what, without saying the place twice.

    ``told`` has source_row, column and message; a sheet is named where the message names one.
    """
    lines = []
    for row in told.select(["source_row", "column", "message"]).to_pylist():
        sheet, said = _apart(**row)
        lines.append(
            (f"{sheet}, {row['source_row']}" if sheet else str(row["source_row"]), row["column"], said)
        )
    return pd.DataFrame(lines, columns=["Row", "Column", "Problem"])


def _apart(source_row: int, column: str, message: str) -> tuple[str, str]:
    """Take a message apart: the sheet that it names, or "", and what it says after the place."""
    place = f"ow {source_row}" + (f', column "{shortened(column)}"' if column else "")
    before, _, said = message.partition(f"{place}: ")
    named = before.startswith(_SHEET)
    return before.removeprefix(_SHEET).removesuffix('", r') if named else "", said or message


_SHEET: Final = 'Sheet "'


def to_mend(checked: Checked) -> pd.DataFrame:
    """Make the table of rejected rows: their own cells first, then the row's number and what is wrong.

    Rows of several sheets say which one they come from, under "Branch" where that is their branch. Where the
    cells are not at hand (JSON), the value that is wrong stands for them.
    """
    told = written_out(checked.rejected).to_pandas()
    why = pd.DataFrame({"row in the file": told["source_row"], "what is wrong": told["message"]})
    if not checked.header:
        cells = pd.DataFrame({"column": told["column"], "value": told["value"]})
        return pd.concat([cells, why], axis=1)
    width = max([len(checked.header), *(len(row) for row in checked.rejected_cells)])
    names = [*checked.header, *[""] * (width - len(checked.header))]
    rows = [[*row, *[""] * (width - len(row))] for row in checked.rejected_cells]
    table = pd.DataFrame(rows, columns=names)
    places = checked.rejected.select(["source_row", "column", "message"]).to_pylist()
    sheets = [_apart(**place)[0] for place in places]
    if any(sheets):
        is_branch = any(use.field == "Branch" and use.column == BY_SHEET for use in checked.columns)
        table["Branch" if is_branch else "sheet"] = sheets
    return pd.concat([table, why], axis=1)
