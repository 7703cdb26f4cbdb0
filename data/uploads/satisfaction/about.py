"""What a file says of each response besides its answers: when, which one, which branch, how asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.dates import DateColumn
from data.uploads.satisfaction.body import Body, Coded, Codes, Flags, Numbers, where
from data.uploads.satisfaction.layout import Layout
from data.uploads.sheet_names import are_branches
from data.vocab.survey_words import not_answered

_DESTROYED: Final = r"^\d(?:[.,]\d+)?[eE]\+\d+$"
_CODE = re.compile(r"-?\d{1,4}(?:\.0)?")


Rows = Numbers | slice
"""Places of rows; a slice stands for all of them, which need not be copied."""


def places(among: Flags) -> Rows:
    """Give the places of the marked rows."""
    return slice(None) if among.all() else np.flatnonzero(among)


@dataclass(slots=True)
class Named:
    """A column of names, each met once; ``codes`` are places in ``names`` (null: none is said)."""

    codes: Codes
    names: pa.Array

    def at(self, rows: Rows) -> pa.Array:
        """Give the names in ``rows``."""
        return self.names.take(pa.array(self.codes[rows]))


@dataclass(slots=True)
class About:
    """What every record of a row shares; ``ids`` is None where the row's number stands for an id."""

    source_rows: Numbers
    ids: pa.Array | None
    responded_on: pa.Array
    branch: Named
    channel: Named
    destroyed_ids: int = 0
    sheets: Coded | None = None

    def of(self, rows: Rows) -> dict[str, pa.Array]:
        """Give the shared columns for records that stand in ``rows``."""
        at = None if isinstance(rows, slice) else pa.array(rows)
        source_rows = pa.array(self.source_rows[rows])
        if self.ids is None:
            ids = _made(source_rows, self.sheets, rows)
        else:
            ids = self.ids if at is None else self.ids.take(at)
        return {
            "source_row": source_rows,
            "response_id": ids,
            "responded_on": self.responded_on if at is None else self.responded_on.take(at),
            "branch": self.branch.at(rows),
            "channel": self.channel.at(rows),
        }


def about(
    body: Body, found: Layout, dates: DateColumn | None, day: pa.Scalar, answers: Mapping[str, Any]
) -> About:
    """Gather the shared columns; ``day`` stands for a date column that the file does not have."""
    ids, destroyed = _ids(body, found)
    on = dates.dates if dates is not None else pa.repeat(day, body.height)
    branch, channel = _branch(body, found, answers), _named(body, found, "channel")
    return About(body.source_rows, ids, on, branch, channel, destroyed, body.sheets)


def _made(source_rows: pa.Array, sheets: Coded | None, rows: Rows) -> pa.Array:
    """Make response ids of the places of rows: "row7", or "East row7" where several sheets have a row 7."""
    numbers = source_rows.cast(pa.string())
    if sheets is None:
        return pc.binary_join_element_wise("row", numbers, "")
    names = sheets.texts.take(pa.array(sheets.codes[rows]))
    return pc.binary_join_element_wise(names, " row", numbers, "")


def _ids(body: Body, found: Layout) -> tuple[pa.Array | None, int]:
    """Response ids as text; where there is none, or a spreadsheet destroyed it, "row" and the number."""
    if "response_id" not in found.roles:
        return None, 0
    coded = body.coded(found.roles["response_id"])
    destroyed = pc.match_substring_regex(coded.texts, _DESTROYED).to_numpy(zero_copy_only=False)
    unusable = where(coded.blank() | destroyed, coded)
    ids = body.text(found.roles["response_id"])
    if not unusable.any():
        return ids, 0
    made = pc.if_else(pa.array(unusable), _made(pa.array(body.source_rows), body.sheets, slice(None)), ids)
    return made, int(where(np.asarray(destroyed, dtype=bool), coded).sum())


def branch_codes(body: Body, found: Layout) -> list[str]:
    """Give the branch column's texts if they are all numbers, which say no name; else nothing."""
    if "branch" not in found.roles:
        return []
    coded = body.coded(found.roles["branch"])
    words = [
        word
        for word, count in zip(coded.words(), coded.counts(), strict=True)
        if count and not not_answered(word)
    ]
    return (
        sorted(words, key=lambda word: (len(word), word))
        if words and all(map(_CODE.fullmatch, words))
        else []
    )


def _branch(body: Body, found: Layout, answers: Mapping[str, Any]) -> Named:
    if "branch" not in found.roles:
        said = str(answers.get("branch") or "").strip()
        if body.sheets is not None and said in ("", "sheet") and are_branches(body.sheets.words()):
            return Named(body.sheets.codes, body.sheets.texts)
        return _same(body, said if said not in ("", "none", "sheet") else None)
    return _named(body, found, "branch", code_names(answers.get("branch_codes")))


def _named(body: Body, found: Layout, role: str, called: Mapping[str, str] | None = None) -> Named:
    """Read a column of names, by what they are ``called`` where that is known."""
    if role not in found.roles:
        return _same(body, None)
    coded = body.coded(found.roles[role])
    names = [None if not_answered(word) else (called or {}).get(word, word) for word in coded.words()]
    return Named(coded.codes, pa.array(names, pa.string()))


def _same(body: Body, name: str | None) -> Named:
    return Named(np.zeros(body.height, dtype=np.int32), pa.array([name], pa.string()))


def code_names(answer: Any) -> dict[str, str]:
    """Read what branch codes mean: a mapping, or text such as "1 = Main, 2 = East"."""
    if isinstance(answer, Mapping):
        return {str(code).strip(): str(name).strip() for code, name in answer.items() if str(name).strip()}
    pairs = re.findall(r"\s*(-?\d{1,4})\s*[=:]\s*([^,;\n]{1,200})", str(answer or ""))
    return {code: name.strip() for code, name in pairs if name.strip()}
