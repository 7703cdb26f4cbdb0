"""A page that was cut off in mid-line: found, and said."""

from __future__ import annotations

import re

from data.catalog.labels import LABELS
from data.catalog.records import Problem, RawEntry
from data.vocab.problems import problem

LAST_WORDS = 8
_SPELLINGS = tuple(f"{spelling}:" for spellings in LABELS.values() for spelling in spellings)
_COMPLETE = re.compile(r"[.?!…:”\"’')\]][*®]?$")
_PERSON_LABEL = re.compile(r"(?:Presented|Moderated) by: *(.*)", re.I)


def mark_cut(entries: list[RawEntry], problems: list[Problem], text: str) -> None:
    """Add the problems of a page that ends in mid-line: one to the page, one to an entry that lost by it.

    Whatever follows a cut is not there to tell, so this looks for an end no page has: a label begun, a
    name half there, an entry without a text, a sentence without its stop.
    """
    if not entries:
        return
    last_line = text.rstrip()[-400:].rsplit("\n", 1)[-1].strip()
    line = text.rstrip().count("\n")
    entry = entries[-1]
    in_entry = entry.last_line == line
    begun_label = not text.endswith("\n") and len(last_line) > 1 and _begins_label(last_line)
    if not begun_label and not (in_entry and _ends_open(entry, last_line, text.endswith("\n"))):
        return
    problems.append(problem("page_cut", line, "", _last_words(last_line)))
    if in_entry:
        # What a cut entry lacks is not a fault of its own.
        entry.problems = [
            each for each in entry.problems if not each.code.startswith("no_") and each.source_row != line
        ]
        entry.problems.append(problem("cut_entry", line, "", _last_words(last_line)))


def _last_words(line: str) -> str:
    """Give the end of a line, so that a reader can find it."""
    words = line.split()
    return line if len(words) <= LAST_WORDS else "… " + " ".join(words[-LAST_WORDS:])


def _begins_label(line: str) -> bool:
    return any(spelling != line and spelling.startswith(line) for spelling in _SPELLINGS)


def _ends_open(entry: RawEntry, last_line: str, line_is_whole: bool) -> bool:
    if not entry.description:
        return not entry.presenters
    if people := _PERSON_LABEL.match(last_line):
        last_name = re.split(r",|\band\b|&", people[1])[-1].strip()
        return not line_is_whole and " " not in last_name
    if entry.presenters or entry.moderators or entry.designed_by or entry.experts or entry.lead_developers:
        return False
    if last_line.startswith(_SPELLINGS):
        return False
    if line_is_whole and (last_line[:2] in ("- ", "• ") or entry.objectives):
        return False
    return not _COMPLETE.search(last_line)
