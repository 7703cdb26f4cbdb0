"""Dates by column: one order of day and month for the whole column, proven by its rows where they can.

Never row by row: "03/04/2026" beside "31/12/2026" is 3 April, because the column is day first. Only
distinct texts are parsed, so a million rows cost as many readings as there are days in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.day_texts import FORM, DayText, read_day
from data.uploads.recognized import DateOrder
from data.uploads.records import Answers, Option, Question
from data.vocab.upload_words import is_missing

# From this many distinct texts on, times of day are cut off by the column before the days are read.
_MANY = 5_000
# Hours that do not exist stay, and make the text no date when it is read.
_TIME: Final = (
    r"[T, ]+((0?\d|1[0-2]):[0-5]\d(:[0-5]\d)? ?[AaPp][Mm]|([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?)"
    r"( ?(Z|UTC|GMT))?( ?[+-]\d{1,2}(:?\d{2})?)?$"
)


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column's days and faults, one entry a row, and how its order was decided.

    ``dates`` (date32) is null where the cell is empty, says "N/A", or has a fault; ``faults`` has null or
    bad_date, ambiguous_date, future_date. ``order`` is "iso" where no row needs one, None where rows
    prove both orders and nobody has said which. ``is_proven`` says that rows decided it, not a setting.
    ``example`` reads two ways ("" if none does), ``proof`` in one only; ``day_only`` and ``month_only``
    count rows with one reading, ``two_ways`` those with two.
    """

    dates: pa.Array
    faults: pa.Array
    order: Literal["day", "month", "iso"] | None
    is_proven: bool
    example: str = ""
    proof: str = ""
    has_time: bool = False
    day_only: int = 0
    month_only: int = 0
    two_ways: int = 0

    @property
    def needs_asking(self) -> bool:
        """Whether the user should say the order, because the rows do not, or prove the contrary."""
        return self.two_ways > 0 and not self.is_proven


def read_dates(
    cells: pa.Array,
    *,
    order: DateOrder | None = None,
    today: date,
    setting: DateOrder = "month",
) -> DateColumn:
    """Read a column of text as dates; a column that is dictionary-encoded already is taken as it is.

    ``order`` is the user's answer and decides every date that reads two ways. Without it the rows
    decide; where they prove both orders, dates that read two ways are ``ambiguous_date``; where they
    prove none, ``setting`` decides. A date with one reading keeps it. Days after ``today`` are
    ``future_date``.
    """
    encoded, had_time = _encoded(cells)
    texts = encoded.dictionary.to_pylist()
    read = [DayText() if is_missing(text) else read_day(text) for text in texts]
    indices = encoded.indices.to_numpy(zero_copy_only=False)
    counts: list[int] = np.bincount(indices, minlength=len(texts)).tolist()
    day_only = sum(count for count, day in zip(counts, read, strict=True) if day.only == "day")
    month_only = sum(count for count, day in zip(counts, read, strict=True) if day.only == "month")
    two_ways = sum(count for count, day in zip(counts, read, strict=True) if day.reads_two_ways)
    decided, is_proven = _order(order, setting, day_only, month_only, two_ways)
    days = [_decide(day, decided) for day in read]
    faults = [_fault(text, day, one, today) for text, day, one in zip(texts, read, days, strict=True)]
    kept = [None if fault else day for day, fault in zip(days, faults, strict=True)]
    return DateColumn(
        pa.array(kept, pa.date32()).take(encoded.indices),
        pa.array(faults, pa.string()).take(encoded.indices)
        if any(faults)
        else pa.nulls(len(encoded), pa.string()),
        decided if day_only or month_only or two_ways else "iso",
        is_proven,
        next((text for text, day in zip(texts, read, strict=True) if day.reads_two_ways), ""),
        next((text for text, day in zip(texts, read, strict=True) if day.only and day.only == decided), ""),
        had_time or any(day.has_time for day in read),
        day_only,
        month_only,
        two_ways,
    )


