"""A made-up library system of three branches, small enough to count by hand.

North has 12 staff, South 8, Tiny 2. In FY2026 everybody enrolled in "Calm Desks" in July 2025; at North
all but three completed it (2 hours each), at South half, at Tiny one of two. All
completed "Calm Phones" in August 2026 (FY2027). Patrons: North 40 answers a month, South 20, Tiny 3.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from data.store import Store
from data.uploads.records import Checked
from tests.data.store import checked_files

STAFF = {"North": 12, "South": 8, "Tiny": 2}
DONE = {"North": 9, "South": 4, "Tiny": 1}
ANSWERS = {"North": 40, "South": 20, "Tiny": 3}
HAPPY = {"North": 32, "South": 10, "Tiny": 3}
MONTHS = (date(2025, 7, 1), date(2025, 8, 1), date(2026, 7, 1))


def _person(branch: str, number: int) -> dict[str, Any]:
    person = f"{branch.lower()}{number}@lib.example"
    return {"person": person, "name": f"{branch} Person{number:03}", "branch": branch}


def people() -> list[dict[str, Any]]:
    """Everybody on the staff."""
    return [_person(branch, number) for branch, count in STAFF.items() for number in range(count)]


def training() -> Checked:
    """The completions of the system."""
    rows: list[dict[str, Any]] = []
    for branch, count in STAFF.items():
        for number in range(count):
            done = number < DONE[branch]
            rows.append(_attempt(branch, number, "Calm Desks", date(2025, 7, 2), done=done))
            rows.append(_attempt(branch, number, "Calm Phones", date(2026, 8, 3), done=True))
    return checked_files.completions(*rows)


def _attempt(branch: str, number: int, course: str, enrolled: date, *, done: bool) -> dict[str, Any]:
    return {
        **{key: value for key, value in _person(branch, number).items() if key != "name"},
        "course": course,
        "status": "completed" if done else "in_progress",
        "completed": done,
        "enrolled_on": enrolled,
        "completed_on": enrolled.replace(day=20) if done else None,
        "hours": 2.0 if done else None,
    }


def survey() -> Checked:
    """The answers of the patrons: a question from 1 to 5, one about recommending, a comment each at North."""
    rows: list[dict[str, Any]] = []
    comments: list[dict[str, Any]] = []
    for month in MONTHS:
        for branch, count in ANSWERS.items():
            for number in range(count):
                told = {
                    "response_id": f"{month:%y%m}{branch}{number}",
                    "responded_on": month.replace(day=5),
                    "branch": branch,
                    "channel": "paper" if number % 2 else "web",
                }
                happy = number < HAPPY[branch]
                rows.append({**told, "value": 5.0 if happy else 3.0})
                likely = {"item": "Would you recommend us?", "item_kind": "recommend", "scale_min": 0.0}
                rows.append({**told, **likely, "scale_max": 10.0, "value": 10.0 if happy else 5.0})
                if branch == "North":
                    comments.append({**told, "text": f"The staff were friendly, call 555-010-{number:04}."})
    return checked_files.survey(*rows, comments=comments)


def fill(store: Store) -> None:
    """Put the library into a store."""
    checked_files.add(store, training(), "training.csv")
    checked_files.add(store, checked_files.staff_list(*people()), "staff.csv")
    checked_files.add(store, survey(), "survey.csv")
