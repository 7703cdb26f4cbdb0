"""Learner-courses, people and the training of each month, derived from the attempts of live uploads.

All of it is SQL on whole tables. What is derived never depends on the order in which rows came or lie:
ties are broken by the values themselves, and sums of hours are rounded.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import duckdb

from data.store.periods import fiscal_year

Cursor = duckdb.DuckDBPyConnection

COURSE_KEY: Final = "coalesce(course_id, 'name:' || lower(course_as_written))"

_RANKS: Final = ("not_completed", "not_started", "in_progress", "failed", "completed")

_TOGETHER: Final = """
    SELECT
        staff_key, course_key, any_value(course_id) AS course_id, min(course_as_written) AS written,
        coalesce(
            min((coalesce(completed_on, DATE '9999-12-31'), branch))
                FILTER (is_done AND branch IS NOT NULL)[2],
            max((coalesce(enrolled_on, completed_on, DATE '0001-01-01'), branch))
                FILTER (branch IS NOT NULL)[2]
        ) AS branch,
        {ranks}[max(list_position({ranks}, status))] AS outcome,
        min(completed_on) FILTER (is_done) AS first_completed_on,
        min(enrolled_on) AS enrolled_on,
        count(*)::INTEGER AS attempts,
        max(hours) FILTER (is_done AND NOT is_prior_learning) AS file_hours,
        bool_and(is_prior_learning) FILTER (is_done) AS is_prior_learning,
        bool_or(has_outcome) AS has_outcome, max(score) AS score
    FROM {attempts} GROUP BY staff_key, course_key
"""

_ALONE: Final = """
    SELECT staff_key, course_key, course_id, course_as_written AS written, branch, status AS outcome,
        CASE WHEN is_done THEN completed_on END AS first_completed_on, enrolled_on, 1 AS attempts,
        CASE WHEN is_done AND NOT is_prior_learning THEN hours END AS file_hours,
        CASE WHEN is_done THEN is_prior_learning END AS is_prior_learning, has_outcome, score
    FROM {attempts}
"""
"""What ``_TOGETHER`` gives for a learner-course with one attempt, as most have: much less work."""

_STORED: Final = f"""attempts AS (
        SELECT *, {COURSE_KEY} AS course_key, status = 'completed' AS is_done,
            hash(staff_key, {COURSE_KEY}) AS pair
        FROM {{source}} WHERE level = 'course'
    ), repeated AS (
        SELECT pair FROM attempts GROUP BY pair HAVING count(*) > 1
    )"""
_COMING: Final = "attempts AS (SELECT *, status = 'completed' AS is_done FROM coming)"

_LEARNER_COURSES: Final = """
    WITH {attempts}, together AS (
        {together}
    ), dated AS (
        SELECT t.*, c.label, c.minutes / 60 AS catalog_hours,
            date_trunc('month', coalesce(t.enrolled_on, t.first_completed_on))::DATE AS month,
            first_completed_on - t.enrolled_on AS days,
            CASE WHEN outcome <> 'completed' THEN 'none' WHEN t.is_prior_learning THEN 'prior learning'
                WHEN file_hours IS NOT NULL THEN 'file' WHEN c.minutes IS NOT NULL THEN 'catalog'
                ELSE 'unknown' END AS hours_from
        FROM together AS t LEFT JOIN courses AS c ON c.course_id = t.course_id
    )
    SELECT staff_key, course_key, course_id, coalesce(label, written) AS course_label, branch, outcome,
        first_completed_on, enrolled_on, month, {fiscal_year} AS fiscal_year,
        date_trunc('month', first_completed_on)::DATE AS completed_month, attempts,
        CASE WHEN days >= 0 THEN days::INTEGER END AS days_to_complete,
        CASE hours_from WHEN 'file' THEN file_hours WHEN 'catalog' THEN catalog_hours
            WHEN 'prior learning' THEN 0 END::DOUBLE AS hours,
        hours_from, has_outcome, score
    FROM dated
"""

_TRAINING_BY_MONTH: Final = """
    SELECT month, fiscal_year, completed_month, branch, course_key, any_value(course_id) AS course_id,
        outcome, hours_from, has_outcome, count(*)::INTEGER AS learner_courses,
        round(coalesce(sum(hours), 0), 4) AS hours
    FROM {source}
    GROUP BY month, fiscal_year, completed_month, branch, course_key, outcome, hours_from, has_outcome
"""

_CANONICAL_PEOPLE: Final = """
    SELECT p.* EXCLUDE (branch_as_written), coalesce(m.target, p.branch_as_written) AS branch
    FROM people_written AS p LEFT JOIN matches AS m ON m.kind = 'branch' AND m.undone_at IS NULL
        AND m.as_written = p.branch_as_written
