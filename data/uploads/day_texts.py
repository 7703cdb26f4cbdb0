"""One date text, whatever its style: which day it is, or which two days it could be."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from data.vocab.upload_words import months, plain, words_for

# Spreadsheets count days from here; the numbers taken for dates are 1982 to 2064.
SERIAL_START = date(1899, 12, 30)
SERIALS = range(30_000, 60_001)
FIRST_YEAR = 1970
# How dates are written, with an example that nobody takes for the day that a cell means.
FORM = "year-month-day, such as 1999-12-31"

_TIME = re.compile(
    r"[T,\s]+(?:at |à |a las )?(?P<hour>\d{1,2})(?::|h)(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?"
    r"\s*(?:Z|\(?(?:UTC|GMT|[ECMP][SD]T|CES?T|PST/PDT)\)?)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_PAIR = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_EIGHT = re.compile(r"(?:19|20)\d{6}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_PARTS = re.compile(r"\d+|[^\W\d_]+")


class DayText(NamedTuple):
    """What a text can mean: ``day_first`` and ``month_first`` are the readings, the same where one suffices.

    Both None: no date. ``instead`` is how to write it: the day where the text proves one or two, else
    only the form, because a guess that is typed over a mistake becomes another mistake.
    """

    day_first: date | None = None
    month_first: date | None = None
    has_time: bool = False
    instead: str = FORM

    @property
    def reads_two_ways(self) -> bool:
        """Whether the order of day and month decides."""
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first

    @property
    def only(self) -> str:
        """Give "day" or "month" where only that order gives a date, else ""."""
        if (self.day_first is None) == (self.month_first is None):
            return ""
        return "day" if self.day_first else "month"


def read_day(text: str) -> DayText:
    """Read one cell; a time of day after the date is checked and left off."""
    text = " ".join(text.split())
    has_time = False
    if found := _TIME.search(text):
        if not _is_time(found):
            return DayText(instead=read_day(text[: found.start()]).instead)
        text, has_time = text[: found.start()], True
    read = _read_date(text.strip(" ,."))
    return read._replace(has_time=has_time) if has_time else read


def _is_time(found: re.Match[str]) -> bool:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    return (1 <= hour <= 12 if found["half"] else hour < 24) and minute < 60 and second < 61


def _read_date(text: str) -> DayText:
    if found := _YEAR_FIRST.fullmatch(text):
        return _one(int(found[1]), int(found[3]), int(found[4]))
    if found := _PAIR.fullmatch(text):
        return _pair(int(found[1]), int(found[3]), _year(found[4]))
    if _EIGHT.fullmatch(text):
        return _one(int(text[:4]), int(text[4:6]), int(text[6:]))
    if _SERIAL.fullmatch(text):
        number = int(text[:5])
        day = SERIAL_START + timedelta(days=number) if number in SERIALS else None
        return DayText(day, day, len(text) > 5)
    return _named(text)


def _year(digits: str) -> int:
    """Two digits are 1969 to 2068, as everywhere in computing."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 69 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= FIRST_YEAR else None
    except ValueError:
        return None


def _one(year: int, month: int, day: int) -> DayText:
    found = _day(year, month, day)
    return DayText(found, found, instead=found.isoformat() if found else FORM)


def _pair(first: int, second: int, year: int) -> DayText:
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    likely = [str(day) for day in dict.fromkeys((month_first, day_first)) if day]
    return DayText(day_first, month_first, instead=" or ".join(likely) or FORM)


def _named(text: str) -> DayText:
    """Read a month by its name: "8 Jan 2026", "Monday, 9 February 2026", "le 1er mars 2026"."""
    if len(text) > 60:
        return DayText()
    parts = [part for part in _PARTS.findall(plain(text)) if part not in words_for("beside a date")]
    at = [position for position, part in enumerate(parts) if part in months()]
    if len(at) == 2 and parts[0] == "mar":  # also Tuesday, in French and Spanish
        parts, at = parts[1:], [at[1] - 1]
    if len(parts) != 3 or len(at) != 1 or not all(p.isdigit() for p in parts if p not in months()):
        return DayText()
    month = months()[parts[at[0]]]
    first, second = (part for position, part in enumerate(parts) if position != at[0])
    if len(first) == 4:
        return _one(int(first), month, int(second))
    if len(second) not in (2, 4) or len(first) > 2:
        return DayText()
    return _one(_year(second), month, int(first))
