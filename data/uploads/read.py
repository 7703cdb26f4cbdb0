"""One file's bytes -> what it holds, or one sentence why it is not taken."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime

from data.catalog.course_list import Cell, CourseList, find_header, mark_row_cut, read_list
from data.catalog.parse import parse
from data.catalog.records import Problem, RawEntry, Reading
from data.catalog.text import even_lines
from data.uploads.content import recognize
from data.uploads.delimited import quote_left_open, read_rows, separator_of
from data.uploads.html_text import defines_entities, html_to_text, is_html, page_of_web_archive
from data.uploads.refused import MEGABYTE, MOST_BYTES
from data.vocab.problems import cell_problem, refusal
from data.vocab.resolve import resolve

Rows = Sequence[tuple[int, Sequence[Cell]]]


def check(
    content: bytes,
    file_name: str = "",
    *,
    kind: str | None = None,
    today: date | None = None,
    most_bytes: int = MOST_BYTES,
) -> Reading:
    """Read a catalog page (text, saved HTML page) or a course list (CSV, XLSX).

    What the file is, is told by ``content`` alone; ``file_name`` is never used to decide. ``kind`` is
    what the caller takes it for. ``today`` bounds the dates. A file that is not taken gives a Reading of
    kind "reject" with a code and one sentence. Runs in the caller's process: for files from outside use
    ``data.uploads.child``.
    """
    if kind not in (None, "catalog"):
        return refusal("not_catalog", "", str(kind))
    if len(content) > most_bytes:
        return refusal("too_large", "", f"{most_bytes // MEGABYTE} MB")
    last_year = (today or datetime.now(UTC).date()).year + 1
    found = recognize(content)
    if found.kind == "zip":
        return _workbook(content, last_year)
    if found.kind == "ole":
        if "EncryptedPackage".encode("utf-16-le") in content:
            return refusal("password_protected", "locked workbook")
        return refusal("wrong_type", "old Office file", "an old Office file")
    if found.kind == "other":
        return refusal("wrong_type", found.called, found.called)
    if not found.text.strip():
        return refusal("empty_file", "")
    return _text(page_of_web_archive(content) or found.text, last_year, today)


def _text(text: str, last_year: int, today: date | None) -> Reading:
    source_format = "catalog page (text)"
    if is_html(text):
        if defines_entities(text):
            return refusal("unsafe_xml", "web page")
        source_format = "catalog page (saved web page)"
        text = html_to_text(text)
    else:
        lines = even_lines(text)
        separator, width = separator_of(lines)
        if width > 1 and (reading := _delimited(lines, separator, last_year)):
            return reading
    page = parse(text, today=today)
    if not page.entries:
        return refusal("no_rows", source_format)
    return _answer(source_format, page.entries, page.problems)


def _delimited(text: str, separator: str, last_year: int) -> Reading | None:
    """Read text as a course list; None where it is no table, or a page that only looks like one."""
    try:
        rows = read_rows(text, separator)
    except csv.Error:  # a cell larger than any table has
        return None if _is_page(text) else refusal("not_a_table", "table (CSV)")
    header = find_header(rows)
    if header is None:
        if _is_page(text) or not _is_table(rows):
            return None
        return refusal("wrong_kind", "table (CSV)", _columns(rows))
    if header.row > _first_filled(rows) and _is_page(text):
        return None  # a line of a page that happens to name two columns
    found = read_list(rows, header, last_year)
    last = rows[-1]
    short = len(last.cells) < len(rows[0].cells) and not text.endswith("\n") and last.number > header.row
    if quote_left_open(text, separator) or short:
        mark_row_cut(found, last.number)
    return _list_answer("course list (CSV)", found)


def _is_page(text: str) -> bool:
    return bool(parse(text[:MEGABYTE]).entries)


def _first_filled(rows: Rows) -> int:
    return next((number for number, cells in rows if any(cells)), 1)


def _is_table(rows: Rows) -> bool:
    """Whether nearly all rows have the same number of cells, two at least."""
    widths = [len(cells) for _, cells in rows[:200] if any(cells)]
    return len(widths) > 1 and widths[0] > 1 and widths.count(widths[0]) >= 0.8 * len(widths)


def _columns(rows: Rows) -> str:
    named = [str(cell) for _, cells in rows[:1] for cell in cells if str(cell).strip()]
    return ", ".join(named[:8]) + (" and more" if len(named) > 8 else "") or "unnamed"


def _workbook(content: bytes, last_year: int) -> Reading:
    from data.uploads.workbook import RefusedError, sheets

    try:
        found_sheets = sheets(content)
    except RefusedError as refused:
        return refusal(refused.code, "workbook", refused.called)
    filled: list[tuple[str, Rows]] = [
        (sheet.name, rows) for sheet in found_sheets if (rows := _numbered(sheet.rows))
    ]
    if not filled:
        return refusal("empty_file", "workbook")
    for name, rows in filled:
        if header := find_header(rows):
            found = read_list(rows, header, last_year)
            others = [other for other, _ in filled if other != name]
            found.problems += [cell_problem("sheet_left_out", 1, "", other) for other in others]
            return _list_answer("course list (XLSX)", found)
    return refusal("wrong_kind", "workbook", _columns(filled[0][1]))


def _numbered(rows: Sequence[Sequence[Cell]]) -> Rows:
    return [
        (number, cells) for number, cells in enumerate(rows, 1) if any(str(cell).strip() for cell in cells)
    ]


def _list_answer(source_format: str, found: CourseList) -> Reading:
    if not found.entries:
        return refusal("no_rows", source_format, in_a_table=True)
    return _answer(source_format, found.entries, found.problems)


def _answer(source_format: str, entries: list[RawEntry], problems: list[Problem]) -> Reading:
    resolved = resolve(entries)
    listed = sum(len(entry.problems) for entry in resolved) + len(problems)
    courses = "1 course" if len(resolved) == 1 else f"{len(resolved):,} courses"
    problems_listed = "no problems" if not listed else "1 problem" if listed == 1 else f"{listed:,} problems"
    return Reading("catalog", source_format, f"{courses} found, {problems_listed}.", resolved, problems)