"""

_STAFF: Final = f"""
    WITH known AS (
        SELECT *, (from_staff_list, coalesce(seen_on, DATE '0001-01-01')) AS standing
        FROM ({_CANONICAL_PEOPLE})
    )
    SELECT staff_key, max((standing, branch)) FILTER (branch IS NOT NULL)[2] AS branch,
        max((standing, role)) FILTER (role IS NOT NULL)[2] AS role,
        max((standing, name)) FILTER (name IS NOT NULL)[2] AS name
    FROM known GROUP BY staff_key
"""


def learner_courses(start: int, source: str = "completions", *, plain: bool = False) -> str:
    """Write the query of ``learner_courses`` over attempts; ``start`` is the fiscal year's first month.

    ``plain``: every learner-course by the one rule, slower, as what is stored is checked with. Else those
    with one attempt take a shorter way, told apart by a hash: two that share one take the long way, which
    is right for both.
    """
    attempts = _STORED.format(source=source)
    if plain:
        return _query(start, attempts, _together("attempts"))
    alone = _ALONE.format(attempts="(FROM attempts ANTI JOIN repeated USING (pair))")
    several = _together("(FROM attempts SEMI JOIN repeated USING (pair))")
    return _query(start, attempts, f"{several} UNION ALL {alone}")


def coming_learner_courses(start: int) -> str:
    """Write the same query over ``coming``, attempts that say whether theirs is the only one of its kind."""
    alone = _ALONE.format(attempts="(FROM attempts WHERE is_alone)")
    several = _together("(FROM attempts WHERE NOT is_alone)")
    return _query(start, _COMING, f"{several} UNION ALL {alone}")


def _together(attempts: str) -> str:
    ranks = "[" + ", ".join(f"'{rank}'" for rank in _RANKS) + "]"
    return _TOGETHER.format(ranks=ranks, attempts=attempts)


def _query(start: int, attempts: str, together: str) -> str:
    year = fiscal_year("month", start)
    return _LEARNER_COURSES.format(attempts=attempts, together=together, fiscal_year=year)


def training_by_month(source: str = "learner_courses") -> str:
    """Write the query of ``training_by_month`` over learner-courses."""
    return _TRAINING_BY_MONTH.format(source=source)


def staff() -> str:
    """Write the query of ``staff``: staff lists know best, then what is latest."""
    return _STAFF


def rebuild(cursor: Cursor, start: int) -> None:
    """Derive everything again from all attempts."""
    renew(cursor, "learner_courses", learner_courses(start))
    renew(cursor, "training_by_month", training_by_month())
    renew(cursor, "staff", staff())


def touch(cursor: Cursor, upload_id: str) -> None:
    """Note which learner-courses an upload has a part in, before its rows change."""
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT staff_key, {COURSE_KEY} AS course_key"
        " FROM completions WHERE upload_id = $1 AND level = 'course'",
        [upload_id],
    )


def rebuild_touched(cursor: Cursor, start: int) -> None:
    """Derive again what ``touch`` noted, after its rows have changed; people are derived anew."""
    mine = f"(SELECT * FROM completions WHERE (staff_key, {COURSE_KEY}) IN (FROM touched))"
    cursor.execute("DELETE FROM learner_courses WHERE (staff_key, course_key) IN (FROM touched)")
    cursor.execute(f"INSERT INTO learner_courses {learner_courses(start, mine)}")
    finish(cursor)


def rebuild_courses(cursor: Cursor, course_ids: Collection[str], start: int) -> None:
    """Derive again what belongs to these catalog courses: their labels or lengths have changed."""
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT staff_key, course_key FROM learner_courses"
        " WHERE course_id IN (SELECT unnest($1::VARCHAR[]))",
        [list(course_ids)],
    )
    rebuild_touched(cursor, start)


def renew(cursor: Cursor, name: str, query: str) -> None:
    """Derive one table again, whole."""
    cursor.execute(f"DELETE FROM {name}")
    cursor.execute(f"INSERT INTO {name} {query}")


def finish(cursor: Cursor) -> None:
    """Derive again the months of the courses that were touched, and all people."""
    courses = "(SELECT DISTINCT course_key FROM touched)"
    cursor.execute(f"DELETE FROM training_by_month WHERE course_key IN {courses}")
    mine = f"(SELECT * FROM learner_courses WHERE course_key IN {courses})"
    cursor.execute(f"INSERT INTO training_by_month {training_by_month(mine)}")
    cursor.execute("DROP TABLE touched")
    renew(cursor, "staff", staff())
