"""Problems of uploads in words: a code of ``upload_problems.csv`` and what was read make a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from data.vocab.problems import shortened
from data.vocab.tables import rows

Level = Literal["rejected", "ignored", "flagged", "file"]


@dataclass(frozen=True, slots=True)
class UploadProblem:
    """One code: what becomes of the row or the file, its sentence with blanks in braces, and in short."""

    code: str
    level: str
    sentence: str
    short: str


@cache
def upload_problem_codes() -> dict[str, UploadProblem]:
    """Problem code -> its row of ``upload_problems.csv``."""
    return {
        row["code"]: UploadProblem(row["code"], row["level"], row["sentence"], row["short"])
        for row in rows("upload_problems.csv")
    }


def sentence(code: str, *, row: int | None = None, column: str = "", value: str = "", **words: object) -> str:
    """Say a problem: ``Row 31, column "Completed": "31/13/26" is not a date. Write it as 2026-12-31.``

    ``row`` is the number the user sees in the file and ``column`` the header there; without them the
    sentence stands alone. ``words`` fill the other blanks of the code's sentence. KeyError for a code
    without a row, or for a blank that is not filled.
    """
    said = upload_problem_codes()[code].sentence.format(value=shortened(value), **words)
    if row is None:
        return said
    where = f'Row {row}, column "{shortened(column)}": ' if column else f"Row {row}: "
    return where + said


def in_short(code: str) -> str:
    """Say a code of rows in a few words, for a list with counts: "completed before enrolled"."""
    return upload_problem_codes()[code].short


def cells(count: int) -> str:
    """Say a number of cells, for the sentence of ``wrong_field_count``."""
    return "1 cell" if count == 1 else f"{count:,} cells"


@cache
def _formats() -> dict[str, str]:
    return {row["format"]: row["name"] for row in rows("upload_formats.csv")}


def format_name(source_format: str) -> str:
    """Name a format in a sentence: "a Google Forms export"; one without a name as it is called."""
    return _formats().get(source_format, source_format)
