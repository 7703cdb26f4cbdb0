"""Check a recognized file of completions: every row accounted for, every open point a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.by_hand import source_key
from data.uploads.completions.groups import read_groups
from data.uploads.completions.layout import Layout
from data.uploads.completions.long import read_long
from data.uploads.completions.part import Circumstances, Part
from data.uploads.completions.questions import branch_default, course_default, needs_course, questions_of
from data.uploads.completions.xapi import read_statements
from data.uploads.dates import answered_order
from data.uploads.encoded import Numbers, encode, is_again, numbered, stands_again
from data.uploads.recognized import Recognized, Settings, refused
from data.uploads.records import COMPLETIONS, Answers, Checked, ColumnUse, Document
from data.uploads.tables import Table
from data.uploads.understood import counted, outlook, several
from data.vocab.upload_columns import is_field
from data.vocab.upload_problems import sentence
from data.vocab.upload_words import plain

_SAMPLED = 8


def check(
    document: Document,
    found: Recognized,
    *,
    file_name: str,
    answers: Answers,
    today: date,
    setting: Settings,
) -> Checked:
    """Read every row of what ``recognize`` claimed; see ``data.uploads.records.Checked``.

    Refuses summaries, files without rows, and headers in which a needed name stands twice.
    """
    layout: Layout = found.layout
    if found.file_reason:
        return refused(found, file_name, found.file_reason, found.message)
    if layout.twice:
        message = sentence("duplicate_header", value=layout.twice)
        return refused(found, file_name, "duplicate_header", message)
    beside = Circumstances(
        answers,
        today,
        setting,
        answered_order(answers),
        level=layout.level,
        is_text=document.container == "csv",
        has_incomplete=layout.has_incomplete,
        ids=layout.ids,
        witnesses=layout.witnesses,
    )
    if document.statements is not None:
        parts = [read_statements(document.statements, beside)]
    else:
        parts = [_read(table, layout, beside, file_name) for table in layout.tables]
    if not any(len(part.rows.source_rows) for part in parts):
        return refused(found, file_name, "no_rows", sentence("no_rows"))
    _flag_repeats(parts)
    return _answer(document, found, parts, file_name, answers)


def _read(table: Table, layout: Layout, beside: Circumstances, file_name: str) -> Part:
    branch = branch_default(layout.tables, table, file_name)
    said = str(beside.answers.get("branch", "")).strip()
    if said and len(layout.tables) == 1:
        branch = said
    elif said == "none":
        branch = ""
    course = str(beside.answers.get("course") or "").strip() or course_default(layout, file_name)
    own = Circumstances(
        **{
            name: getattr(beside, name)
            for name in beside.__slots__
            if name not in ("course", "branch", "sheet")
        },
        course=course if needs_course(table) else "",
        branch=branch,
        sheet=table.sheet.name if len(layout.tables) > 1 else "",
    )
    return read_groups(table, own) if table.groups else read_long(table, own)


def _flag_repeats(parts: Sequence[Part]) -> None:
    """Flag completions of a course by somebody who completed it in an earlier row of the file."""
    where = np.concatenate([np.full(part.attempts.num_rows, number) for number, part in enumerate(parts)])
    joined = pa.concat_tables([part.attempts for part in parts])
    if not joined.num_rows:
        return
    positions = np.concatenate([part.position for part in parts])
    done = np.flatnonzero(joined.column("completed").to_numpy())
    key, kinds = np.zeros(len(done), np.int64), 1
    for name in ("person", "course", "level"):
        cells = encode(joined.column(name).take(pa.array(done)))
        alike = encode(pa.array([plain(text) for text in cells.texts], pa.string()))
        key, kinds = key * len(alike.texts) + cells.spread(alike.index), kinds * len(alike.texts)
    several = stands_again(key, kinds)
    again, first = _with_first(done[several], key[several])
    pairs = where[again] * len(parts) + where[first]
    for pair in np.unique(pairs).tolist():
        number, other = divmod(pair, len(parts))
        mine = pairs == pair
        earlier = parts[other].rows
        firsts = pa.array(earlier.source_rows[positions[first[mine]]]).cast(pa.string())
        if earlier.sheet and number != other:
            firsts = pc.binary_join_element_wise(firsts, f'of the sheet "{earlier.sheet}"', " ")
        parts[number].rows.flag_again(positions[again[mine]], "repeat_completion", firsts)


def _with_first(done: Numbers, key: Numbers) -> tuple[Numbers, Numbers]:
    """Give the entries of ``done`` that are not the first with their key, and that first one beside each."""
    codes = numbered(key)
    is_later = is_again(codes)
    return done[is_later], done[~is_later][codes[is_later]]


def _answer(
    document: Document, found: Recognized, parts: list[Part], file_name: str, answers: Answers
) -> Checked:
    layout: Layout = found.layout
    rejected = pa.concat_tables([part.rows.rejected for part in parts])
    ignored = pa.concat_tables([part.rows.ignored for part in parts])
    flags = [part.rows.flagged for part in parts]
    flagged = pa.concat_tables(flags)
    accepted = sum(int(part.rows.open.sum()) for part in parts)
    records = _records(parts)
    names = [name for table in layout.tables for name in table.names]
    told = [layout.course] if layout.course and any(map(needs_course, layout.tables)) else []
    checked = Checked(
        "completions",
        found.source_format,
        outlook(accepted, rejected.num_rows, ignored.num_rows, of_them=_flagged(flags)),
        reason=found.reason,
        file_name=file_name,
        source_key=source_key(found.source_format, [*told, *names]),
        records=records,
        rejected=rejected,
        ignored=ignored,
        flagged=flagged,
        rows_accepted=accepted,
        columns=tuple(_uses(parts, records)),
        questions=questions_of(layout, parts, file_name, answers),
        notes=(*document.notes, *layout.notes, *_notes(layout, answers)),
        sample=_sample(layout),
    )
    return checked


def _flagged(flags: Sequence[pa.Table]) -> str:
    """Say how many rows have a flag; row numbers begin anew in each of the tables."""
    rows = sum(int(pc.count_distinct(table.column("source_row")).as_py()) for table in flags)
    return f"{rows:,} of them flagged" if rows else ""


def _records(parts: Sequence[Part]) -> pa.Table:
    """Put the attempts under each other; a file in which all are completions is a list and states no rate."""
    joined = pa.concat_tables([COMPLETIONS.empty_table(), *(part.attempts for part in parts)])
    at = COMPLETIONS.get_field_index("has_outcome")
    states = any(part.states_outcome for part in parts)
    joined = joined.set_column(at, COMPLETIONS.field(at), pa.repeat(states, joined.num_rows))
    return joined.unify_dictionaries()


def _uses(parts: Sequence[Part], records: pa.Table) -> list[ColumnUse]:
    """Give what was understood of the largest table (those of one file are alike), counts of all of them."""
    uses = max(parts, key=lambda part: part.attempts.num_rows).uses
    if len(parts) == 1:
        return uses
    counts = {
        "Course": counted(records.column("course"), "name", "names"),
        "Branch": counted(records.column("branch"), "branch", "branches"),
    }
    return [ColumnUse(use.field, use.column, counts.get(use.field, use.read_as)) for use in uses]


def _notes(layout: Layout, answers: Answers) -> list[str]:
    notes = []
    dropped = sorted({name for table in layout.tables for name in table.names if is_field(name, "private")})
    if dropped:
        names = ", ".join(f'"{name}"' for name in dropped)
        notes.append(f"Personal data that is not needed was left out: {names}.")
    if layout.hidden and answers.get("hidden_sheets") != "read":
        names = ", ".join(f'"{name}"' for name in layout.hidden)
        notes.append(f"Hidden sheets were not read: {names}.")
    if len(layout.tables) > 1:
        notes.append(several([table.sheet.name for table in layout.tables]))
    return notes


def _sample(layout: Layout) -> tuple[tuple[str, ...], ...]:
    if not layout.tables:
        return ()
    table = layout.tables[0]
    shown = table.sheet.head(table.start + _SAMPLED)[table.start :]
    return (table.names, *(tuple(row) for row in shown))
