"""xAPI statements as attempts: who completed, passed, failed or attempted what, and when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeGuard

import numpy as np
import pyarrow as pa

from data.uploads import amounts
from data.uploads.completions.part import Circumstances, Part
from data.uploads.dates import instead
from data.uploads.day_texts import read_day
from data.uploads.records import COMPLETIONS, ColumnUse
from data.uploads.rows import Rows
from data.uploads.understood import counted

Json = dict[str, Any]

_STATUS: Final = {
    "completed": "completed",
    "passed": "completed",
    "satisfied": "completed",
    "failed": "failed",
    "attempted": "in_progress",
}
_VOIDED: Final = "voided"
# Kinds of object that are parts of a course.
_PARTS: Final = frozenset(
    ("assessment", "interaction", "cmi.interaction", "question", "lesson", "module", "media", "page", "slide")
)


@dataclass(slots=True)
class Fault:
    """The first thing wrong with a statement: a code, the property, its value, words for the sentence."""

    code: str
    column: str
    value: str
    words: Json = field(default_factory=dict)


@dataclass(slots=True)
class Statement:
    """One statement about taking a course. ``attempt`` is the same for statements of one attempt."""

    position: int
    verb: str
    attempt: tuple[str, ...]
    record: Json
    by_name_only: bool


def read_statements(statements: list[Json], beside: Circumstances) -> Part:
    """Read a list of statements; each is accepted, rejected or ignored, by its position from 1."""
    rows = Rows(np.arange(1, len(statements) + 1))
    _set_aside(statements, rows)
    taken: list[Statement] = []
    for position in np.flatnonzero(rows.open).tolist():
        found = _read(statements[position], position, beside.today)
        if isinstance(found, Fault):
            rows.reject_each(np.array([position]), found.code, [found.words], found.column, [found.value])
        else:
            taken.append(found)
    kept = _one_an_attempt(taken, rows)
    _flag(kept, rows)
    attempts = pa.Table.from_pylist([one.record for one in kept], schema=COMPLETIONS)
    positions = np.array([one.position for one in kept], np.int64)
    return Part(attempts, positions, rows, uses=_uses(attempts), states_outcome=True)


def _set_aside(statements: list[Json], rows: Rows) -> None:
    """Ignore statements that were taken back, or that say nothing about taking a course."""
    verbs = np.array([_verb(one) for one in statements], object)
    ids = [str(one.get("id") or "") for one in statements]
    taken_back = {
        str(_part(one, "object").get("id", ""))
        for one, verb in zip(statements, verbs, strict=True)
        if verb == _VOIDED
    } - {""}
    rows.ignore(np.asarray(verbs == _VOIDED, bool), "voiding_statement")
    rows.ignore(np.array([one in taken_back for one in ids], bool), "voided_statement")
    rows.ignore(np.array([verb not in _STATUS for verb in verbs], bool), "not_a_completion_statement")
    first: dict[str, int] = {}
    for position in np.flatnonzero(rows.open).tolist():
        earlier = first.setdefault(ids[position] or f"position {position}", position)
        if earlier != position and statements[earlier] == statements[position]:
            rows.reject_each(np.array([position]), "duplicate_row", [{"first": earlier + 1}])


def _verb(statement: Json) -> str:
    """Give the last word of the verb's address: "completed"."""
    return str(_part(statement, "verb").get("id", "")).rstrip("/").rsplit("/", 1)[-1].casefold()


def _part(statement: Json, *names: str) -> Json:
    """Give an object inside a statement, an empty one where it has none."""
    found: Any = statement
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _read(statement: Json, position: int, today: date) -> Statement | Fault:
    person, name = _person(statement)
    if not (person or name):
        return Fault("missing_person", "actor", "")
    course, activity = _course(statement)
    if not course:
        return Fault("missing_course", "object", "")
    day = _day(statement, today)
    hours = _hours(statement)
    score = _score(statement)
    for found in (day, hours, score):
        if isinstance(found, Fault):
            return found
    verb = _verb(statement)
    failed = verb == "completed" and _part(statement, "result").get("success") is False
    status = "failed" if failed else _STATUS[verb]
    done = status == "completed"
    record = {
        "source_row": position + 1,
        "person": person or name,
        "name": name or None,
        "branch": _text(_part(statement, "context", "team").get("name")) or None,
        "course": course,
        "level": _level(statement),
        "status": status,
        "completed": done,
        "enrolled_on": None if done else day,
        "completed_on": day if done else None,
        "hours": hours,
        "score": score,
        "has_outcome": True,
        "is_prior_learning": False,
    }
    registration = _text(_part(statement, "context").get("registration"))
    attempt = (person or name, activity, registration or str(day))
    return Statement(position, verb, attempt, record, not person)


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _person(statement: Json) -> tuple[str, str]:
    """Give the id (address, account) and the name of the actor."""
    actor = _part(statement, "actor")
    ids = (
        _text(actor.get("mbox")).removeprefix("mailto:"),
        _text(_part(actor, "account").get("name")),
        _text(actor.get("mbox_sha1sum")),
        _text(actor.get("openid")),
    )
    return next(filter(None, ids), ""), _text(actor.get("name"))


