"""The labels that stand before facts on a catalog page, and one scan that finds them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# What a label is for -> its spellings. A reader's word for it (for problems) is the first spelling.
LABELS: dict[str, tuple[str, ...]] = {
    "format": ("Format",),
    "host": ("Hosted by", "Host", "Hosts"),
    "developer": ("Developed by", "Developer", "Developers"),
    "funder": ("Developed with", "Funded by", "Funding", "Funders", "Supported by", "Project support"),
    "length": (
        "Length", "Course length", "Estimated time to complete", "Estimated time", "Time to complete",
        "Estimated length", "Duration", "Run time",
    ),
    "schedule": ("Schedule", "Course schedule", "Course dates", "Session dates"),
    "date": (
        "Recorded", "Recorded on", "Original date", "Originally presented", "Date recorded", "Date",
        "Presented on", "Recording date",
    ),
    "presenter": ("Presented by", "Presenter", "Presenters", "Presenter(s)", "Instructor", "Instructors"),
    "moderator": ("Moderated by", "Moderator", "Moderators"),
    "design": ("Course design", "Course designer", "Designed by"),
    "lead": ("Lead course developer", "Lead course developers"),
    "expert": ("Subject matter expert", "Subject matter experts", "Subject expert"),
    "description": ("Course description", "Description", "Overview", "About this course", "Course overview"),
    "objectives": (
        "Course objectives", "Learning objectives", "Objectives", "Learning outcomes", "Course outcomes",
    ),
    "credits": ("Course credits", "Credits", "Acknowledgments", "Acknowledgements"),
}  # fmt: skip

# Facts above the description; an entry may begin at any of the first four.
HEADER = frozenset({"format", "host", "developer", "funder", "length", "schedule", "date"})
STARTERS = frozenset({"host", "developer", "funder", "length"})
# Headings whose text is on the following lines, and which may stand without a colon.
HEADINGS = frozenset({"description", "objectives", "credits"})

_SPELLINGS = {spelling.lower(): key for key, spellings in LABELS.items() for spelling in spellings}


def _any_of(spellings: Iterable[str]) -> str:
    """Make a pattern of spellings in any case, longest first, grouped by first letter: a line is let go
    after one look at its first letter, which makes the scan several times faster.
    """
    by_letter: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=len, reverse=True):
        rest = re.escape(spelling[1:]).replace(r"\ ", " {1,3}")
        by_letter.setdefault(spelling[0].upper(), []).append(rest)
    groups = (f"[{letter}{letter.lower()}](?i:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return f"(?:{'|'.join(groups)})"


# A label stands at the beginning of a line, after nothing but list marks or Markdown; a heading may do
# without its colon. The line feed before it makes the scan fast.
_SCAN = re.compile(
    rf"\n[ *_#>•·–-]{{0,60}}(?:({_any_of(_SPELLINGS)})[ *_]{{0,4}}(?:(:)[*_]{{0,2}} {{0,3}}|(?=\n|\Z))"
    r"|(Funding) (?=from |provided |for this ))"
)
_FORMAT = re.compile(r"Format {0,3}:")
_ICON_TEXT = re.compile(r"\n([A-Za-z][A-Za-z -]{0,38}[a-z] ?)\Z")

# Labels of credits that share one line: "Project support: An Agency.Subject matter expert: Ann Example".
_INLINE = re.compile(
    rf"({_any_of([*LABELS['expert'], *LABELS['lead'], *LABELS['design'], 'Project support'])}): {{0,3}}"
)


class Mark(NamedTuple):
    """One label: what it is for, where its line begins, where its value begins."""

    key: str
    start: int
    value: int


def key_of(spelling: str) -> str:
    """What a label is for, from its spelling in any case; KeyError when it is none."""
    return _KEYS.get(spelling) or _SPELLINGS[" ".join(spelling.lower().split())]


_KEYS = {spelling: key for key, spellings in LABELS.items() for spelling in spellings}


def without_icon_text(text: str) -> str:
    """Blank out icon text glued to a Format label ("webinar recordingFormat:"); the length stays."""
    pieces: list[str] = []
    place = 0
    for found in _FORMAT.finditer(text):
        start = found.start()
        if text[start - 1] == "\n":
            continue
        before = max(start - 60, place)
        if icon := _ICON_TEXT.search(text[before:start]):
            pieces += text[place : before + icon.start(1)], " " * len(icon[1])
            place = start
    return "".join([*pieces, text[place:]]) if pieces else text


def scan(text: str) -> Iterator[Mark]:
    """Find the labels of ``text``, which begins with a line feed, in their order."""
    keys = _KEYS
    for found in _SCAN.finditer(text):
        spelling, colon, funding = found.groups()
        key = keys.get(spelling or funding) or key_of(spelling)
        if colon or funding or key in HEADINGS:
            yield Mark(key, found.start() + 1, found.end())


def split_inline(key: str, value: str) -> list[tuple[str, str]]:
    """Split a value of credits at the labels inside it: (key, value) pairs, the first with ``key``."""
    pieces = _INLINE.split(value)
    pairs = [(key, pieces[0])]
    pairs += [(key_of(label), piece) for label, piece in zip(pieces[1::2], pieces[2::2], strict=True)]
    return pairs
