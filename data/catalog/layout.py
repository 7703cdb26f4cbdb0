"""Where one entry ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from data.catalog.labels import HEADER, STARTERS, Mark, scan
from data.vocab.tables import formats

# A Format line needs a value that names a format, or a date, to be more than a word in a description.
_FORMAT_VALUE = re.compile(
    r"(?i:"
    + "|".join(re.escape(spelling) for known in formats() for spelling in known.spellings)
    + r"|[^\n]{0,60}\b(?:original(?:ly)? |recorded |presented )?(?:date|19\d\d|20\d\d)\b)"
)
# Labels that show that an entry is all but over, and those that an entry has once.
_ENDING = frozenset({"presenter", "moderator", "design", "lead", "expert"})
_MADE_BY = frozenset({"host", "developer", "funder"})
_NAMED = frozenset({"host", "developer", "presenter"})
LONGEST_HEADER_VALUE = 250
MOST_HEADER_LINES = 4


class Segment(NamedTuple):
    """One entry as labels: ``end`` is where the next entry begins, or the end of the text."""

    marks: list[Mark]
    end: int


@dataclass(slots=True)
class _Open:
    """The entry being collected: its labels so far, and what they were for."""

    marks: list[Mark]
    seen: set[str]
    # Where the header goes on if the next label stands on the very next line; -1 outside a header.
    next_line: int

    def add(self, mark: Mark, next_line: int) -> None:
        self.marks.append(mark)
        self.seen.add(mark.key)
        self.next_line = next_line


def segments(text: str) -> Iterator[Segment]:
    """Cut ``text``, which begins with a line feed, into entries; what stands before the first is passed over.

    An entry begins at its Format line. Without one it begins at the first label of its header, which is
    told from a label inside a description by what came before and what follows.
    """
    current: _Open | None = None
    nothing = Mark("", len(text), len(text))
    for mark, following in pairwise(chain(scan(text), (nothing,))):
        key, start, value = mark
        if current:
            if start == current.next_line and key in HEADER and key != "format":
                current.add(mark, text.find("\n", value) + 1)
                continue
            if key not in STARTERS and key != "format":
                current.add(mark, -1)
                continue
        if _starts_entry(text, mark, following, current):
            if current:
                yield Segment(current.marks, start)
            current = _Open([mark], {key}, text.find("\n", value) + 1)
        elif current and not _is_stray(text, mark, following, current):
            current.add(mark, -1)
    if current:
        yield Segment(current.marks, len(text))


def _starts_entry(text: str, mark: Mark, following: Mark, current: _Open | None) -> bool:
    key = mark.key
    if key == "format":
        if not _names_format(text, mark, following):
            return False
        # "Developed by" may stand above "Format", over two lines even: both are one header then.
        if not current or "format" in current.seen or current.next_line < 1:
            return True
        if text[current.next_line : mark.start].strip() == "":
            return False
        return not current.seen <= _MADE_BY or _prose(text, current.marks[-1].value, mark.start)
    if key not in STARTERS:
        return False
    if not current:
        return key != "funder" or _leads_header(text, mark, following)
    if _in_header(text, mark, current):
        return False
    if key == "length":
        return "length" in current.seen and _leads_header(text, mark, following)
    if key == "funder":
        return bool(current.seen & _ENDING) and _leads_header(text, mark, following)
    return bool(current.seen & _NAMED) or _leads_header(text, mark, following)


def _names_format(text: str, mark: Mark, following: Mark) -> bool:
    if _FORMAT_VALUE.match(text, mark.value) or _leads_header(text, mark, following):
        return True
    value = text[mark.value : mark.value + 200].lstrip("\n ")
    return text.startswith("\n", mark.value) and _FORMAT_VALUE.match(value) is not None


def _leads_header(text: str, mark: Mark, following: Mark) -> bool:
    """Whether the next label of a header follows within a few short lines."""
    return following.key in HEADER and not _prose(text, mark.value, following.start)


def _in_header(text: str, mark: Mark, current: _Open) -> bool:
    """Whether only header labels, each once, with short values stand from the entry's start to here."""
    if mark.key in current.seen and mark.key != "funder":
        return False
    return current.seen <= HEADER and not _prose(text, current.marks[-1].value, mark.start)


def _prose(text: str, start: int, end: int) -> bool:
    """Whether more stands there than the values of a header."""
    if end - start >= LONGEST_HEADER_VALUE:
        return True
    value, _, more = text[start:end].rstrip().partition("\n")
    return (
        ". " in value
        or ". " in more
        or more.endswith((".", "?", "!"))
        or more.count("\n") > MOST_HEADER_LINES
    )


def _is_stray(text: str, mark: Mark, following: Mark, current: _Open) -> bool:
    """Whether a label is none: a Format that names no format, "Funding from" in mid-sentence."""
    if mark.key == "format":
        return not _names_format(text, mark, following)
    if mark.key == "funder" and text.startswith("Funding ", mark.start):
        before = text[max(mark.start - 80, 0) : mark.start].rstrip()
        return before[-1:] not in ".?!:" and not _in_header(text, mark, current)
    return False
