"""Made-up entries and readings, as short as a test can have them."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.catalog.records import Entry, Reading, TopicMatch
from data.store import Store


def entry(course_id: str, number: int = 1, **facts: Any) -> Entry:
    """One plain course; what a test is about is said by ``facts``."""
    plain: dict[str, Any] = {
        "course_id": course_id,
        "entry_number": number,
        "first_line": 10 * number,
        "last_line": 10 * number + 5,
        "label": f"Course {course_id}",
        "label_from": "derived",
        "format": "webinar",
        "dated_on": date(2019, 5, 6),
        "date_precision": "day",
        "year": 2019,
        "minutes": 60,
        "hosts": ("WebJunction",),
        "developers": (),
        "funders": (),
        "designers": (),
        "presenters": ("Ann Example",),
        "moderators": (),
        "experts": (),
        "lead_developers": (),
        "objectives": ("Plan a calm desk.",),
        "topics": (TopicMatch("Policy", 1, ("policies",)),),
        "summary": "A calm desk.",
        "description": "A calm desk. It needs policies.",
        "listed_id": "",
        "source_text": f"Format: Webinar ({course_id})",
    }
    return Entry(**{**plain, **facts})


def bare(course_id: str, number: int = 1, **facts: Any) -> Entry:
    """One course of which only the label is known."""
    nothing: dict[str, Any] = {
        "format": "unknown",
        "dated_on": None,
        "date_precision": "none",
        "year": None,
        "minutes": None,
        "hosts": (),
        "presenters": (),
        "objectives": (),
        "topics": (),
        "summary": "",
        "description": "",
    }
    return entry(course_id, number, **{**nothing, **facts})


def reading(*entries: Entry, **facts: Any) -> Reading:
    """A reading of these entries."""
    return Reading("catalog", "catalog page as text", "", list(entries), **facts)


def page(*course_ids: str) -> tuple[Reading, bytes]:
    """A page of plain courses, and bytes that are its own."""
    found = reading(*(entry(course_id, number) for number, course_id in enumerate(course_ids, start=1)))
    return found, " ".join(course_ids).encode()


DERIVED = ("courses", "course_organizations", "course_people", "course_objectives", "course_topics")
NOTHING: dict[str, list[dict[str, Any]]] = {name: [] for name in DERIVED}


def derived(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Everything derived, with uploads called by their file names, whose ids are random."""
    names = dict(store.uploads()[["upload_id", "file_name"]].itertuples(index=False))
    tables = {}
    for name in DERIVED:
        frame = store.frame(name)
        if name == "courses":
            frame["upload_id"] = frame["upload_id"].map(names)
        tables[name] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return tables