def read_alike(
    columns: Sequence[pa.Array],
    *,
    order: DateOrder | None = None,
    today: date,
    setting: DateOrder = "month",
) -> list[DateColumn]:
    """Read the date columns of one table: one whose rows prove no order follows those that prove one.

    One export writes all its dates alike. Parameters as for ``read_dates``.
    """
    found = [read_dates(cells, order=order, today=today, setting=setting) for cells in columns]
    proven = {one.order for one in found if one.is_proven and (one.day_only or one.month_only)} & {
        "day",
        "month",
    }
    if order or len(proven) != 1:
        return found
    same: DateOrder = "day" if "day" in proven else "month"
    return [
        replace(read_dates(cells, today=today, setting=same), is_proven=True)
        if one.needs_asking and not (one.day_only or one.month_only)
        else one
        for one, cells in zip(found, columns, strict=True)
    ]


def _encoded(cells: pa.Array) -> tuple[pa.DictionaryArray, bool]:
    """Encode the texts, many distinct ones without their times of day; and whether times were cut off."""
    if isinstance(cells, pa.DictionaryArray):
        encoded = cells
    else:
        encoded = pc.fill_null(cells.cast(pa.string()), "").dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    if len(encoded.dictionary) <= _MANY:
        return encoded, False
    cut = pc.replace_substring_regex(encoded.dictionary, _TIME, "")
    days = cut.dictionary_encode()
    joined = pa.DictionaryArray.from_arrays(days.indices.take(encoded.indices), days.dictionary)
    return joined, not cut.equals(encoded.dictionary)


def _order(
    answer: DateOrder | None, setting: DateOrder, day_only: int, month_only: int, two_ways: int
) -> tuple[DateOrder | None, bool]:
    """Give the order of a column and whether its rows prove it."""
    proven: DateOrder | None = None
    if bool(day_only) != bool(month_only):
        proven = "day" if day_only else "month"
    if answer:
        return answer, answer == proven or not two_ways
    if day_only and month_only:
        return None, False
    return proven or setting, proven is not None or not two_ways


def _decide(day: DayText, order: DateOrder | None) -> date | None:
    if day.reads_two_ways:
        return None if order is None else day.day_first if order == "day" else day.month_first
    return day.day_first or day.month_first


def _fault(text: str, day: DayText, decided: date | None, today: date) -> str | None:
    if decided is None:
        if day.reads_two_ways:
            return "ambiguous_date"
        return None if is_missing(text) else "bad_date"
    return "future_date" if decided > today else None


def instead(code: str, text: str, order: str | None = None) -> str:
    """Say how to write a date with a fault: the day where it is sure or one of two, else the form of one."""
    day = read_day(text)
    if code == "future_date":
        return FORM
    if day.reads_two_ways and order in ("day", "month"):
        return str(day.day_first if order == "day" else day.month_first)
    return day.instead


def answered_order(answers: Answers, question: str = "date_order") -> DateOrder | None:
    """Give the order that the user chose, or None."""
    chosen = str(answers.get(question, ""))
    return "day" if chosen == "day" else "month" if chosen == "month" else None


def order_question(columns: Sequence[DateColumn], question: str = "date_order") -> Question | None:
    """Ask which comes first, if the rows of one of the columns leave it open; None if nothing is open.

    The default is what was used. It is None where rows prove both orders: nothing was used then.
    """
    open_ones = [column for column in columns if column.needs_asking]
    if not open_ones:
        return None
    example = open_ones[0].example
    day = read_day(example)
    by_day = sum(column.day_only for column in columns)
    by_month = sum(column.month_only for column in columns)
    return Question(
        question,
        f"In {_without_time(example)}, which comes first?",
        open_ones[0].order,
        (
            Option("day", f"Day: {_long(day.day_first)}", _can_only_be(by_day, "day")),
            Option("month", f"Month: {_long(day.month_first)}", _can_only_be(by_month, "month")),
        ),
    )


def _without_time(text: str) -> str:
    return text.split(" ")[0].rstrip(",")


def _long(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else ""


def _can_only_be(count: int, first: str) -> str:
    dates = "No date" if not count else "1 date" if count == 1 else f"{count:,} dates"
    return f"{dates} can only be {first} first"
