"""Staff lists: who works at which branch, in which role, from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyarrow as pa

from data.uploads.by_hand import source_key
from data.uploads.dates import DateColumn, answered_order, order_question, read_alike
from data.uploads.encoded import encode, is_null
from data.uploads.headers import find_header, header_by_hand
from data.uploads.persons import ANY_PERSON, IDS, person_question, person_use, read_people, read_text
from data.uploads.recognized import Recognized, Settings, refused
from data.uploads.records import STAFF, Answers, Checked, ColumnUse, Document, Question, Sheet
from data.uploads.rows import Rows, reject_days
from data.uploads.structure import reject_duplicates, sort_out
from data.uploads.tables import Body, Table
from data.uploads.understood import counted, how_read, left_out, outlook
from data.vocab.upload_problems import sentence

FROM: Final = ("from_on", "started_on")
TO: Final = ("to_on", "ended_on")
# A table with one of these is about courses or answers, not about who works where.
_OTHER: Final = (
    *("course", "course_code", "completed_on", "course_complete", "hours", "score", "progress"),
    *("enrolled_on", "survey"),
)
_SAMPLED: Final = 8


@dataclass(frozen=True, slots=True)
class StaffLayout:
    """The tables of a staff list, one a sheet, and the sheets that are not read."""

    tables: Sequence[Table]
    left_out: Sequence[Sheet] = ()


def recognize(document: Document, file_name: str, answers: Answers) -> Recognized | None:
    """Claim a document as a staff list, or None; honors a mapping by hand in ``answers``."""
    shown = [sheet for sheet in document.sheets if not sheet.is_hidden]
    if answers.get("columns"):
        return _by_hand(shown, answers) if answers.get("kind") == "staff" else None
    found = [(sheet, *header) for sheet in shown if (header := find_header(sheet))]
    tables = [table for _, table, _ in found if table.has("branch") and not table.has(*_OTHER)]
    if not tables:
        return None
    twice = next((name for _, table, name in found if table in tables and name), "")
    if twice:
        message = sentence("duplicate_header", value=twice)
        return Recognized(0.6, "staff", "staff list", "", file_reason="duplicate_header", message=message)
    told = sum(tables[0].has(*fields) for fields in (("role",), FROM, TO))
    unknown = sum(bool(name) for name in tables[0].names) - len(tables[0].fields)
    score = 0.6 + 0.1 * told - (0.2 if unknown > 2 and not told else 0)
    reason = "This is a staff list: it says who works at which branch, and names no courses."
    read = {id(table.sheet) for table in tables}
    others = [sheet for sheet in shown if id(sheet) not in read and sheet.height]
    return Recognized(score, "staff", "staff list", reason, StaffLayout(tables, others))


def _by_hand(shown: list[Sheet], answers: Answers) -> Recognized | None:
    columns = answers["columns"]
    if not isinstance(columns, Mapping):
        return None
    tables = [table for sheet in shown if (table := header_by_hand(sheet, columns))]
    kept = [table for table in tables if table.has("branch") and table.has(*ANY_PERSON)]
    if not kept:
        return None
    return Recognized(1.0, "staff", "mapped by hand", "The columns were chosen by hand.", StaffLayout(kept))


def check(
    document: Document,
    found: Recognized,
    *,
    file_name: str,
    answers: Answers,
    today: date,
    setting: Settings,
) -> Checked:
    """Read every row of a staff list; see ``data.uploads.records.Checked``.

    Days after ``today`` are taken: people are hired, and leave, in the future.
    """
    if found.file_reason:
        return refused(found, file_name, found.file_reason, found.message)
    layout: StaffLayout = found.layout
    parts = [_read(table, document, answers, setting, len(layout.tables) > 1) for table in layout.tables]
    if not any(len(part.rows.source_rows) for part in parts):
        return refused(found, file_name, "no_rows", sentence("no_rows"))
    records = pa.concat_tables([part.records for part in parts]).unify_dictionaries()
    accepted = sum(int(part.rows.open.sum()) for part in parts)
    rejected = pa.concat_tables([part.rows.rejected for part in parts])
    names = [name for table in layout.tables for name in table.names]
    ignored = pa.concat_tables([part.rows.ignored for part in parts])
    return Checked(
        "staff",
        found.source_format,
        outlook(accepted, rejected.num_rows, ignored.num_rows),
        reason=found.reason,
        file_name=file_name,
        source_key=source_key(found.source_format, names),
        records=records,
        rejected=rejected,
        ignored=ignored,
        flagged=pa.concat_tables([part.rows.flagged for part in parts]),
        rows_accepted=accepted,
        columns=tuple(max(parts, key=lambda part: part.records.num_rows).uses),
        questions=_questions(layout, parts, answers),
        notes=(*document.notes, *(left_out(sheet, "holds no staff list") for sheet in layout.left_out)),
        sample=_sample(layout.tables[0]),
    )


@dataclass(slots=True)
class _Part:
    records: pa.Table
    rows: Rows
    dates: list[DateColumn]
    uses: list[ColumnUse]


def _read(table: Table, document: Document, answers: Answers, setting: Settings, several: bool) -> _Part:
    body = Body(table)
    rows = Rows(body.cut(table.sheet.source_rows), table.sheet.name if several else "")
    is_text = document.container == "csv"
    sort_out(body, rows, is_text=is_text, person=ANY_PERSON, subject=("branch", "role", *FROM))
    people = read_people(body, answers)
    rows.reject(is_null(people.person), "missing_person", people.column)
    branch = read_text(body, "branch")
    rows.reject(is_null(branch), "missing_branch", table.name("branch"))
    begun, ended = _days(body, rows, answers, setting)
    reject_duplicates(body, rows, [encode(people.person), encode(branch)])
    rows.flag(people.by_name_only, "person_matched_by_name_only", people.name_column)
    columns = {
        "source_row": pa.array(rows.source_rows),
        "person": people.person,
        "name": people.name,
        "branch": branch,
        "role": read_text(body, "role"),
        "from_on": begun.dates if begun else None,
        "to_on": ended.dates if ended else None,
    }
    nothing = {field.name: pa.nulls(body.height, field.type) for field in STAFF}
    filled = [
        columns[field.name] if columns[field.name] is not None else nothing[field.name] for field in STAFF
    ]
    records = pa.table(filled, schema=STAFF).filter(pa.array(rows.open))
    uses = [
        person_use(people),
        ColumnUse("Branch", table.name("branch"), counted(records.column("branch"), "branch", "branches")),
        ColumnUse("Role", table.name("role") or "(none)", counted(records.column("role"), "role", "roles")),
    ]
    for label, fields, days in (("From", FROM, begun), ("To", TO, ended)):
        column = next((table.name(name) for name in fields if table.has(name)), "(none)")
        uses.append(ColumnUse(label, column, how_read(days) if days else "at all times"))
    return _Part(records, rows, [days for days in (begun, ended) if days], uses)


def _days(
    body: Body, rows: Rows, answers: Answers, setting: Settings
) -> tuple[DateColumn | None, DateColumn | None]:
    """Read the days from which and to which; rejects rows whose date has a fault."""
    named = [next((one for one in fields if body.table.has(one)), "") for fields in (FROM, TO)]
    found = [body.cells(body.table.fields[name]) for name in named if name]
    texts = [cells.dictionary(cells.texts) for cells in found]
    order = answered_order(answers)
    read = read_alike(texts, order=order, today=date.max, setting=setting.date_order)
    for name, days in zip(filter(None, named), read, strict=True):
        reject_days(rows, days, body.table.name(name), body.of(name))
    left = iter(read)
    begun, ended = (next(left) if name else None for name in named)
    return begun, ended


def _questions(layout: StaffLayout, parts: Sequence[_Part], answers: Answers) -> tuple[Question, ...]:
    found = [
        order_question([days for part in parts for days in part.dates]),
        person_question(layout.tables[0], answers, IDS),
    ]
    return tuple(question for question in found if question)


def _sample(table: Table) -> tuple[tuple[str, ...], ...]:
    shown = table.sheet.head(table.start + _SAMPLED)[table.start :]
    return (table.names, *(tuple(row) for row in shown))
