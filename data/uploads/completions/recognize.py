"""Tell which system wrote a file of training completions, and where everything is in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from data.uploads.completions import wide
from data.uploads.completions.layout import Layout
from data.uploads.completions.systems import iomad_mended, systems
from data.uploads.headers import find_header, header_by_hand, tier_above
from data.uploads.mend import stem
from data.uploads.persons import ANY_PERSON, EMAIL_FIRST
from data.uploads.recognized import Recognized
from data.uploads.records import Answers, Document, Sheet
from data.uploads.tables import Table
from data.uploads.understood import left_out
from data.vocab.upload_columns import field_of, header_key, is_field
from data.vocab.upload_problems import sentence

_MOODLE_NAME: Final = re.compile(r"completion-(?P<course>.+?)-\d{8}_\d{4}(?:-\w+)?(?: ?\(\d+\))?", re.I)
_PROGRESS_NAME: Final = re.compile(r"progress\.(?P<course>.+?)(?: ?\(\d+\))?", re.I)
_BARE: Final = frozenset(map(header_key, ("Date", "Fecha", "Date attended")))
_WHEN: Final = ("completed_on", "course_complete", "done", "status", "success", "progress", "ended_on")


def recognize(document: Document, file_name: str, answers: Answers) -> Recognized | None:
    """Claim a document as training completions, or None.

    Honors a mapping by hand in ``answers`` ("kind" and "columns"). A summary without courses or dates is
    claimed, too, in order to refuse it with advice.
    """
    if document.statements is not None:
        return _statements(document)
    shown = [
        sheet for sheet in document.sheets if not sheet.is_hidden or answers.get("hidden_sheets") == "read"
    ]
    hidden = tuple(sheet.name for sheet in document.sheets if sheet.is_hidden)
    if answers.get("columns"):
        return _by_hand(shown, answers, hidden) if answers.get("kind") == "completions" else None
    found = [claim for sheet in shown if (claim := _claim(sheet, document, file_name))]
    if not found:
        return None
    best = max(found, key=lambda claim: claim.score)
    if best.file_reason:
        return best
    kept = [claim for claim in found if claim.layout.tables and claim.score >= 0.5] or [best]
    layout = replace(
        best.layout,
        tables=tuple(table for claim in kept for table in claim.layout.tables),
        twice=next((claim.layout.twice for claim in kept if claim.layout.twice), ""),
        notes=_left_out(shown, kept),
        hidden=hidden,
    )
    return replace(best, layout=layout)


def _left_out(shown: list[Sheet], kept: list[Recognized]) -> tuple[str, ...]:
    read = {id(table.sheet) for claim in kept for table in claim.layout.tables}
    return tuple(
        left_out(sheet, "holds no table of completions")
        for sheet in shown
        if id(sheet) not in read and sheet.height
    )


def _statements(document: Document) -> Recognized | None:
    statements = document.statements or []
    fitting = sum(isinstance(one.get("verb"), dict) and "actor" in one for one in statements[:200])
    if not statements or 2 * fitting < len(statements[:200]):
        return None
    reason = "This is a list of xAPI statements: each says who did what, with an actor and a verb."
    return Recognized(0.98, "completions", "xapi", reason, Layout())


def _by_hand(shown: list[Sheet], answers: Answers, hidden: tuple[str, ...]) -> Recognized | None:
    columns = answers["columns"]
    if not isinstance(columns, Mapping):
        return None
    tables = [table for sheet in shown if (table := header_by_hand(sheet, columns))]
    kept = [table for table in tables if table.has(*ANY_PERSON)]
    if not kept:
        return None
    reason = "The columns were chosen by hand."
    return Recognized(1.0, "completions", "mapped by hand", reason, Layout(tuple(kept), hidden=hidden))


def _claim(sheet: Sheet, document: Document, file_name: str) -> Recognized | None:
    if any(sum(is_field(text, "survey") for text in row) > 1 for row in sheet.head(5)):
        return None
    if table := wide.activities(sheet):
        course = _course_in(_PROGRESS_NAME, file_name)
        reason = "This is a Moodle activity completion report: for each activity a state and a date."
        layout = Layout((table,), course, "activity", has_incomplete=True, ids=EMAIL_FIRST)
        return Recognized(0.98, "completions", "moodle activity completion", reason, layout)
    if table := wide.tiers(sheet):
        return _of_matrix(table)
    header = find_header(sheet)
    if header is None:
        return _aggregate(sheet)
    table, twice = header
    if table.has("survey"):
        return None
    return _moodle(table, file_name) or _aggregate(sheet) or _long(table, twice, document) or _matrix(table)


def _course_in(pattern: re.Pattern[str], file_name: str) -> str:
    found = pattern.fullmatch(stem(file_name))
    return found["course"] if found else ""


def _moodle(table: Table, file_name: str) -> Recognized | None:
    """Claim a course completion report: known by its last column, or by the name of the file."""
    course = _course_in(_MOODLE_NAME, file_name)
    fields = dict(table.fields)
    if "course_complete" not in fields:
        if not course or len(table.names) < 3 or table.has("course"):
            return None
        fields["course_complete"] = len(table.names) - 1
    if table.has("course") and not course and not table.has("internal_id"):
        return None
    kept = (*ANY_PERSON, "branch", "private", "course_complete")
    last = fields["course_complete"]
    fields = {
        name: at for name, at in fields.items() if name in kept and (at < last or name == "course_complete")
    }
    reason = (
        "This is a Moodle course completion report: one row for each learner, "
        f'and "{table.names[last]}" holds a date or nothing.'
    )
    # The activities' dates: each stands beside its state, under the name with something added.
    names = table.names
    witnesses = [at for at in range(1, last) if names[at - 1] and names[at].startswith(f"{names[at - 1]} - ")]
    layout = Layout(
        (replace(table, fields=fields),),
        course,
        has_incomplete=True,
        ids=EMAIL_FIRST,
        witnesses=witnesses,
    )
    return Recognized(0.98, "completions", "moodle course completion", reason, layout)


def _aggregate(sheet: Sheet) -> Recognized | None:
    """Claim a summary: counts of courses or of people, without the courses and dates themselves."""
    for row in sheet.head(20):
        meant = [found.name for text in row if (found := field_of(text))]
        counts = [text for text in row if is_field(text, "counts")]
        dated = any(
            name in meant for name in ("completed_on", "course_complete", "ended_on", "done", "survey")
        )
        if len(counts) < 2 or dated or ("course" in meant and any(name in meant for name in ANY_PERSON)):
            continue
        named = ", ".join(counts[:3])
        message = sentence("aggregate_report", value=named)
        reason = f"This is a summary: it counts ({named}) and names neither courses nor days."
        return Recognized(
            0.9, "completions", "aggregate report", reason, Layout(), "aggregate_report", message
        )
    return None


def _long(table: Table, twice: str, document: Document) -> Recognized | None:
    """Claim a table with one row for each person and course."""
    table = _certificates(table)
    has_course, has_when = table.has("course", "course_code"), table.has(*_WHEN)
    if not has_course and not table.has("completed_on", "status", "hours", "course_complete"):
        return None
    layout = Layout((tier_above(table),), twice=_needed_twice(twice))
    for system in systems(table, document) if has_course else ():
        tables = (iomad_mended(layout.tables[0]) if system.name == "iomad" else layout.tables[0],)
        claimed = replace(layout, tables=tables, ids=system.ids)
        return Recognized(system.score, "completions", system.name, system.reason, claimed)
    if not has_course:
        # A bare "Date" may be the day of anything.
        clear = table.has("completed_on", "done") and header_key(table.name("completed_on")) not in _BARE
        score = 0.55 if clear else 0.4
    else:
        score = 0.8 if has_when else 0.6 if table.has("hours", "minutes", "duration", "score") else 0.5
    held = [table.name(name) for name in ("course", *_WHEN, "hours") if table.has(name)]
    reason = f"This is a table kept by hand: one row for each person and course, with {_and(held)}."
    return Recognized(score, "completions", "hand-kept spreadsheet", reason, layout)


def _certificates(table: Table) -> Table:
    """Take what a certificate is for as the course, in a list of certificates with their days."""
    if table.has("course", "course_code") or not (table.has("certificate") and table.has("completed_on")):
        return table
    return replace(table, fields={**table.fields, "course": table.fields["certificate"]})


def _needed_twice(name: str) -> str:
    meant = field_of(name) if name else None
    return name if meant and meant.name in (*ANY_PERSON, "course", "status", "completed_on", "hours") else ""


def _matrix(table: Table) -> Recognized | None:
    found = wide.matrix(table)
    return _of_matrix(found) if found else None


def _of_matrix(table: Table) -> Recognized:
    courses = f"{len(table.groups)} courses"
    reason = f"This is a table of staff by course: one row for each person and columns for {courses}."
    return Recognized(0.75, "completions", "staff x course matrix", reason, Layout((table,)))


def _and(names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " and " + quoted[-1]