def _course(statement: Json) -> tuple[str, str]:
    """Give the course's name, in English where there are several, else its address; and its address."""
    activity = _text(_part(statement, "object").get("id"))
    names = _part(statement, "object", "definition", "name")
    english = [_text(text) for language, text in names.items() if str(language).lower().startswith("en")]
    named = [*filter(None, english), *filter(None, map(_text, names.values()))]
    return (named[0] if named else activity), activity or (named[0] if named else "")


def _level(statement: Json) -> str:
    kind = _text(_part(statement, "object", "definition").get("type")).rstrip("/").rsplit("/", 1)[-1]
    return "activity" if kind.casefold() in _PARTS else "course"


def _day(statement: Json, today: date) -> date | Fault | None:
    text = _text(statement.get("timestamp")) or _text(statement.get("stored"))
    if not text:
        return None
    read = read_day(text)
    day = read.day_first
    if day is None or read.reads_two_ways:
        return Fault("bad_date", "timestamp", text, {"instead": instead("bad_date", text)})
    later = {"instead": instead("future_date", text)}
    return Fault("future_date", "timestamp", text, later) if day > today else day


def _hours(statement: Json) -> float | Fault | None:
    text = _text(_part(statement, "result").get("duration"))
    if not text:
        return None
    hours = amounts.iso_hours(text)
    if hours is None:
        return Fault("bad_number", "result.duration", text, {"instead": "PT1H30M"})
    if not 0 <= hours <= amounts.MOST_HOURS:
        return Fault("out_of_range", "result.duration", text, {"low": 0, "high": int(amounts.MOST_HOURS)})
    return hours


def _score(statement: Json) -> float | Fault | None:
    """Give the score in percent: scaled runs from -1 to 1 and is a share, so that less than 0 is 0."""
    score = _part(statement, "result", "score")
    scaled = score.get("scaled")
    if _is_number(scaled):
        if not -1 <= scaled <= 1:
            return Fault("out_of_range", "result.score.scaled", str(scaled), {"low": -1, "high": 1})
        return max(0.0, 100.0 * scaled)
    raw, low, high = score.get("raw"), score.get("min", 0), score.get("max")
    if not (_is_number(raw) and _is_number(low) and _is_number(high) and low < high and low <= raw <= high):
        return None
    return 100.0 * (raw - low) / (high - low)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _one_an_attempt(taken: list[Statement], rows: Rows) -> list[Statement]:
    """Keep one statement for each attempt that was completed: "completed" before "passed" before others.

    A failed statement stays an attempt of its own: a course can be failed first and completed then.
    What the kept one does not say (score, hours) is taken from the others.
    """
    together: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in taken:
        if one.record["status"] != "failed":
            together[one.attempt].append(one)
    dropped = set()
    for several in together.values():
        best = min(several, key=lambda one: (_RANK.index(one.verb), one.position))
        others = [one for one in several if one is not best]
        if best.record["status"] != "completed":
            continue
        for other in others:
            dropped.add(other.position)
            for name in ("score", "hours"):
                if best.record[name] is None:
                    best.record[name] = other.record[name]
    mask = np.zeros(len(rows.open), bool)
    mask[list(dropped)] = True
    rows.ignore(mask, "same_attempt_as_completed")
    return [one for one in taken if one.position not in dropped]


_RANK: Final = ("completed", "passed", "satisfied", "attempted", "failed")


def _flag(kept: list[Statement], rows: Rows) -> None:
    named = np.array([one.position for one in kept if one.by_name_only], np.int64)
    undated = [one for one in kept if one.record["completed"] and one.record["completed_on"] is None]
    if len(named):
        rows.flag_each(named, "person_matched_by_name_only", [{}] * len(named), "actor")
    if undated:
        at = np.array([one.position for one in undated], np.int64)
        rows.flag_each(at, "undated_completion", [{}] * len(at), "timestamp")


def _uses(attempts: pa.Table) -> list[ColumnUse]:
    return [
        ColumnUse("Person", "actor", "kept as a keyed hash, not as an address"),
        ColumnUse("Course", "object", counted(attempts.column("course"), "name", "names")),
        ColumnUse("Status", "verb", "completed and passed of one attempt count once"),
        ColumnUse("Completed on", "timestamp", "dates that read one way only"),
        ColumnUse("Hours", "result.duration", "hours of the file"),
        ColumnUse("Score", "result.score", "0 to 100"),
    ]
