"""Made-up catalogs for plans, and every plan there is for the small ones."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

CASES = int(os.environ.get("FRONTDESK_CURRICULUM_CASES", "100"))
"""Random small catalogs compared with brute force: 1,000 on the proofs page."""


def catalog(
    *rows: tuple[str, float | None, Sequence[str]] | tuple[str, float | None, Sequence[str], str],
) -> pd.DataFrame:
    """Courses from (id, minutes, topics) or (id, minutes, topics, format)."""
    full = [(*row, "webinar")[:4] for row in rows]
    return pd.DataFrame(full, columns=["course_id", "minutes", "topics", "format"])


class Case:
    """One random small catalog with wishes, from a seed."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        count = int(rng.integers(1, 10))
        topics = list("abcde")[: int(rng.integers(1, 6))]
        self.courses = catalog(
            *(
                (
                    f"c{each}",
                    None if rng.random() < 0.08 else int(rng.choice([15, 20, 30, 45, 60, 75, 90, 120])),
                    [topic for topic in topics if rng.random() < 0.5],
                    str(rng.choice(["webinar", "self-paced"])),
                )
                for each in range(count)
            )
        )
        ids = list(self.courses["course_id"])
        self.needs = {topic: float(rng.integers(0, 12)) for topic in topics}
        self.wishes = {
            "hours": float(rng.integers(1, 17)) / 4,
            "must": [each for each in ids if rng.random() < 0.06],
            "never": [each for each in ids if rng.random() < 0.06],
            "requires": [(a, b) for a in ids for b in ids if a != b and rng.random() < 0.03],
            "format_hours": {"webinar": float(rng.integers(0, 9)) / 4} if rng.random() < 0.4 else None,
            "cover": [topic for topic in topics if rng.random() < 0.08],
            "done": [each for each in ids if rng.random() < 0.05],
        }


Course = tuple[float | None, list[str], str]


def _by_id(courses: pd.DataFrame) -> dict[str, Course]:
    rows = courses.astype({"minutes": object}).itertuples(index=False)
    return {row[0]: (None if pd.isna(row[1]) else row[1], row[2], row[3]) for row in rows}


def worth(courses: Mapping[str, Course], needs: Mapping[str, float], ids: Sequence[str]) -> float:
    """The value of chosen courses, written as the definition reads."""
    counts = {topic: sum(topic in courses[each][1] for each in ids) for topic in needs}
    return sum(
        max(weight, 0)
        * (1.0 * (counts[topic] >= 1) + 0.5 * (counts[topic] >= 2) + 0.25 * (counts[topic] >= 3))
        for topic, weight in needs.items()
    )


def is_allowed(courses: Mapping[str, Course], wishes: Mapping[str, Any], ids: Sequence[str]) -> bool:
    """Whether chosen courses keep to every wish, written as the wishes read."""
    have = {*ids, *wishes["done"]}
    minutes = [courses[each][0] for each in ids]
    return (
        None not in minutes
        and sum(minutes) <= wishes["hours"] * 60
        and set(wishes["must"]) <= have
        and not set(ids) & {*wishes["never"], *wishes["done"]}
        and all(first in have for course, first in wishes["requires"] if course in ids)
        and all(
            sum(courses[each][0] for each in ids if courses[each][2] == limited) <= most * 60
            for limited, most in (wishes["format_hours"] or {}).items()
        )
        and all(any(topic in courses[each][1] for each in ids) for topic in wishes["cover"])
    )


def brute_force(case: Case) -> float | None:
    """The highest value of all allowed choices; None where none is allowed."""
    courses = _by_id(case.courses)
    choices = (chosen for size in range(len(courses) + 1) for chosen in combinations(courses, size))
    allowed = (each for each in choices if is_allowed(courses, case.wishes, each))
    return max((worth(courses, case.needs, each) for each in allowed), default=None)


def keeps_to(case: Case, ids: Sequence[str]) -> tuple[bool, float]:
    """Whether a plan is allowed, and its value, both by definition."""
    courses = _by_id(case.courses)
    return is_allowed(courses, case.wishes, ids), worth(courses, case.needs, ids)
