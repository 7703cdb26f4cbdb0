"""What a course name says: its words, and the code, date and format that systems hang on it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STRAIGHTEN: Final = str.maketrans({"’": "'", "‘": "'", "&": " and ", "\u00ad": None})
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_WORD: Final = re.compile(r"[^\W_]+")

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO: Final = re.compile(r"\b((?:19|20)\d\d)-([01]?\d)-([0-3]?\d)\b")
_AMERICAN: Final = re.compile(r"\b([01]?\d)/([0-3]?\d)/((?:19|20)\d\d)\b")
_IN_WORDS: Final = re.compile(rf"\b({_MONTH})\.? ?(?:([0-3]?\d)(?:st|nd|rd|th)?,? )?((?:19|20)\d\d)\b", re.I)
_YEAR: Final = re.compile(r"(?<![\d/-])((?:19|20)\d\d)(?![\d/-])")
_DATES: Final = (_ISO, _AMERICAN, _IN_WORDS, _YEAR)

# "CS-101: ", "WJ 394 - ", "LIB101 ": a code of the system that exported the file.
_CODE: Final = re.compile(
    r"^\s*(?!(?:19|20)\d\d\b)(?:[A-Z]{1,6}[-_ ]?\d{1,5}[A-Z]?|\d{3,6})\s*(?:[:|–—-]\s*|\s(?=[A-Za-z]))"
)
_FORMAT_WORDS: Final = _words(
    """webinar webinars recording recorded archived archive online self paced selfpaced course elearning e
    learning live virtual video module session class tutorial training on demand ondemand required mandatory
    optional webjunction new updated version"""
)
_BRACKETED: Final = re.compile(r"[(\[{]([^()\[\]{}]{1,60})[)\]}]")
_TAIL: Final = re.compile(r"\s[-–—|:]\s((?:(?!\s[-–—|:]\s).){1,40})$")
_HEAD: Final = re.compile(r"^([^-–—|:]{1,25})\s?[:|–—]\s")

STOP_WORDS: Final = _words(
    """a about an and are as at be by for from how in into is it its of on or our out that the their this to
    up what when who with you your"""
)
"""Words that say nothing of a course. Lists of this kind decide nothing alone: they only weigh."""

_GENERIC: Final = _FORMAT_WORDS | _words(
    "basic basics intro introduction overview part level program series workshop staff library libraries"
)
_ENDINGS: Final = (
    ("iness", "y"), ("ations", "ate"), ("ation", "ate"), ("ings", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("ely", ""), ("ly", ""), ("ions", ""), ("ion", ""), ("es", ""), ("ed", ""), ("s", ""),
    ("e", ""),
)  # fmt: skip
_SHORTEST_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What a name says besides its words: a day, a year, and the other numbers in it ("Part 2")."""

    day: date | None = None
    year: int | None = None
    numbers: frozenset[int] = frozenset()


def key(name: str) -> str:
    """Reduce a name to what makes it the same name: letters and digits, lower-case, single spaces."""
    plain = unicodedata.normalize("NFKC", name).translate(_STRAIGHTEN).casefold()
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", plain)))


@lru_cache(maxsize=50_000)
def bare(name: str) -> str:
    """Give the key without what a system hangs on a title: its code, a date, the format in brackets.

    Never empty where the key is not: a name of nothing else keeps it.
    """
    left = _CODE.sub("", unicodedata.normalize("NFKC", name), count=1)
    left = _BRACKETED.sub(lambda found: " " if _is_trimming(found[1]) else found[0], left)
    for pattern in _DATES[:-1]:  # a year alone may be part of the title
        left = pattern.sub(" ", left)
    for pattern in (_TAIL, _HEAD):
        if (found := pattern.search(left)) and _is_trimming(found[1]):
            left = left[: found.start()] + " " + left[found.end() :]
    return key(left) or key(name)


def _is_trimming(text: str) -> bool:
    """Whether it is only a date or only words for a format."""
    for pattern in _DATES:
        text = pattern.sub(" ", text)
    return all(word in _FORMAT_WORDS for word in key(text).split())


@lru_cache(maxsize=50_000)
def said(name: str) -> Said:
    """Find the date and the numbers in a name; the code before it does not count."""
    text = _CODE.sub("", unicodedata.normalize("NFKC", name), count=1)
    day, year = _dated(text)
    for pattern in _DATES:
        text = pattern.sub(" ", text)
    return Said(day, year, frozenset(int(word) for word in re.findall(r"\d{1,9}", text)))


def _dated(text: str) -> tuple[date | None, int | None]:
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3])), int(found[1])
    if found := _AMERICAN.search(text):
        return _day(int(found[3]), int(found[1]), int(found[2])), int(found[3])
    if found := _IN_WORDS.search(text):
        month = _MONTHS[found[1].lower()]
        return (_day(int(found[3]), month, int(found[2])) if found[2] else None), int(found[3])
    found = _YEAR.search(text)
    return None, int(found[1]) if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def stem(word: str) -> str:
    """Cut a simple ending off, so that handling and handle, policies and policy are one word."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST_STEM:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                return word
            word = word.removesuffix(ending) + instead
            break
    # managing, manage: what is left of both is the same without the silent e.
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word


def telling(text: str) -> list[str]:
    """List the stems of a text's words that can tell one course from another, each once.

    Words found on every title ("training", "course") are left out where others remain.
    """
    words = [word for word in key(text).split() if word not in STOP_WORDS]
    chosen = [word for word in words if word not in _GENERIC and not word.isdigit()] or words
    return list(dict.fromkeys(map(stem, chosen)))
