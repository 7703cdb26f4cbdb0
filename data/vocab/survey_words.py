"""Words of surveys: Likert answers, ways of not answering, and what columns are called.

``likert.csv`` has one row for each position of a scale in one language; a word may stand in several
scales ("Good" is 3 of 5 beside "Very good" and 4 of 5 without it), and the words that a column holds
decide which scale it is. ``survey_cells.csv`` and ``survey_columns.csv`` have one row a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.vocab.tables import rows
from data.vocab.upload_words import plain, spellings

# "satisfait(e)", "satisfait·e", "satisfecho/a": the same word for everyone.
_EVERYONE = re.compile(r"\(e?s?a?\)|[·/-](?:e|a)\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENDS = " .!?:;,\"'“”«»*"
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class LikertScale:
    """One scale: its family (satisfaction, agreement...), how many points, and plain word -> position."""

    name: str
    family: str
    points: int
    positions: Mapping[str, int]


@cache
def likert_scales() -> tuple[LikertScale, ...]:
    """Every scale, in the order of ``likert.csv``: where several fit a column, the first one does best."""
    found: dict[str, tuple[str, int, dict[str, int]]] = {}
    for row in rows("likert.csv"):
        _, _, positions = found.setdefault(row["scale"], (row["family"], int(row["points"]), {}))
        for word in row["spellings"].split("|"):
            positions[likert_word(word)] = int(row["position"])
    return tuple(LikertScale(name, *parts) for name, parts in found.items())


@cache
def _likert_words() -> frozenset[str]:
    return frozenset(word for scale in likert_scales() for word in scale.positions)


def likert_word(text: str) -> str:
    """Give an answer as scales spell it: lower case, without accents, marks at its ends and "(e)"."""
    return plain(_EVERYONE.sub("", text)).strip(_ENDS)


def is_likert(word: str) -> bool:
    """Whether ``word``, as ``likert_word`` gives it, stands on any scale."""
    return word in _likert_words()


def not_answered(text: str) -> str:
    """Say how a cell does not answer: "missing", "does not apply", or "" if it may be an answer."""
    if not text:
        return "missing"
    meaning = _cell(text)
    return "" if meaning == "totals" else meaning


def is_totals(text: str) -> bool:
    """Whether a cell begins a row of totals or averages."""
    return _cell(text) == "totals"


def _cell(text: str) -> str:
    """Give the meaning of a cell in ``survey_cells.csv``, "" if it is not in there."""
    if len(text) > _LONGEST_WORDS:
        return ""
    known = spellings("survey_cells.csv", "meaning")
    cell = plain(text)
    return (known.get(cell) or known.get(cell.strip(_ENDS)) or "") if cell else "missing"


def column_role(header: str) -> str:
    """Say what a column called ``header`` holds, as ``survey_columns.csv`` names it; "" for a question."""
    if len(header) > _LONGEST_WORDS:
        return ""
    known = spellings("survey_columns.csv", "column")
    return known.get(plain(header).rstrip(_ENDS)) or known.get(spoken(header).rstrip(_ENDS)) or ""


def spoken(text: str) -> str:
    """Give a column's name as plain words: "likely_to_recommend" and "LikelyToRecommend" have four."""
    return plain(_CAMEL.sub(" ", text).replace("_", " "))
