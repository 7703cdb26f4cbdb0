"""How numbers, dates and names are written, for Python and for Plotly side by side.

Nothing else turns a number into words, so that a page, a chart and a slide say it the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, isinf
from typing import Final

COUNT_TICKS: Final = ",d"
"""Plotly's format for what ``number`` writes: 1,638."""

PERCENT_TICKS: Final = ".0%"
"""Plotly's format for what ``percent`` writes: 74%."""

MINUS: Final = "\N{MINUS SIGN}"

_SMALL: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_FORMATS: Final = {
    "webinar": ("webinar", "webinar", "webinars"),
    "self-paced": ("self-paced", "self-paced course", "self-paced courses"),
    "instructor-led": ("instructor-led", "instructor-led course", "instructor-led courses"),
    "unknown": ("not stated", "course without a stated format", "courses without a stated format"),
}


def number(value: int) -> str:
    """Write a whole number: 1,638; below zero with a true minus."""
    return f"{value:,}".replace("-", MINUS)


def signed(value: float, places: int = 0) -> str:
    """Write a difference with its sign, a true minus below zero; what rounds to zero has none."""
    text = f"{abs(value):,.{places}f}"
    if not float(text.replace(",", "")):
        return text
    return ("+" if value > 0 else MINUS) + text


def count(value: int, noun: str, plural: str | None = None) -> str:
    """Write a number of things: "no courses", "1 course", "4 courses"."""
    if value == 1:
        return f"1 {noun}"
    return f"{number(value) if value else 'no'} {plural or noun + 's'}"


def in_words(value: int) -> str:
    """Write one to nine as words, larger numbers as digits, zero as "no"."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else number(value)


def every(whole: int) -> str:
    """Write all of a number of things: "the one", "both", "all nine", "all 16"."""
    return {1: "the one", 2: "both"}.get(whole, f"all {in_words(whole)}")


def of(part: int, whole: int) -> str:
    """Write a part of a whole: "four of the nine", "11 of the 16", "all nine", "both", "the only one".

    Both numbers are written alike, so a whole above nine makes digits of both.
    """
    if part == whole:
        return "the only one" if whole == 1 else every(whole)
    if whole < len(_SMALL):
        return f"{'none' if not part else in_words(part)} of the {in_words(whole)}"
    return f"{number(part) if part else 'none'} of the {number(whole)}"


def percent(share: float) -> str:
    """Write a share (0 to 1) in whole percent.

    0% and 100% are kept for none and all: a share that would round to them is "under 1%" or
    "over 99%".
    """
    rounded = f"{share:.0%}"
    if rounded == "0%" and share > 0:
        return "under 1%"
    if rounded == "100%" and share < 1:
        return "over 99%"
    return rounded


def share(part: int, whole: int) -> str:
    """Write a share with what it is a share of: "75% (12 of 16)"; of nothing, "none of none"."""
    if not whole:
        return "none of none"
    return f"{percent(part / whole)} ({number(part)} of {number(whole)})"


def minutes(value: int | None) -> str:
    """Write a length: "45 min", "1 h", "1 h 30 min"; None is "length not stated"."""
    if value is None:
        return "length not stated"
    hours, rest = divmod(value, 60)
    if not hours:
        return f"{rest} min"
    return f"{number(hours)} h {rest} min" if rest else f"{number(hours)} h"


def hours(value: float) -> str:
    """Write hours in a sentence: "9 hours", "1 hour", "45 min", "1 h 30 min"."""
    whole = round(value * 60)
    return minutes(whole) if whole % 60 or not whole else count(whole // 60, "hour")


def credit(value: float, unit: str, *, is_missing: bool = False) -> str:
    """Write credit with its unit: "23.5 contact hours", "1 hour", "4 LEU"; never rounded in one's favor.

    What is earned is cut after two decimals, what is missing goes up to the next. Without a unit it is the
    number alone.
    """
    step = 1e-9 if not is_missing else -1e-9
    hundredths = ceil(value * 100 + step) if is_missing else floor(value * 100 + step)
    text = f"{hundredths / 100:,.2f}".rstrip("0").rstrip(".")
    plural = unit if text == "1" or not unit or unit.isupper() else f"{unit}s"
    return f"{text} {plural}".rstrip()


def points(value: float, *, is_signed: bool = False) -> str:
    """Write points with at most one decimal: "6.4 points", "5 points", "1 point", "+3.2 points"."""
    text = signed(value, 1) if is_signed else f"{value:,.1f}".replace("-", MINUS)
    text = text.removesuffix(".0")
    return f"{text} {'point' if text.lstrip('+' + MINUS) == '1' else 'points'}"


def mean(value: float) -> str:
    """Write a mean on its own scale: "6.1"."""
    return f"{float(value):,.1f}".replace("-", MINUS)


def bound(value: float) -> str:
    """Write an end of an interval of differences: "+2.2", "no upper limit"."""
    if isinf(value):
        return "no upper limit" if value > 0 else "no lower limit"
    return signed(value, 1)


def p_value(value: float) -> str:
    """Write a p: "0.20", "0.014", "under 0.001"."""
    if value < 0.001:
        return "under 0.001"
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def day(value: date) -> str:
    """Write a date: October 31, 2026."""
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def month_name(month: int) -> str:
    """Name a month by its number: July."""
    return _MONTHS[month - 1]


def month_year(value: date) -> str:
    """Write a month: October 2026."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def short_month(value: date) -> str:
    """Write a month where there is little room: Oct 2026."""
    return f"{_MONTHS[value.month - 1][:3]} {value.year}"


def years(first: int, last: int) -> str:
    """Write a span of years: "2012 to 2024"; one year alone."""
    return str(first) if first == last else f"{first} to {last}"


def join(names: Sequence[str], last: str = "and") -> str:
    """List names: "a", "a and b", "a, b and c", or with another word before the ``last``.

    Where a name has such a word of its own, a comma shows where the names part.
    """
    if len(names) < 2:
        return "".join(names)
    unclear = any(f" {last} " in name for name in names)
    return f"{', '.join(names[:-1])}{',' if unclear else ''} {last} {names[-1]}"


def shortened(name: str, longest: int) -> str:
    """Cut a name where there is little room, at a word if one ends near, with an ellipsis."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1]
    at_word = cut[: cut.rfind(" ")] if cut.rfind(" ") >= longest // 2 else cut
    return at_word.rstrip(" ,;:-") + "…"


def sentence(text: str) -> str:
    """Start with a capital, whatever the rest is, and end with a period."""
    return text[:1].upper() + text[1:] + "."


def format_label(format_id: str) -> str:
    """Name a format in a legend or a filter: "webinar", "not stated"; a new id as it is."""
    return _FORMATS.get(format_id, (format_id,))[0]


def format_name(format_id: str) -> str:
    """Name a format where it stands alone, above a bar: "Webinar", "Format not stated"."""
    label = format_label(format_id)
    return "Format not stated" if format_id == "unknown" else label[:1].upper() + label[1:]


def format_courses(format_id: str, value: int) -> str:
    """Name courses of a format without their number: "webinars", "self-paced course"."""
    default = (format_id, f"{format_id} course", f"{format_id} courses")
    return _FORMATS.get(format_id, default)[1 if value == 1 else 2]
