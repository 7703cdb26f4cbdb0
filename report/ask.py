"""A filter as words on a command line: ``--filter host=WebJunction``, ``--filter fy=2026``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from analysis import wording
from analysis.filters import CourseFilter
from analysis.people_filter import PeopleFilter
from report.people.questions import PlanQuestion, RolloutQuestion, TogetherQuestion


class BadFilter(ValueError):  # noqa: N818 (it is what the user wrote, not a mistake in the code)
    """A filter that cannot be read; its text says what to write instead."""


def _year(key: str, value: str) -> int:
    if not value.isdecimal() or len(value) != 4:
        raise BadFilter(f"{key}={value}: write a year with four digits, such as {key}=2012.")
    return int(value)


def _one_of(*choices: str) -> Callable[[str, str], str]:
    def read(key: str, value: str) -> str:
        if value not in choices:
            raise BadFilter(f"{key}={value}: write one of {', '.join(choices)}.")
        return value

    return read


def _text(key: str, value: str) -> str:
    return value


MANY: Final = {"host": "hosts", "format": "formats", "topic": "topics"}
"""Keys that may stand several times, each adding an alternative."""

ONE: Final[dict[str, tuple[str, Callable[[str, str], Any]]]] = {
    "from": ("first_year", _year),
    "to": ("last_year", _year),
    "undated": ("undated", _one_of("included", "left out", "only")),
    "topics": ("every_topic", _one_of("main", "every")),
}


def course_filter(words: Sequence[str]) -> CourseFilter:
    """Read ``KEY=VALUE`` words, the same keys as in a page's address; ``year=2012`` is that year alone.

    Raises
    ------
    BadFilter
        For an unknown key or a value that cannot be read, with what to write instead.
    """
    said: dict[str, Any] = {}
    for word in words:
        key, value = _pair(word, "host=WebJunction")
        if key in MANY:
            said[MANY[key]] = (*said.get(MANY[key], ()), value)
        elif key == "year":
            said |= {"first_year": _year(key, value), "last_year": _year(key, value), "undated": "left out"}
        elif key in ONE:
            name, read = ONE[key]
            said[name] = read(key, value)
        else:
            raise BadFilter(f"{key} is not a filter: write one of {', '.join([*MANY, 'year', *ONE])}.")
    if "every_topic" in said:
        said["every_topic"] = said["every_topic"] == "every"
    return CourseFilter(**said)


def is_of_catalog(word: str) -> bool:
    """Whether a word narrows the courses of the catalog: host, format, topic and years do."""
    key = word.partition("=")[0]
    return key == "year" or key in MANY or key in ONE


def _pair(word: str, example: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals or not value:
        raise BadFilter(f"{word}: write a key and a value, such as {example}.")
    return key, value


def _month(key: str, value: str) -> date:
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError:
        raise BadFilter(f"{key}={value}: write a month, such as {key}=2025-07.") from None


PEOPLE_MANY: Final[dict[str, tuple[str, Callable[[str, str], Any]]]] = {
    "fy": ("fiscal_years", _year),
    "at": ("branches", _text),
    "about": ("topics", _text),
    "taken": ("courses", _text),
    "asked": ("channels", _text),
}
"""Keys of the filter for training and satisfaction that may stand several times."""

PEOPLE_ONE: Final[dict[str, tuple[str, Callable[[str, str], Any]]]] = {
    "since": ("first_month", _month),
    "until": ("last_month", _month),
    "undated": ("undated", _one_of("included", "left out", "only")),
    "topics": ("every_topic", _one_of("main", "every")),
}

SAME: Final = {"branch": "at", "topic": "about", "course": "taken", "channel": "asked"}
"""Other words for the keys that a page's address has."""


def people_filter(words: Sequence[str], courses: Mapping[str, str] | None = None) -> PeopleFilter:
    """Read ``KEY=VALUE`` words for training and satisfaction, the same keys as in a page's address.

    ``courses`` gives the key of a course by its name; without it, a course is written as its key.
    BadFilter as ``course_filter``.
    """
    said: dict[str, Any] = {}
    for word in words:
        key, value = _pair(word, "fy=2026")
        key = SAME.get(key, key)
        if key in PEOPLE_MANY:
            name, read = PEOPLE_MANY[key]
            value = (courses or {}).get(value, value) if key == "taken" else value
            said[name] = (*said.get(name, ()), read(key, value))
        elif key in PEOPLE_ONE:
            name, read = PEOPLE_ONE[key]
            said[name] = read(key, value)
        else:
            known = wording.join([*PEOPLE_MANY, *PEOPLE_ONE, *SAME], "or")
            raise BadFilter(f"{key} is not a filter of training or satisfaction: write {known}.")
    if "every_topic" in said:
        said["every_topic"] = said["every_topic"] == "every"
    return PeopleFilter(**said)


