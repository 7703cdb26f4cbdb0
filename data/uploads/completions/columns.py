"""Cells of training tables as values: outcomes, days, hours and scores, each with its fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pyarrow as pa

from data.uploads import amounts
from data.uploads.encoded import Encoded, Mask
from data.uploads.outcomes import STATUSES, read_mark, read_outcome
from data.uploads.records import Answers
from data.uploads.rows import Rows
from data.vocab.upload_words import is_missing

NOTHING, COMPLETED, FAILED, IN_PROGRESS, NOT_STARTED, NOT_COMPLETED, UNKNOWN = range(7)
CODES: Final[dict[str | None, int]] = {"": NOTHING, None: UNKNOWN}
CODES.update({status: code for code, status in enumerate(STATUSES, 1)})
# No course is longer than this in hours, so a larger number is minutes.
LONG_DAY: Final = 12
Codes = np.ndarray[Any, np.dtype[np.int8]]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """A column of outcomes, one entry a row: a code of ``CODES``, and whether it is prior learning."""

    codes: Codes
    is_prior: Mask


def read_outcomes(cells: Encoded) -> Outcomes:
    """Read a column of status words and marks."""
    read = [read_outcome(text) for text in cells.texts]
    codes = np.array([CODES[one.status] for one in read], np.int8)
    return Outcomes(
        cells.spread(codes), cells.spread(np.array([one.is_prior_learning for one in read], bool))
    )


def read_progress(cells: Encoded) -> Codes:
    """Read progress in percent as outcomes: 100 is completed, 0 not started; a status word counts, too."""
    codes = []
    for text in cells.texts:
        share = None if is_missing(text) else amounts.score(text)
        if share is None:
            codes.append(CODES[read_outcome(text).status])
        else:
            codes.append(COMPLETED if share >= 100 else IN_PROGRESS if share > 0 else NOT_STARTED)
    return cells.spread(np.array(codes, np.int8))


def has_bare_numbers(cells: Encoded) -> bool:
    """Whether a column of durations has numbers without a unit."""
    return any(amounts.number(text) is not None for text in cells.texts)


def unit_of(field: str, cells: Encoded, answers: Answers) -> amounts.Unit:
    """Say what a bare number is: minutes where the header says so or, in a "Duration", where most are large.

    The answer to the question "duration_unit" decides for the latter.
    """
    if field != "duration":
        return "minutes" if field == "minutes" else "hours"
    if (answer := answers.get("duration_unit")) in ("hours", "minutes"):
        return "minutes" if answer == "minutes" else "hours"
    bare = sorted(found for text in cells.texts if (found := amounts.number(text)) is not None)
    return "minutes" if bare and bare[len(bare) // 2] > LONG_DAY else "hours"


def day_texts(cells: Encoded) -> pa.Array:
    """Give a column's cells that are no status word and no mark: those should be dates."""
    return cells.dictionary([text if read_outcome(text).status is None else "" for text in cells.texts])


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers, null where the cell is empty; ``low`` and ``high`` bound them."""

    values: pa.Array
    is_bad: Mask
    is_outside: Mask
    cells: Encoded
    high: int = 100

    def reject(self, rows: Rows, column: str, instead: str) -> None:
        """Reject the rows whose cell is no number, or lies outside."""
        rows.reject(self.is_bad, "bad_number", column, self.cells, lambda _: {"instead": instead})
        bounds = {"low": 0, "high": self.high}
        rows.reject(self.is_outside, "out_of_range", column, self.cells, lambda _: bounds)


def read_hours(cells: Encoded, unit: amounts.Unit = "hours") -> Numbers:
    """Read hours; a mark (x) in their place says nothing about how many."""
    read = [None if _says_no_number(text) else amounts.hours(text, unit) for text in cells.texts]
    found = _numbers(cells, read, amounts.MOST_HOURS)
    return replace(found, high=60 * found.high) if unit == "minutes" else found


def read_scores(cells: Encoded) -> Numbers:
    """Read scores of 0 to 100."""
    read = [None if _says_no_number(text) else amounts.score(text) for text in cells.texts]
    return _numbers(cells, read, amounts.MOST_SCORE)


def _says_no_number(text: str) -> bool:
    return is_missing(text) or (not text.isdigit() and bool(read_mark(text)))


def _numbers(cells: Encoded, read: list[float | None], most: float) -> Numbers:
    is_bad = [one is None and not _says_no_number(text) for text, one in zip(cells.texts, read, strict=True)]
    outside = [one is not None and not 0 <= one <= most for one in read]
    kept = [None if out else one for one, out in zip(read, outside, strict=True)]
    return Numbers(
        cells.column(kept, pa.float64()),
        cells.spread(np.array(is_bad, bool)),
        cells.spread(np.array(outside, bool)),
        cells,
        int(most),
    )
