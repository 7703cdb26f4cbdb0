"""The store's names and courses, handed to the matching that knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb

from data.matching import branches
from data.store.text import storable

Found = tuple[str | None, float | None, str]
"""A target, its score and a state of ``matches``."""

_COURSES = """
    SELECT course_id, label, label_from, summary, description, dated_on,
        coalesce(people, []::VARCHAR[]) AS presenters
    FROM courses LEFT JOIN (SELECT course_id, list(person ORDER BY position) AS people
        FROM course_people WHERE role = 'presenter' GROUP BY course_id) USING (course_id)
    ORDER BY course_id
"""


def canonical_branches(
    uploads: Iterable[Mapping[str, int]], taught: Mapping[str, str | None]
) -> dict[str, str]:
    """Give each branch name the name it is shown under.

    ``uploads`` are the names of each upload, earliest first, and how often each stands there: what an
    earlier upload called a branch is known to the later ones, so that adding renames nothing. ``taught``
    are decisions, name as written -> branch, which are left out of the answer.
    """
    decided = {name: branch for name, branch in taught.items() if branch is not None}
    answer: dict[str, str] = {}
    for names in uploads:
        new = {name: count for name, count in names.items() if name not in answer and name not in decided}
        if new:
            known = dict.fromkeys(answer.values())
            found = branches.canonical(new, known, decided)  # a mapping is counted as its counts
            answer |= {name: storable(branch) for name, branch in found.items()}
    return answer


def matched_courses(
    cursor: duckdb.DuckDBPyConnection, names: Sequence[str], taught: Mapping[str, str | None]
) -> dict[str, Found]:
    """Match course names as written to the courses of the catalog; an open name's target is a guess."""
    if not names:
        return {}
    if not taught and cursor.execute("SELECT 1 FROM courses LIMIT 1").fetchone() is None:
        return dict.fromkeys(names, (None, None, "open"))  # nothing to compare with, nothing to load for it
    from data.matching import courses

    catalog = cursor.execute(_COURSES).df()
    return {
        match.as_written: (match.course_id or match.suggested, match.score, match.state)
        for match in courses.match(names, catalog, taught)
    }