def _percent(key: str, value: str) -> float:
    number = _number(key, value)
    if not 0 < number <= 100:
        raise BadFilter(f"{key}={value}: write a percentage above 0, at most 100, such as {key}=50.")
    return number / 100


def _number(key: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not 0 < number < 1_000:
        raise BadFilter(f"{key}={value}: write a number above 0, such as {key}=5.")
    return number


def _trained(key: str, value: str) -> str:
    month, _, branch = value.partition(" ")
    _month(key, month)
    if not branch.strip():
        raise BadFilter(f"{key}={value}: write a month and a branch, such as {key}=2025-03 Main.")
    return value


Reads: TypeAlias = Mapping[str, tuple[str, Callable[[str, str], Any]]]

TOGETHER_MANY: Final[Reads] = {"about": ("topics", _text), "trained": ("trained", _trained)}
TOGETHER_ONE: Final[Reads] = {
    "item": ("item", _text),
    "threshold": ("threshold", _percent),
    "worth": ("worth_knowing", _number),
}


def together_question(words: Sequence[str]) -> TogetherQuestion:
    """Read ``KEY=VALUE`` words for a question of Together: about (topic), item, threshold, worth, trained."""
    return TogetherQuestion(**_said(words, TOGETHER_MANY, TOGETHER_ONE, "of Together"))


def _amount(key: str, value: str) -> str:
    name, equals, number = value.rpartition("=")
    if not equals or not name:
        raise BadFilter(f"{key}={value}: write a name and a number, such as {key}=Policy=3.")
    _number(key, number)
    return value


def _years(key: str, value: str) -> int:
    return round(_number(key, value))


def _yes(key: str, value: str) -> bool:
    return _one_of("yes", "no")(key, value) == "yes"


PLAN_MANY: Final[Reads] = {
    "about": ("topics", _text),
    "at": ("branches", _text),
    "weight": ("weights", _amount),
    "must": ("must", _text),
    "never": ("never", _text),
    "requires": ("requires", _text),
    "format": ("format_hours", _amount),
}
PLAN_ONE: Final[Reads] = {
    "hours": ("hours", _number),
    "role": ("staff_role", _text),
    "oldest": ("oldest", _years),
    "done": ("done_share", _percent),
    "coverage": ("by_coverage", _yes),
    "comments": ("by_comments", _yes),
}


def plan_question(words: Sequence[str]) -> PlanQuestion:
    """Read ``KEY=VALUE`` words for a plan: hours, weight=Policy=3, must=COURSE_ID, format=webinar=2, ..."""
    return PlanQuestion(**_said(words, PLAN_MANY, PLAN_ONE, "of a plan"))


def _starts(key: str, value: str) -> str:
    return f"{_month(key, value):%Y-%m}"


def _whole(key: str, value: str) -> int:
    if not value.isdecimal() or len(value) > 10:
        raise BadFilter(f"{key}={value}: write a whole number, such as {key}=6.")
    return int(value)


ROLLOUT_MANY: Final[Reads] = {
    "about": ("topics", _text),
    "at": ("branches", _text),
    "start": ("starts", _starts),
}
ROLLOUT_ONE: Final[Reads] = {
    "untrained": ("untrained", _whole),
    "before": ("months_before", _whole),
    "after": ("months_after", _whole),
    "worth": ("worth_knowing", _number),
    "seed": ("seed", _whole),
    "item": ("item", _text),
}


def rollout_question(words: Sequence[str]) -> RolloutQuestion:
    """Read ``KEY=VALUE`` words for a roll-out: at (branch), start (month), untrained, before, after, seed."""
    return RolloutQuestion(**_said(words, ROLLOUT_MANY, ROLLOUT_ONE, "of a roll-out"))


def _said(words: Sequence[str], many: Reads, one: Reads, whose: str) -> dict[str, Any]:
    """Read words by two tables of keys; BadFilter for any other."""
    said: dict[str, Any] = {}
    for word in words:
        key, value = _pair(word, "about=Policy")
        key = SAME.get(key, key)
        if key in many:
            name, read = many[key]
            said[name] = (*said.get(name, ()), read(key, value))
        elif key in one:
            name, read = one[key]
            said[name] = read(key, value)
        else:
            known = wording.join([*many, *one], "or")
            raise BadFilter(f"{key} is not a part of a question {whose}: write {known}.")
    return said
