"""Lengths as catalog pages write them, in whole minutes of learning time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A single course of more than this is a misprint, not a course.
MOST_MINUTES = 500 * 60

_WORDS = {
    "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0,
    "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0, "twelve": 12.0, "fifteen": 15.0, "twenty": 20.0,
    "thirty": 30.0, "forty-five": 45.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "ninety": 90.0,
    "half an": 0.5, "a half": 0.5, "half a": 0.5, "half": 0.5, "quarter of an": 0.25,
}  # fmt: skip
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

_NUMBER = (
    r"(?:\d{1,4} +\d/\d|\d{1,4}(?:[.,]\d{1,2})? ?[½¼¾⅓⅔]?|[½¼¾⅓⅔]|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + ")"
)
_HOURS = r"(?:hours?|hrs?|h)\b\.?"
_MINUTES = r"(?:minutes?|mins?|m)\b\.?"
_PART = re.compile(
    rf"(?<![\w.,/])(?:({_NUMBER})[ -]*{_HOURS}(?:,? *(?:and|&)? *(?:({_NUMBER})[ -]*{_MINUTES}|(a half"
    rf"|a quarter)\b))?"
    rf"|({_NUMBER})[ -]*{_MINUTES})",
    re.I,
)
# What makes a length open: units longer than a day, ranges, limits, and one session of several.
_OPEN = re.compile(
    r"\b(?:weeks?|months?|days?|semesters?|years?|per|each|every|sessions?|up to|at least|at most|more than"
    r"|less than|(?:under|over)(?= (?:\d|an?\b|one|two))|or more|or less|varies|variable|ongoing)\b|\d *\+",
    re.I,
)
_RANGE = re.compile(
    rf"{_NUMBER} *(?:{_HOURS}|{_MINUTES})? *(?:-|–|—|\bto\b|\bor\b) *{_NUMBER} *-?(?:{_HOURS}|{_MINUTES})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ReadLength:
    """What a length text says: minutes, or the problem code that says why there are none."""

    minutes: int | None = None
    fault: str = ""


@lru_cache(maxsize=4096)
def read_length(text: str) -> ReadLength:
    """Read one length.

    "1 hour 30 minutes", "1.5 hours" and "about 3 hours of films" are one number. Weeks, ranges,
    sessions and several quantities are an open mix: nothing is added up, and ``open_length`` says so.
    """
    if not text.strip():
        return ReadLength(fault="no_length")
    text = text[:1000]
    if _OPEN.search(text) or _RANGE.search(text):
        return ReadLength(fault="open_length")
    parts = list(_PART.finditer(text))
    if len(parts) != 1:
        return ReadLength(fault="open_length" if parts else "bad_length")
    hours, extra, fraction, minutes = parts[0].groups()
    # A number left over means that something was not understood ("1 hour 30 minu").
    if re.search(r"\d", text[: parts[0].start()] + text[parts[0].end() :]):
        return ReadLength(fault="open_length")
    total = 60 * _number(hours) + _number(extra) + _number(minutes)
    if fraction:
        total += 30 if fraction.lower() == "a half" else 15
    whole = int(total + 0.5)
    return ReadLength(whole) if 0 < whole <= MOST_MINUTES else ReadLength(fault="bad_length")


def _number(written: str | None) -> float:
    if not written:
        return 0.0
    written = written.strip().lower()
    if written in _WORDS:
        return _WORDS[written]
    extra = 0.0
    if written[-1] in _FRACTIONS:
        extra, written = _FRACTIONS[written[-1]], written[:-1].strip()
    elif "/" in written:
        written, fraction = written.rsplit(" ", 1)
        above, below = fraction.split("/")
        extra = int(above) / (int(below) or 1)
    return extra + (float(written.replace(",", ".")) if written else 0.0)
