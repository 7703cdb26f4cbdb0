"""Headlines about a plan of courses and what more hours buy."""

from __future__ import annotations

import pandas as pd

from analysis import wording
from analysis.curriculum.records import Plan


def plan(found: Plan) -> str:
    """Say how many courses and hours a plan has, or why there is none."""
    if found.status == "impossible":
        return found.sentence
    if not found.course_ids:
        return "No course fits the hours and meets a need."
    courses = _capital(wording.count(len(found.course_ids), "course"))
    return f"{courses}, {wording.minutes(round(found.minutes))}."


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def proof(found: Plan) -> str:
    """Say how far the plan is proven: "best possible, proven", or how much better one could be."""
    if found.status == "impossible":
        return "no plan keeps to these wishes, proven"
    if found.status == "optimal":
        return "best possible, proven"
    return f"the best found in the time; one at most {wording.percent(found.gap)} better may exist"


def unknown_length(found: Plan) -> str:
    """Count the courses left out for their length; empty where there are none."""
    if not found.unknown_length:
        return ""
    return f"{wording.count(len(found.unknown_length), 'course')} without a stated length left out"


def frontier(steps: pd.DataFrame, hours: float) -> str:
    """Say what the chosen hours meet and what the next step buys, from ``curriculum.frontier``."""
    done = steps[steps["status"] != "impossible"]
    own = done[done["hours"] == hours]
    if own.empty:
        why = steps.loc[steps["hours"] == hours, "sentence"]
        return str(why.iloc[0]) if len(why) else "There is no plan of this length."
    share = float(own["share"].iloc[0])
    verb = "meets" if hours == 1 else "meet"
    said = f"{wording.hours(hours)} {verb} {wording.percent(share)} of the needs that courses can meet"
    longer = done[done["hours"] > hours]
    if longer.empty:
        return wording.sentence(said)
    more, gain = float(longer["hours"].iloc[0]) - hours, 100 * (float(longer["share"].iloc[0]) - share)
    if round(gain, 1) == 0:
        return wording.sentence(f"{said}; {wording.hours(more)} more buy{'s' if more == 1 else ''} nothing")
    buys = f"{wording.hours(more)} more buy{'s' if more == 1 else ''} {wording.points(gain)}"
    return wording.sentence(f"{said}; {buys}")


def step(enters: tuple[str, ...], leaves: tuple[str, ...]) -> str:
    """Say what changes at a step of the frontier, with the names of courses."""
    if not enters and not leaves:
        return "Nothing changes."
    parts = [f"{wording.join(enters)} {'enters' if len(enters) == 1 else 'enter'}"] if enters else []
    parts += [f"{wording.join(leaves)} {'leaves' if len(leaves) == 1 else 'leave'}"] if leaves else []
    return wording.sentence("; ".join(parts))


def compared(both: pd.DataFrame, one: Plan, other: Plan, name: str, gone: int = 0) -> str:
    """Say how two plans differ, from ``curriculum.compare``: in courses, and in the share of needs they meet.

    ``one`` is the plan on the page, ``other`` the one called ``name``; shares are of what ``one`` could
    reach. ``gone`` courses of the other have left the catalog, or their length has.
    """
    if not len(both):
        return "Both plans are empty."
    whole = one.reachable or 1.0
    shares = [wording.percent(each.value / whole) for each in (one, other)]
    times = [wording.minutes(round(each.minutes)) for each in (one, other)]
    said = (
        f"{_in_common(both, name)} This plan meets {shares[0]} of the needs in {times[0]}, "
        f"“{name}” {shares[1]} in {times[1]}."
    )
    if not gone:
        return said
    return f"{said} {_capital(wording.count(gone, 'course'))} of “{name}” cannot be counted any more."


def _in_common(both: pd.DataFrame, name: str) -> str:
    states = both["state"].value_counts()
    shared, first, second = (int(states.get(each, 0)) for each in ("both", "first", "second"))
    if not first and not second:
        return "Both plans choose the same courses."
    if not shared:
        return "The plans have no course in common."
    only = [(first, "this one"), (second, f"“{name}”")]
    rest = wording.join([f"{wording.in_words(n)} only in {which}" for n, which in only if n])
    return f"{_capital(wording.count(shared, 'course'))} in both plans, {rest}."
