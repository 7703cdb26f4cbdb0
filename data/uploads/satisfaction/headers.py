"""Where the header of a survey table stands, how many rows it has, and what each column is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from data.uploads.records import Sheet
from data.uploads.satisfaction.cells import read_cell
from data.vocab.survey_words import column_role
from data.vocab.upload_words import plain

# Titles, notes and filters may stand above a header, but not more rows than this.
_HIGHEST: Final = 15
_DIGITS = re.compile(r"\d")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&nbsp;")
_IMPORT_ID = re.compile(r'\{\s*"+ImportId"+')
_TIME_ZONE = re.compile(r'"+timeZone"+\s*:\s*"+([^"]{1,60})"')
_SURVEYMONKEY = frozenset({"respondent id", "respondentid"})
_PARTS: Final = re.compile(
    r"\b(?:min(?:imum)?|des(?:ired)?|per(?:ceived|c)?|importance|performance|satisfaction)\b", re.I
)


@dataclass(slots=True)
class Head:
    """The header: the records it takes, and its cells for each column.

    ``at`` is the position of its first record, ``first`` that of the first record under it. ``names``
    are the cells of the first header row, ``below`` those of the second (all "" without one) and
    ``codes`` those of a row of internal names. ``zone`` is the time zone it states.
    """

    at: int
    first: int
    names: list[str]
    below: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    zone: str = ""
    tool: str = ""


def without_tags(text: str) -> str:
    """Give a question's words without markup and line breaks, to be understood, never to be shown."""
    return " ".join(_TAG.sub(" ", text).split())


def item_name(text: str) -> str:
    """Give what a rating is called: as written, without spaces and a final full stop at its ends."""
    name = text.strip()
    return name[:-1].rstrip() if name.endswith(".") and not name.endswith("..") else name


def find_head(sheet: Sheet) -> Head | None:
    """Find the header of a sheet; None where no row looks like one."""
    top = sheet.head(_HIGHEST)
    width = len(sheet.columns)
    rows = [row + [""] * (width - len(row)) for row in top]
    return _qualtrics(rows) or _surveymonkey(rows) or _plain(rows)


def _qualtrics(rows: Sequence[list[str]]) -> Head | None:
    """Three rows (names, questions, import ids) or two of them, the last one of JSON or none."""
    for at, row in enumerate(rows):
        if sum(_IMPORT_ID.search(cell) is not None for cell in row) >= 2:
            zone = next((found[1] for cell in row if (found := _TIME_ZONE.search(cell))), "")
            codes = rows[at - 2] if at >= 2 and _internal(rows[at - 2]) >= 2 else []
            names = rows[at - 1] if at else row
            return Head(
                at - 2 if codes else max(at - 1, 0), at + 1, names, codes=codes, zone=zone, tool="qualtrics"
            )
    for at, row in enumerate(rows):
        if _internal(row) >= 4:
            below = rows[at + 1] if at + 1 < len(rows) else []
            has_questions = _roles(below) >= 3 and not any(_looks_like_data(cell) for cell in below[:3])
            names = below if has_questions else row
            return Head(at, at + 2 if has_questions else at + 1, names, codes=row, tool="qualtrics")
    return None


def _internal(row: Sequence[str]) -> int:
    """Count the cells that only Qualtrics calls so."""
    own = {
        "startdate", "enddate", "recordeddate", "responseid", "ipaddress", "distributionchannel",
        "userlanguage", "recipientemail", "locationlatitude", "finished", "progress", "duration (in seconds)",
        "recorded date", "distribution channel", "user language", "response type",
    }  # fmt: skip
    return sum(plain(cell) in own for cell in row)


def _surveymonkey(rows: Sequence[list[str]]) -> Head | None:
    """Two rows: questions, blank to the right of a matrix; under them "Response", items and choices."""
    for at, row in enumerate(rows):
        known = {plain(cell) for cell in row}
        if not known & _SURVEYMONKEY or not known & {
            "collector id",
            "collectorid",
            "start date",
            "startdate",
        }:
            continue
        below = rows[at + 1] if at + 1 < len(rows) else [""] * len(row)
        id_at = next(column for column, cell in enumerate(row) if plain(cell) in _SURVEYMONKEY)
        is_second = not below[id_at] and at + 1 < len(rows)
        names = list(row)
        if is_second:
            for column in range(1, len(names)):
                names[column] = names[column] or (names[column - 1] if below[column] else "")
        return Head(
            at, at + 2 if is_second else at + 1, names, below=below if is_second else [], tool="surveymonkey"
        )
    return None


def _plain(rows: Sequence[list[str]]) -> Head | None:
    """One row of names, under any number of titles; two where parts of items stand in the second."""
    usual = sorted(_filled(row) for row in rows)[len(rows) // 2] if rows else 0
    if usual < 2:
        usual = max((_filled(row) for row in rows), default=0)
    best: tuple[int, int] | None = None
    for at, row in enumerate(rows):
        if _filled(row) < max(2, usual / 2) or sum(map(_looks_like_data, row)) > 0.3 * _filled(row):
            continue
        hits = _roles(row)
        if best is None or hits >= best[0] + 2:
            best = (hits, at)
    if best is None:
        return None
    at = best[1]
    below = rows[at + 1] if at + 1 < len(rows) else []
    if sum(_PARTS.fullmatch(cell) is not None for cell in below) >= 3:
        return Head(at, at + 2, _carried(rows[at], below), below=below)
    return Head(at, at + 1, rows[at])


def _carried(names: Sequence[str], below: Sequence[str]) -> list[str]:
    """Carry a merged name to the right as long as there are parts under it."""
    carried = list(names)
    for column in range(1, len(carried)):
        if not carried[column] and below[column]:
            carried[column] = carried[column - 1]
    return carried


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell) for cell in row)


def _roles(row: Sequence[str]) -> int:
    return sum(bool(column_role(cell)) for cell in row)


def _looks_like_data(cell: str) -> bool:
    """Whether a cell is a number, a date or an answer, which names of columns are not."""
    if not cell or column_role(cell):
        return False
    read = read_cell(cell)
    if read.kind == "answer" and (read.number is not None or " " in read.word):
        return True
    digits = len(_DIGITS.findall(cell))
    return digits >= 4 and 2 * digits >= len(cell.replace(" ", ""))
