"""What a file says of each response besides its answers: when, which one, which branch, how asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.dates import DateColumn
from data.uploads.satisfaction.body import Body, Codes, Numbers, encode
from data.uploads.satisfaction.layout import Layout
from data.vocab.survey_words import not_answered

_DESTROYED: Final = r"^\d(?:[.,]\d+)?[eE]\+\d+$"
_CODE = re.compile(r"-?\d{1,4}(?:\.0)?")


@dataclass(slots=True)
class About:
    """The columns that every record of a row shares, one entry a row."""

    source_rows: pa.Array
    response_id: pa.Array
    responded_on: pa.Array
    branch: pa.Array
    channel: pa.Array
    destroyed_ids: int = 0

    def of(self, rows: Numbers) -> dict[str, pa.Array]:
        """Give the shared columns for records that stand in ``rows``."""
        at = pa.array(rows)
        return {
            "source_row": self.source_rows.take(at),
            "response_id": self.response_id.take(at),
            "responded_on": self.responded_on.take(at),
            "branch": self.branch.take(at),
            "channel": self.channel.take(at),
        }


def about(
    body: Body, found: Layout, dates: DateColumn | None, day: pa.Scalar, answers: Mapping[str, Any]
) -> About:
    """Gather the shared columns; ``day`` stands for a date column that the file does not have."""
    source_rows = pa.array(body.source_rows)
    ids, destroyed = _ids(body, found, source_rows)
    on = dates.dates if dates is not None else pa.repeat(day, body.height)
    return About(
        source_rows, ids, on, _branch(body, found, answers), _named(body, found, "channel"), destroyed
    )


def _ids(body: Body, found: Layout, source_rows: pa.Array) -> tuple[pa.Array, int]:
    """Response ids as text; where there is none, or a spreadsheet destroyed it, "row" and the number."""
    made = pc.binary_join_element_wise("row", source_rows.cast(pa.string()), "")
    if "response_id" not in found.roles:
        return made, 0
    ids = body.text(found.roles["response_id"])
    blank = pc.equal(pc.binary_length(ids), 0)
    destroyed = pc.match_substring_regex(ids, _DESTROYED)
    unusable = pc.or_(blank, destroyed)
    count = int(pc.sum(destroyed).as_py() or 0)
    return (pc.if_else(unusable, made, ids) if pc.any(unusable).as_py() else ids), count


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


def _branch(body: Body, found: Layout, answers: Mapping[str, Any]) -> pa.Array:
    if "branch" not in found.roles:
        said = str(answers.get("branch") or "").strip() or None
        return pa.repeat(pa.scalar(said, pa.string()), body.height)
    return _named(body, found, "branch", code_names(answers.get("branch_codes")))


def _named(body: Body, found: Layout, role: str, called: Mapping[str, str] | None = None) -> pa.Array:
    """Give a column of names, null where it says none."""
    if role not in found.roles:
        return pa.nulls(body.height, pa.string())
    coded = encode(body.text(found.roles[role]))
    names = [None if not_answered(word) else (called or {}).get(word, word) for word in coded.words()]
    codes: Codes = coded.codes
    return pa.array(names, pa.string()).take(pa.array(codes))


def code_names(answer: Any) -> dict[str, str]:
    """Read what branch codes mean: a mapping, or text such as "1 = Main, 2 = East"."""
    if isinstance(answer, Mapping):
        return {str(code).strip(): str(name).strip() for code, name in answer.items() if str(name).strip()}
    pairs = re.findall(r"\s*(-?\d{1,4})\s*[=:]\s*([^,;\n]{1,200})", str(answer or ""))
    return {code: name.strip() for code, name in pairs if name.strip()}
