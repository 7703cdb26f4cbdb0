"""Where one entry ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_CLOSING = frozenset({"presenter", "moderator", "design", "lead", "expert", "credits"})


class Segment(NamedTuple):
    """One entry as labels: ``end`` is where the next entry begins, or the end of the text."""

    marks: list[Mark]
    end: int


def segments(text: str) -> Iterator[Segment]:
    """Cut ``text``, which begins with a line feed, into entries; what stands before the first is passed over.

    An entry begins at its Format line. Without one it begins at the first label of its header, which is
    told from a label inside a description by what came before and what follows.
    """
    current: list[Mark] = []
    nothing = Mark("", len(text), len(text))
    for mark, following in pairwise(chain(scan(text), (nothing,))):
        if _starts_entry(text, mark, following, current):
            if current:
                yield Segment(current, mark.start)
            current = [mark]
        elif current and not _is_stray(text, mark, current):
            current.append(mark)
    if current:
        yield Segment(current, len(text))


def _starts_entry(text: str, mark: Mark, following: Mark, current: list[Mark]) -> bool:
    key = mark.key
    if key == "format":
        if not _names_format(text, mark, following):
            return False
        # "Developed by" may stand above "Format": both are one header then.
        return not current or not _in_header(text, mark, current) or any(m.key == "format" for m in current)
    if key not in STARTERS:
        return False
    if not current:
        return key != "funder" or _leads_header(text, mark, following)
    if _in_header(text, mark, current):
        return False
    seen = {earlier.key for earlier in current}
    if key == "length":
        return "length" in seen and _leads_header(text, mark, following)
    if key == "funder":
        return bool(seen & _CLOSING - {"credits"}) and _leads_header(text, mark, following)
    return bool(seen & {"host", "developer", "presenter"}) or _leads_header(text, mark, following)


def _names_format(text: str, mark: Mark, following: Mark) -> bool:
    if _FORMAT_VALUE.match(text, mark.value):
        return True
    return _leads_header(text, mark, following) or (
        text.startswith("\n", mark.value) and _FORMAT_VALUE.match(text.lstrip("\n "), 0) is not None
    )


def _leads_header(text: str, mark: Mark, following: Mark) -> bool:
    """Whether the next label of a header follows within a few short lines."""
    return (
        following.key in HEADER and following.start - mark.value < 250 and not _prose(text, mark, following)
    )


def _prose(text: str, mark: Mark, following: Mark) -> bool:
    between = text[mark.value : following.start]
    return between.count("\n") > 4 or ". " in between


def _in_header(text: str, mark: Mark, current: list[Mark]) -> bool:
    """Whether nothing but header labels and their short values stands between the entry's start and here."""
    if any(earlier.key not in HEADER for earlier in current):
        return False
    last = current[-1]
    return mark.start - last.value < 250 and not _prose(text, last, mark)


def _is_stray(text: str, mark: Mark, current: list[Mark]) -> bool:
    """Whether a label that is no label: a second Format that names none, "Funding from" in mid-sentence."""
    if mark.key == "format":
        return True
    if mark.key == "funder" and text.startswith("Funding ", mark.start):
        before = text[max(mark.start - 80, 0) : mark.start].rstrip()
        return before[-1:] not in ".?!:" and not _in_header(text, mark, current)
    return False
