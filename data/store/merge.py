"""One course from all its live entries: the earliest is the base, later ones fill what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.catalog.records import Entry

Knows = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Fact:
    """Columns of an entry that belong together, and how to tell that an entry knows them."""

    columns: tuple[str, ...]
    known: Knows


def _stated(column: str) -> Fact:
    return Fact((column,), lambda entry: getattr(entry, column) not in (None, (), ""))


def topics_from_page(entry: Entry) -> bool:
    """Whether a course list named the topics itself: a topic found by the vocabulary has its phrases."""
    return bool(entry.topics) and not any(topic.phrases for topic in entry.topics)


FACTS: tuple[Fact, ...] = (
    # A title from a page is a fact; a label made from the description only stands in for one.
    Fact(("label", "label_from"), lambda entry: entry.label_from == "page"),
    Fact(("format",), lambda entry: entry.format != "unknown"),
    Fact(("dated_on", "date_precision", "year"), lambda entry: entry.date_precision != "none"),
    Fact(("summary", "description"), lambda entry: bool(entry.description)),
    *(
        _stated(column)
        for column in (
            "minutes",
            "hosts",
            "developers",
            "funders",
            "designers",
            "presenters",
            "moderators",
            "experts",
            "lead_developers",
            "objectives",
            "topics",
        )
    ),
)


def merged(entries: Sequence[Entry]) -> Entry:
    """Merge the entries of one course, given earliest first; IndexError when there is none.

    Each fact is taken from the first entry that states it. Topics named by a course list win over
    topics found in a text, whichever came first.
    """
    base = entries[0]
    if len(entries) == 1:
        return base
    taken: dict[str, Any] = {}
    for fact in FACTS:
        source = next((entry for entry in entries if fact.known(entry)), base)
        taken |= {column: getattr(source, column) for column in fact.columns}
    listed = next((entry for entry in entries if topics_from_page(entry)), None)
    if listed:
        taken["topics"] = listed.topics
    return replace(base, **taken)
