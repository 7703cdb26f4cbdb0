"""One entry of a catalog page: header values and text to a record."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import cast

from data.catalog.body import Piece, read_body
from data.catalog.dates import FIRST_YEAR, ReadDate, read_date, read_schedule
from data.catalog.furniture import without_furniture
from data.catalog.labels import LABELS, Mark, split_inline
from data.catalog.layout import Segment
from data.catalog.lengths import read_length
from data.catalog.people import names, read_experts, read_people
from data.catalog.records import Format, RawEntry
from data.catalog.values import put_together
from data.vocab.problems import problem
from data.vocab.tables import formats

# Labels of the credits, several of which may share a line.
_CREDITS = frozenset({"funder", "expert", "lead", "design", "credits"})
# Labels after which free text is the page's and no longer the course's.
_CLOSING = frozenset({"presenter", "moderator", "design", "lead", "expert", "credits"})
_TEXT = frozenset({"description", "objectives"})
_WRAPPED = re.compile(r"\n *[a-z]")
_ORIGINAL = re.compile(
    r"\boriginal(?:ly)?\b(?: (?:date|presented|recorded|aired|air date))?(?: on)? *:? *", re.I
)

Values = dict[str, list[tuple[str, Mark]]]


def read_entry(original: str, plain: str, segment: Segment, line: int, last_year: int) -> RawEntry | None:
    """Read the entry of ``segment``, which begins on ``line``; None when it is no course after all.

    ``plain`` is ``original`` with plain spaces, of the same length.
    """
    marks, end = segment
    start = marks[0].start
    values, pieces, content_end = _collect(plain, marks, end)
    description, objectives = read_body(pieces) if pieces else ("", ())
    if not _is_course(values, description, end == len(plain)):
        return None
    source = original[start:content_end].rstrip()
    entry = RawEntry(line, line + source.count("\n"))
    entry.description, entry.objectives, entry.source_text = description, objectives, source
    _names(entry, values)
    _facts(entry, values, plain, last_year)
    if not description:
        entry.problems.append(problem("no_description", line))
    return entry


def _collect(plain: str, marks: list[Mark], end: int) -> tuple[Values, list[Piece], int]:
    """Part an entry into label values and stretches of text, and find where its content ends."""
    values: Values = {}
    pieces: list[Piece] = []
    content_end = end
    for mark, following in pairwise([*marks, Mark("", end, end)]):
        key, _, at = mark
        block = plain[at : following.start].rstrip()
        content_end = at + len(block)
        if key in _TEXT:
            rest = block.lstrip()
        else:
            value, _, rest = block.partition("\n")
            if rest:
                wrapped = _WRAPPED.search(plain, marks[0].start, following.start) is not None
                value, rest = put_together(key, value.strip(), rest.lstrip(), following.key, wrapped)
            for inner_key, inner in split_inline(key, value) if key in _CREDITS else ((key, value),):
                values.setdefault(inner_key, []).append((inner.strip(), mark))
        if rest:
            text_start = content_end - len(rest)
            if key in _CLOSING and pieces:
                rest = ""
            elif not following.key:
                rest = without_furniture(rest, at_end=end == len(plain))
            content_end = text_start + len(rest)
            if rest:
                pieces.append(Piece("objectives" if key == "objectives" else "description", rest))
    return values, pieces, content_end


def _is_course(values: Values, description: str, at_end: bool) -> bool:
    """Whether there is more to it than a word with a colon, such as a filter of the page."""
    if len(values) > 1 or len(description) >= 40 or (at_end and not description):
        return True
    ((key, [(value, _), *_]),) = values.items()
    return key == "format" and any(character.isdigit() for character in value) and "(" not in value


def _names(entry: RawEntry, values: Values) -> None:
    """Fill in who made and gave the course; organizations stay as written."""
    for key, found in values.items():
        if key == "host":
            entry.hosted_by = _joined(found)
        elif key == "developer":
            entry.developed_by = _joined(found)
        elif key == "presenter":
            people = [read_people(value) for value, _ in found]
            entry.presenters = tuple(name for presenters, _ in people for name in presenters)
            entry.moderators = (*(name for _, moderators in people for name in moderators), *entry.moderators)
        elif key == "moderator":
            entry.moderators = (*entry.moderators, *(name for value, _ in found for name in names(value)))
        elif key == "funder":
            entry.funded_by = tuple(value for value, _ in found if value)
        elif key == "design":
            entry.designed_by = " ".join(value for value, _ in found)
        elif key == "expert":
            entry.experts = tuple(name for value, _ in found for name in read_experts(value))
        elif key == "lead":
            entry.lead_developers = tuple(name for value, _ in found for name in names(value))


def _joined(found: list[tuple[str, Mark]]) -> str:
    return found[0][0] if len(found) == 1 else " and ".join(value for value, _ in found)


def _facts(entry: RawEntry, values: Values, plain: str, last_year: int) -> None:
    """Fill in format, date and length, with a problem for each that a person should look at."""

    def report(code: str, key: str, value: str, **words: str) -> None:
        mark = values[key][0][1] if key in values else None
        line = entry.first_line
        if mark:
            line += entry.source_text.count("\n", 0, max(mark.start - first, 0))
        entry.problems.append(problem(code, line, LABELS[key][0], value, **words))

    first = min(mark.start for found in values.values() for _, mark in found)
    written = values["format"][0][0][:300] if "format" in values else ""
    entry.format, after = read_format(written)
    if written and entry.format == "unknown":
        report("unknown_format", "format", written)

    key, text, when = _date(values, entry.format, after, last_year)
    if text or when.fault != "no_date":
        entry.dated_on, entry.date_precision, entry.year = when.dated_on, when.precision, when.year
    if when.fault and (text or entry.format in ("webinar", "instructor-led")):
        report(when.fault, key, text, first=str(FIRST_YEAR), last=str(last_year))

    lengths = [read_length(value[:1000]) for value, _ in values.get("length", ())]
    entry.minutes = next((length.minutes for length in lengths if length.minutes), None)
    if entry.minutes is None:
        report(
            lengths[0].fault if lengths else "no_length", "length", values["length"][0][0] if lengths else ""
        )
    if entry.format == "webinar" and not entry.hosted_by and not entry.developed_by:
        report("no_host", "host", "")


@lru_cache(maxsize=4096)
def read_format(written: str) -> tuple[Format, str]:
    """Tell the format, and give the text of the date behind it ("" when there is none)."""
    lowered = written.lower()
    found: Format = "unknown"
    for known in formats():
        if any(spelling in lowered[:60] for spelling in known.spellings):
            found = cast("Format", known.format)
            break
    if original := _ORIGINAL.search(written):
        return found, written[original.end() :]
    after = written.partition(",")[2].strip()
    return found, after if any(character.isdigit() for character in after) else ""


def _date(values: Values, format_: Format, after: str, last_year: int) -> tuple[str, str, ReadDate]:
    """Give the label the date stands under, its text and what it says; the first that is given counts.

    The date of an instructor-led course is the first day of its schedule.
    """
    schedule = values["schedule"][0][0][:300] if "schedule" in values else ""
    other = values["date"][0][0][:300] if "date" in values else ""
    if schedule and (format_ == "instructor-led" or not (after or other)):
        return "schedule", schedule, read_schedule(schedule, last_year)
    if after:
        return "format", after, read_date(after[:100], last_year)
    if other:
        return "date", other, read_date(other, last_year)
    return "format", "", ReadDate(fault="no_date")
