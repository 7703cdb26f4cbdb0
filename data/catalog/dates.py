"""Dates as catalog pages write them: "March 21, 2012", "21 March 2012", "2012-03-21", "3/21/2012"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data.catalog.records import DatePrecision

# The service whose catalog this is began in 2003; announcements reach into next year.
FIRST_YEAR = 2003

_NAMES = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
    ("november", "nov"), ("december", "dec"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_MONTH = "(" + "|".join(MONTHS) + r")\b\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?\b"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?,? *)?"

_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH},? *{_DAY},? *(\d{{4}})\b", re.I)
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY} *(?:of )?{_MONTH},? *(\d{{4}})\b", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}),? *{_MONTH},? *{_DAY}", re.I)
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b")
_MONTH_ONLY = re.compile(rf"(?:in )?{_MONTH},? *(?:of )?(\d{{4}})\.?", re.I)
_YEAR_ONLY = re.compile(r"(?:(?:in|spring|summer|fall|autumn|winter)(?: of)?,? *)?(\d{4})\.?", re.I)

_RANGE_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH} *{_DAY}(?:,? *(\d{{4}}))?"
    rf"(?: *(?:-|–|—|to|through|until) *{_WEEKDAY}(?:{_MONTH} *)?{_DAY}(?:,? *(\d{{4}}))?)?",
    re.I,
)
_RANGE_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}{_DAY} *(?:{_MONTH})?(?:,? *(\d{{4}}))?"
    rf" *(?:-|–|—|to|through|until) *{_WEEKDAY}{_DAY} *{_MONTH}(?:,? *(\d{{4}}))?",
    re.I,
)
# No day that was perhaps meant: a guess that is typed over a mistake becomes another mistake.
_FORM = "year-month-day, such as 2019-02-28"
_ANY_YEAR = re.compile(r"\b(\d{4})\b")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a date text says. ``fault`` is a problem code; ``instead`` how to write it."""

    dated_on: date | None = None
    precision: DatePrecision = "none"
    year: int | None = None
    fault: str = ""
    instead: str = _FORM


@lru_cache(maxsize=8192)
def read_date(text: str, last_year: int) -> ReadDate:
    """Read one date.

    A month or a year alone gives a year and no day. A day that does not exist, two possible readings,
    or a year outside ``FIRST_YEAR`` to ``last_year`` give nothing but a fault.
    """
    text = text.strip(" .,;:")
    if not text:
        return ReadDate(fault="no_date")
    if found := _MONTH_FIRST.match(text):
        return _day(int(found[3]), MONTHS[found[1].lower()], int(found[2]), last_year)
    if found := _DAY_FIRST.match(text):
        return _day(int(found[3]), MONTHS[found[2].lower()], int(found[1]), last_year)
    if found := _YEAR_FIRST.match(text):
        return _day(int(found[1]), int(found[3]), int(found[4]), last_year)
    if found := _YEAR_MONTH_DAY.match(text):
        return _day(int(found[1]), MONTHS[found[2].lower()], int(found[3]), last_year)
    if found := _NUMBERS.match(text):
        return _numbers(int(found[1]), int(found[3]), int(found[4]), last_year)
    if found := _MONTH_ONLY.fullmatch(text):
        return _year(int(found[2]), "month", last_year)
    if found := _YEAR_ONLY.fullmatch(text):
        return _year(int(found[1]), "year", last_year)
    return ReadDate(fault="bad_date")


def _year(year: int, precision: DatePrecision, last_year: int) -> ReadDate:
    if FIRST_YEAR <= year <= last_year:
        return ReadDate(None, precision, year)
    return ReadDate(fault="date_out_of_range")


def _day(year: int, month: int, day: int, last_year: int) -> ReadDate:
    try:
        found = date(year, month, day)
    except ValueError:
        return ReadDate(fault="bad_date")
    if not FIRST_YEAR <= year <= last_year:
        return ReadDate(fault="date_out_of_range")
    return ReadDate(found, "day", year)


def _numbers(first: int, second: int, year: int, last_year: int) -> ReadDate:
    """Read 3/21/2012: only where one of the two cannot be a month, or both orders say the same."""
    if first > 12 and second > 12:
        return ReadDate(fault="bad_date")
    if first > 12:
        return _day(year, second, first, last_year)
    if second > 12 or first == second:
        return _day(year, first, second, last_year)
    if not first or not second:
        return ReadDate(fault="bad_date")
    if not year:
        return ReadDate(fault="ambiguous_date")
    both = f"{date(year, first, second)} or {date(year, second, first)}"
    return ReadDate(fault="ambiguous_date", instead=both)


def read_schedule(text: str, last_year: int) -> ReadDate:
    """Read the first day of a schedule; the year may be printed once, at the end of the range."""
    text = text.strip(" .,;:")
    month_first, day_first = _RANGE_MONTH_FIRST.search(text), _RANGE_DAY_FIRST.search(text)
    if day_first and (not month_first or day_first.start() < month_first.start()):
        found = day_first
        day, month, year, _, end_month, end_year = found.groups()
        month = month or end_month
    elif month_first:
        found = month_first
        month, day, year, end_month, _, end_year = found.groups()
    else:
        return read_date(text, last_year)
    start = MONTHS[month.lower()]
    if year:
        return _day(int(year), start, int(day), last_year)
    if not end_year:
        later = _ANY_YEAR.search(text, found.end(), found.end() + 200)
        if not later:
            return ReadDate(fault="bad_date")
        end_year = later[1]
    # "December 7 - January 22, 2021" begins in the year before.
    turn = end_month is not None and MONTHS[end_month.lower()] < start
    return _day(int(end_year) - turn, start, int(day), last_year)
