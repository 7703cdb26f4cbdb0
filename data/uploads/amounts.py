"""Hours and scores as people and systems write them: "1.5", "1 hr", "1 hour 30 minutes", "85%"."""

from __future__ import annotations

import re
from typing import Final, Literal

from data.vocab.upload_words import plain

Unit = Literal["hours", "minutes"]
MOST_HOURS: Final = 100.0
MOST_SCORE: Final = 100.0

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)")
_CLOCK: Final = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?")
_ISO: Final = re.compile(
    r"(-?)p(?:(\d+(?:[.,]\d+)?)d)?(?:t(?:(\d+(?:[.,]\d+)?)h)?(?:(\d+(?:[.,]\d+)?)m)?(?:(\d+(?:[.,]\d+)?)s)?)?"
)
_AMOUNT: Final = r"(\d+(?:[.,]\d+)?|[.,]\d+)"
_WORDS: Final = re.compile(
    rf"(?:{_AMOUNT} ?(?:h|hr|hrs|hour|hours|heure|heures|hora|horas)\.?(?:,? ?(?:and|et|y)? ?)?)?"
    rf"(?:{_AMOUNT} ?(?:m|mn|min|mins|minute|minutes|minuto|minutos)?\.?)?"
    rf"(?:,? ?(?:and|et|y)? ?{_AMOUNT} ?(?:s|sec|secs|second|seconds)\.?)?"
)
_OF: Final = re.compile(rf"{_AMOUNT} ?(?:/|out of|of|sur|de) ?{_AMOUNT}(?: ?\(.*\))?")
_FRACTIONS: Final = {"¼": ".25", "½": ".5", "¾": ".75"}


def number(text: str) -> float | None:
    """Read a plain number, with a decimal point or comma ("1,5"), thousands by commas; None if it is none."""
    if not _NUMBER.fullmatch(text):
        return None
    if text.count(",") == 1 and "." not in text and not re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        return float(text.replace(",", "."))
    return float(text.replace(",", ""))


def hours(text: str, unit: Unit = "hours") -> float | None:
    """Read an amount of time in hours; a bare number is in ``unit``. None where it is no amount of time."""
    cell = plain(_with_fractions(text))
    if (found := number(cell)) is not None:
        return found / 60 if unit == "minutes" else found
    if clock := _CLOCK.fullmatch(cell):
        return int(clock[1]) + int(clock[2]) / 60 + int(clock[3] or 0) / 3600
    if cell.startswith(("p", "-p")):
        return iso_hours(cell)
    spelled = _WORDS.fullmatch(cell)
    if not spelled or not any(spelled.groups()):
        return None
    whole, minutes, seconds = (_amount(part) for part in spelled.groups())
    return whole + minutes / 60 + seconds / 3600


def iso_hours(text: str) -> float | None:
    """Read an ISO 8601 duration such as PT1H5M, unrounded; None where it is none."""
    found = _ISO.fullmatch(text.casefold())
    if not found or not any(found.groups()[1:]):
        return None
    days, whole, minutes, seconds = (_amount(part) for part in found.groups()[1:])
    seconds += days * 86400 + whole * 3600 + minutes * 60
    return (-seconds if found[1] else seconds) / 3600


def score(text: str) -> float | None:
    """Read a score of 0 to 100: "85", "85 %", "17/20" (85). None where it is none."""
    cell = plain(text)
    if (found := number(cell.removesuffix("%").rstrip())) is not None:
        return found
    if (part := _OF.fullmatch(cell)) and _amount(part[2]):
        return 100 * _amount(part[1]) / _amount(part[2])
    return None


def _with_fractions(text: str) -> str:
    for sign, decimals in _FRACTIONS.items():
        if sign in text:
            return re.sub(rf"\s*{sign}", decimals, text)
    return text


def _amount(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0
