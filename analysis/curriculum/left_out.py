"""Why a course is not in a plan, in one sentence that is true of this plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis import wording
from analysis.curriculum import impossible
from analysis.curriculum.choose import best_plan
from analysis.curriculum.pool import Pool, checked, names, pool, unusable
from analysis.curriculum.records import REPEATS, Plan


def why_left_out(
    course_id: str,
    plan: Plan,
    courses: pd.DataFrame,
    needs: Mapping[str, float],
    *,
    reasons: Mapping[str, str] | None = None,
    time_limit: float = 5.0,
) -> str:
    """Say why a course is not in a plan.

    Where no rule keeps it out, the best plan that has it is made and compared, so that the sentence
    names what would have to leave and what that would cost.

    Parameters
    ----------
    course_id, plan, courses, needs
        The course, the plan, and what the plan was made from.
    reasons
        Course -> why it was excluded ("2015: older than 10 years"), for courses of ``never``.
    time_limit
        Seconds for the plan that has it.
    """
    courses = checked(courses)
    called = names(courses)
    if course_id in plan.course_ids:
        return "It is in the plan."
    if course_id not in called:
        return "It is not in the catalog."
    why_not = unusable(courses, plan.wishes)
    if course_id in why_not:
        return _by_rule(why_not[course_id], (reasons or {}).get(course_id, ""), called)
    usable = pool(courses, needs, plan.wishes)
    return _by_size(course_id, plan, usable) or _by_price(course_id, plan, courses, needs, called, time_limit)


def _by_rule(why: str, reason: str, called: Mapping[str, str]) -> str:
    if why == "done":
        return "It has been completed already."
    if why == "never":
        return wording.sentence(reason.rstrip(".")) if reason else "It was excluded."
    if why == "unknown_length":
        return "Its length is not stated."
    first = why.removeprefix("requires:")
    return f'It needs "{called.get(first, first)}" first, which cannot be taken.'


def _by_size(course_id: str, plan: Plan, usable: Pool) -> str:
    """Name a limit the course breaks by itself, or that it adds nothing; empty where neither is so."""
    row = usable.rows([course_id])[0]
    own = usable.has[row] & (usable.weights > 0)
    if not own.any():
        return "It meets no need on the list."
    needed = impossible.closure(usable, [row])
    minutes = float(usable.minutes[needed].sum())
    with_others = " with its prerequisites" if len(needed) > 1 else ""
    if minutes > plan.wishes.hours * 60:
        long, there = wording.minutes(round(minutes)), wording.minutes(round(plan.wishes.hours * 60))
        return f"It takes {long}{with_others}, and the plan has {there}."
    most = plan.wishes.format_hours.get(usable.formats[row])
    if most is not None and usable.minutes[row] > most * 60:
        return (
            f"It takes {wording.minutes(round(usable.minutes[row]))}, and the plan allows "
            f"{wording.minutes(round(most * 60))} of {wording.format_courses(usable.formats[row], 2)}."
        )
    if (usable.has[usable.rows(plan.course_ids)].sum(axis=0)[own] >= len(REPEATS)).all():
        return "The plan has three courses of each of its topics already, and a fourth adds nothing."
    return ""


def _by_price(
    course_id: str,
    plan: Plan,
    courses: pd.DataFrame,
    needs: Mapping[str, float],
    called: Mapping[str, str],
    time_limit: float,
) -> str:
    wishes = replace(plan.wishes, must=(*plan.wishes.must, course_id))
    other = best_plan(courses, needs, wishes, time_limit)
    if other.status == "impossible":
        return "It does not fit beside what has to be in the plan."
    leaves = [f'"{called.get(each, each)}"' for each in plan.course_ids if each not in other.course_ids]
    loss = (plan.value - other.value) / plan.value if plan.value else 0.0
    if loss <= 1e-9:
        return (
            f"As good in place of {wording.join(leaves)}: a tie."
            if leaves
            else "A plan with it is as good: a tie."
        )
    price = f"the plan would be worth {wording.percent(loss)} less"
    if not leaves:
        return wording.sentence(f"with it {price}")
    return wording.sentence(f"{wording.join(leaves)} would have to leave for it, and {price}")
