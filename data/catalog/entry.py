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
# A value is read up to here: nothing longer is a length.
LONGEST_VALUE = 1000
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
    if not _is_course(values, description, end == len(plain) and not plain.endswith("\n")):
        return None
    source = original[start:content_end].rstrip()
    entry = RawEntry(line, line + source.count("\n"))
    entry.description, entry.objectives, entry.source_text = description, objectives, source
    _names(entry, values)
    _facts(entry, values, start, last_year)
    if not description:
        entry.problems.append(problem("no_description", line))
    return entry


def _collect(plain: str, marks: list[Mark], end: int) -> tuple[Values, list[Piece], int]:
    """Part an entry into label values and stretches of text, and find where its content ends."""
    values: Values = {}
    pieces: list[Piece] = []
    content_end = end
    for mark, (after, next_start, _) in pairwise([*marks, Mark("", end, end)]):
        key, _, at = mark
        block = plain[at:next_start].rstrip()
        content_end = at + len(block)
        if key in _TEXT:
            rest = block.lstrip()
        else:
            value, _, rest = block.partition("\n")
            value, rest = value.strip(), rest.lstrip()
            if rest and not _is_whole(key, value, rest):
                wrapped = _WRAPPED.search(plain, marks[0].start, next_start) is not None
                value, rest = put_together(key, value, rest, after, wrapped)
            if key in _CREDITS:
                for inner_key, inner in split_inline(key, value):
                    values.setdefault(inner_key, []).append((inner.strip(), mark))
            elif key in values:
                values[key].append((value, mark))
            else:
                values[key] = [(value, mark)]
        if rest:
            text_start = content_end - len(rest)
            if key in _CLOSING and pieces:
                rest = ""
            elif not after:
                rest = without_furniture(rest, at_end=end == len(plain))
            content_end = text_start + len(rest)
            if rest:
                pieces.append(Piece("objectives" if key == "objectives" else "description", rest))
    return values, pieces, content_end


def _is_whole(key: str, value: str, rest: str) -> bool:
    """Whether a length is plainly said on its own line, as nearly all are, and text follows."""
    return key == "length" and rest[0].isupper() and read_length(value[:100]).minutes is not None


def _is_course(values: Values, description: str, cut: bool) -> bool:
    """Whether there is more to it than a word with a colon, such as a filter of the page.

    ``cut`` says that the page ends here in mid-line, so that the rest may be missing. A page whose line
    breaks were lost is one endless value, and no course.
    """
    if cut and not description:
        return all(len(value) <= LONGEST_VALUE for found in values.values() for value, _ in found)
    if len(values) > 1 or len(description) >= 40:
        return True
    ((key, [(value, _), *_]),) = values.items()
    return key == "format" and any(character.isdigit() for character in value) and "(" not in value


def _names(entry: RawEntry, values: Values) -> None:
    """Fill in who made and gave the course; organizations stay as written."""
    if found := values.get("host"):
        entry.hosted_by = _joined(found)
    if found := values.get("developer"):
        entry.developed_by = _joined(found)
    if found := values.get("presenter"):
        entry.presenters, entry.moderators = read_people(", ".join(value for value, _ in found))
    if _CREDITS.isdisjoint(values) and "moderator" not in values:
        return
    for key, found in values.items():
        if key == "moderator":
            entry.moderators += tuple(name for value, _ in found for name in names(value))
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


def _facts(entry: RawEntry, values: Values, start: int, last_year: int) -> None:
    """Fill in format, date and length, with a problem for each that a person should look at."""
    written = values["format"][0][0][:300] if "format" in values else ""
    entry.format, after = read_format(written)
    if written and entry.format == "unknown":
        _report(entry, values, start, "unknown_format", "format", written)

    key, text, when = _date(values, entry.format, after, last_year)
    entry.dated_on, entry.date_precision, entry.year = when.dated_on, when.precision, when.year
    if when.fault and (text or entry.format in ("webinar", "instructor-led")):
        limits = {"first": str(FIRST_YEAR), "last": str(last_year)}
        _report(entry, values, start, when.fault, key, text, **limits)

    fault, length = "no_length", ""
    for value, _ in values.get("length", ()):
        read = read_length(value[:LONGEST_VALUE])
        if read.minutes:
            entry.minutes = read.minutes
            break
        if not length:
            fault, length = read.fault, value
    if entry.minutes is None:
        _report(entry, values, start, fault, "length", length)
    if entry.format == "webinar" and not entry.hosted_by and not entry.developed_by:
        _report(entry, values, start, "no_host", "host", "")


def _report(
    entry: RawEntry, values: Values, start: int, code: str, key: str, value: str, **words: str
) -> None:
    """Add a problem at the line of the label it is about, or at the entry's first line."""
    line = entry.first_line
    if key in values:
        line += entry.source_text.count("\n", 0, values[key][0][1].start - start)
    entry.problems.append(problem(code, line, LABELS[key][0], value, **words))


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
