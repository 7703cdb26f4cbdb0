"""Headers of uploaded tables: which field a column holds, in English, French and Spanish."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from data.vocab.tables import rows
from data.vocab.upload_words import plain

_OTHER = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# A longer cell is a sentence, not the name of a column.
_LONGEST = 80


class Field(NamedTuple):
    """What a column holds; ``rank`` is 0 for the spelling that says it most clearly."""

    name: str
    rank: int


def header_key(header: str) -> str:
    """Give what headers are compared by: letters, digits, % and # alone, so "time_completed" is one word."""
    kept = plain(header).replace("%", " percentsign ").replace("#", " numbersign ")
    return _OTHER.sub("", kept)


@cache
def _fields() -> dict[str, Field]:
    """Key of a header -> the field, from ``upload_columns.csv``: the first row that spells it so."""
    found: dict[str, Field] = {}
    for row in rows("upload_columns.csv"):
        for rank, spelling in enumerate(row["spellings"].split("|")):
            found.setdefault(header_key(spelling), Field(row["field"], rank))
    return found


def field_of(header: str) -> Field | None:
    """Say which field a header names; words in brackets may be left out ("Date completed (m/d/y)")."""
    if not header or len(header) > _LONGEST:
        return None
    if found := _fields().get(header_key(header)):
        return found
    shorter = _IN_BRACKETS.sub(" ", header)
    return _fields().get(header_key(shorter)) if shorter != header else None


def is_field(header: str, name: str) -> bool:
    """Whether a header names the field ``name``."""
    found = field_of(header)
    return found is not None and found.name == name
