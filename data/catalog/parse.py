"""A catalog page as text -> its entries as written.

One scan finds the labels of the whole text; entries are the stretches between them. Names are not looked
up here: that is ``data.vocab.resolve``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from data.catalog.entry import read_entry
from data.catalog.labels import without_icon_text
from data.catalog.layout import segments
from data.catalog.records import Problem, RawEntry
from data.catalog.text import even_lines, plain_spaces
from data.catalog.truncated import mark_cut


@dataclass(slots=True)
class Page:
    """What one page holds: its entries in order, and problems of the page as a whole."""

    entries: list[RawEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, *, today: date | None = None) -> Page:
    """Read a catalog page.

    Lines are counted from 1 in ``text`` as given; dates are taken up to the end of the year after
    ``today``. Any text gives a page: one that is no catalog page gives no entries. Never raises.
    """
    original = "\n" + even_lines(text)
    plain = without_icon_text(plain_spaces(original))
    last_year = (today or datetime.now(UTC).date()).year + 1
    page = Page()
    line, counted = 0, 0
    for segment in segments(plain):
        start = segment.marks[0].start
        line += plain.count("\n", counted, start)
        counted = start
        entry = read_entry(original, plain, segment, line, last_year)
        if entry:
            page.entries.append(entry)
    mark_cut(page.entries, page.problems, plain)
    return page
