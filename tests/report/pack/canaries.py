"""Libraries full of random names, and every byte of a pack, to see that none of them is in it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from random import Random
from string import ascii_lowercase
from typing import Any

import pikepdf

from data.store import Store
from report.pack.make import WRITERS, file_name, written
from report.pack.outline import Outline
from report.pack.paper import contents
from tests.data.store.checked_files import add, completions, staff_list, survey

BRANCHES = ("North", "South", "East", "Tiny")
COURSES = ("Calm Desks", "Calm Phones", "Safe Doors")


def name(random: Random) -> str:
    """A name that stands nowhere else by chance."""
    return " ".join("".join(random.choices(ascii_lowercase, k=9)).capitalize() for _ in range(2))


def fill(store: Store, random: Random, people: int) -> list[str]:
    """Put staff, training and comments with random names into a store; gives every name and id there is."""
    store.change_setting("names_on", True, by="Ann")
    names = [name(random) for _ in range(people)]
    ids = [each.replace(" ", ".").lower() + "@lib.example" for each in names]
    told = [random.choices(BRANCHES, (6, 4, 3, 0.2))[0] for _ in names]
    staff = [
        {"person": person, "name": called, "branch": branch}
        for person, called, branch in zip(ids, names, told, strict=True)
    ]
    attempts = []
    for person, branch in zip(ids, told, strict=True):
        for course in random.sample(COURSES, random.randint(1, len(COURSES))):
            done = random.random() < 0.7
            month = date(2025, 7, 1 + random.randint(0, 20)) if random.random() < 0.5 else date(2026, 8, 3)
            attempts.append(_attempt(person, branch, course, month, done=done))
    comments, ratings = [], []
    for number in range(people):
        answer = {
            "response_id": f"{names[number]} r{number}",
            "responded_on": date(2025 + number % 2, 9, 5),
            "branch": told[number],
        }
        ratings.append({**answer, "value": float(random.randint(1, 5))})
        likely = {"item": "Would you recommend us?", "item_kind": "recommend", "scale_min": 0.0}
        ratings.append({**answer, **likely, "scale_max": 10.0, "value": float(random.randint(0, 10))})
        comments.append({**answer, "text": f"Thanks to {names[number]} at the desk."})
    add(store, staff_list(*staff), f"{names[0]} staff.csv")
    add(store, completions(*attempts), f"{names[1]}.csv")
    add(store, survey(*ratings, comments=comments), f"survey of {names[2]}.csv")
    return [each for pair in zip(names, ids, strict=True) for each in pair]


def _attempt(person: str, branch: str, course: str, enrolled: date, *, done: bool) -> dict[str, Any]:
    return {
        "person": person,
        "branch": branch,
        "course": course,
        "status": "completed" if done else "in_progress",
        "completed": done,
        "enrolled_on": enrolled,
        "completed_on": enrolled if done else None,
        "hours": 2.0 if done else None,
    }


def everything(outline: Outline) -> bytes:
    """Every byte of every form of a pack, unpacked to the last part, with the names of the files."""
    parts = [file_name(outline, form).encode() for form in WRITERS]
    for form in WRITERS:
        parts += unpacked(written(outline, form))
    # A PDF's text is glyph numbers: what goes into it is looked at as well.
    parts.append(json.dumps(contents(outline), ensure_ascii=False).encode())
    return b"\n".join(parts)


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file, and what is inside it: parts of a ZIP, workbooks in them, streams of a PDF."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for each in packed.namelist():
                yield each.encode()
                yield from unpacked(packed.read(each))
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for found in pdf.objects:
                if isinstance(found, pikepdf.Stream):
                    yield found.read_bytes()
                else:
                    yield bytes(found.unparse())


def seen(names: list[str], content: bytes) -> list[str]:
    """Which of the names are in some bytes, in any case, as a whole or by either part, in UTF-8 or UTF-16."""
    lowered = content.lower()
    wanted = {
        each.lower() for name_ in names for each in (name_, *name_.split("@")[0].replace(".", " ").split(" "))
    }
    return [
        each
        for each in sorted(wanted)
        if each.encode() in lowered
        or each.encode("utf-16-le") in lowered
        or each.encode("utf-16-be") in lowered
    ]
