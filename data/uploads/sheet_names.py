"""What the names of a workbook's sheets say: a branch each, or a year, a month, a word such as Data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from data.uploads.records import Option, Question
from data.vocab.upload_words import plain, words_for

_YEAR: Final = re.compile(
    r"(?:fy|fiscal year|year|ano|annee|exercice)? ?(?:19|20)\d\d(?: ?[-/–] ?(?:\d\d|\d{4}))?|fy ?\d\d"
)
_QUARTER: Final = re.compile(r"(?:q|quarter|t|trimestre) ?[1-4]|[1-4](?:st|nd|rd|th) quarter")
_NUMBER_AT_END: Final = re.compile(r"[\s_]*\(?\d+\)?$")
_NUMBERS: Final = re.compile(r"[\s_'-]*(?:\d{4}|\d\d)\b|\b(?:\d{4}|\d\d)[\s_'-]*")


def without_number(name: str) -> str:
    """Take a number off the end of a name: "Sheet (2)", "Main_3"."""
    return _NUMBER_AT_END.sub("", name)


def names_a_branch(name: str) -> bool:
    """Whether a sheet's name can be a branch: it is no time and no word such as "Sheet1" or "Data"."""
    said = plain(name)
    cell = without_number(said) or said
    return bool(cell) and not _is_a_time(said) and cell not in words_for("general sheet")


def are_branches(names: Sequence[str]) -> bool:
    """Whether several sheets seem to be a branch each."""
    return len(names) > 1 and all(map(names_a_branch, names))


def sheets_question(names: Sequence[str]) -> Question:
    """Ask whether the names of sheets are branches."""
    options = (
        Option("sheet", "The sheet's name", f"For example {names[0]}"),
        Option("none", "Not given", "The rows count in totals but at no branch"),
    )
    return Question("branch", "Each sheet seems to be a branch. Use which branch?", "sheet", options)


def _is_a_time(said: str) -> bool:
    """Whether a name is a year, a quarter or a month, with a year or without one."""
    bare = _NUMBERS.sub(" ", said).strip() or said
    months = {word for number in range(1, 13) for word in words_for(f"month {number}")}
    return bool(_YEAR.fullmatch(said) or _QUARTER.fullmatch(bare)) or bare.rstrip(".") in months
