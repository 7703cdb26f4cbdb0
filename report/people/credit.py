"""Credit against the rules that a library's roles are held to: by role, and by person for the trainer."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import plotly.graph_objects as go

import charts.credit
from analysis import credit
from analysis.credit import Credit
from analysis.disclosure import protect
from analysis.takeaways import credit as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people.credit_held import Held, held
from report.people.credit_setup import Setup
from report.people.finding import PeopleFinding, PeopleFrames, Seen, Source
from report.people.training import collected

SOON: Final = 365
"""Days within which missing credit counts as due."""

CODE: Final = 6
"""Letters of a staff key that tell one person from another in a list."""

METHOD: Final = Method(
    counts="Hours of completed courses in the cycle of today: the file's, else the length that the catalog "
    "states, in the rule's own minutes, rounded down where it says so. A course counts once a cycle. What is "
    "over a maximum does not count; missing is what is lacking in all, or of the kind that lacks most.",
    left_out="Staff whose role is held to no rule, or whose cycle has no beginning; courses without a date "
    "or a length; prior learning. The filter's period, topics and courses do not matter: the cycle does.",
    source="The rules on the page CE credit, with their sources; the staff list and completions on file.",
    level="Credit is about attendance, below level 1 of Kirkpatrick's four: it does not say that anything "
    "was learned.",
)


def _by_role(source: Source) -> Seen:
    found = held(source)
    today = source.asked.today
    each = found.people.assign(
        is_met=[found.credits[key].is_met for key in found.people["staff_key"]],
        is_due=[_is_due(found.credits[key], today) for key in found.people["staff_key"]],
    )
    rows = each.groupby("role", as_index=False, sort=True).agg(
        rule_id=("rule_id", "first"),
        people=("staff_key", "size"),
        met=("is_met", "sum"),
        due=("is_due", "sum"),
    )
    rows["rule"] = [_named(found.setup, rule_id) for rule_id in rows["rule_id"]]
    rows["share"] = rows["met"] / rows["people"]
    seen = Seen(rows, len(found.people), found.left_out)
    return _for_board(source, seen) if source.asked.role == "board" else _for_staff(seen)


def _for_staff(seen: Seen) -> Seen:
    return Seen(seen.rows.assign(hidden=False, coded=""), seen.n, seen.left_out)


def _for_board(source: Source, seen: Seen) -> Seen:
    """Hide small roles; who lacks credit soon, and who is not counted, is not the board's to know."""
    rows = seen.rows.assign(due=pd.Series(pd.NA, seen.rows.index, dtype="Int64"))
    told = protect(
        rows,
        size="people",
        minimum=source.staff.minimum,
        groups=["role"],
        values=["people", "met", "share"],
        share="share",
        telling=("met",),
    )
    # A branch is a part of every role: nobody has checked what it would give away.
    nothing = bool(source.asked.chosen.branches) or (bool(len(rows)) and bool(told.frame["hidden"].all()))
    frame = told.frame
    if nothing:
        numbers = {
            name: pd.Series(pd.NA, frame.index, dtype="Float64") for name in ("people", "met", "share")
        }
        frame = frame.assign(**numbers, hidden=True, coded="")
    n = 0 if nothing else int(pd.to_numeric(frame["people"]).sum())
    return Seen(frame, n, hidden=int(frame["hidden"].sum()), is_hidden=nothing)


def _named(setup: Setup, rule_id: str) -> str:
    rule = setup.rules[rule_id]
    return f"{rule.state}, {rule.who}: {takeaways.asked(rule)}"


def _is_due(one: Credit, today: date) -> bool:
    return not one.is_met and (one.due_on - today).days < SOON


def _by_person(source: Source) -> Seen:
    found = held(source)
    rows = _persons(found, source)
    starts = found.personal.merge(_named_people(found.personal, source)[["staff_key", "who"]], on="staff_key")
    return Seen(rows, len(rows), found.left_out, {"starts": starts.sort_values("who", ignore_index=True)})


def _due(source: Source) -> Seen:
    found = held(source)
    rows = _persons(found, source)
    rows = rows.loc[~rows["is_met"] & (rows["days_left"] < SOON)].reset_index(drop=True)
    rows["who"] = rows["who"] + " · " + rows["role"]
    return Seen(rows, len(rows), found.left_out)


def _persons(found: Held, source: Source) -> pd.DataFrame:
    rows = credit.in_order(found.credits, source.asked.today)
    rows = rows.merge(_named_people(found.people, source), on="staff_key", how="left")
    every = [found.credits[key] for key in rows["staff_key"]]
    rows["rule"] = [_named(found.setup, rule_id) for rule_id in rows["rule_id"]]
    rows["lacks"] = [takeaways.lacking(one) for one in every]
    rows["first_day"] = pd.to_datetime([one.first_day for one in every])
    rows["unit"] = [one.rule.unit for one in every]
    rows["share"] = (1 - rows["missing"] / rows["hours"]).clip(lower=0.0)
    return rows


def _named_people(people: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Name people by their name where the library keeps names, else by the beginning of their key."""
    people = people.loc[:, ["staff_key", "branch", "role", "name"]]
    codes = people["staff_key"].str[:CODE]
    codes = codes.where(~codes.duplicated(keep=False), people["staff_key"])
    names = people["name"] if source.asked.house.names_on else pd.Series(pd.NA, people.index, dtype="str")
    return people.drop(columns="name").assign(who=names.fillna(codes))


def _evidence(source: Source) -> Seen:
    found = held(source)
    named = _named_people(found.people, source)
    parts = [one.evidence.assign(staff_key=key) for key, one in found.credits.items() if len(one.evidence)]
    columns = [*credit.EVIDENCE, *credit.WHERE_FROM, "staff_key"]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    uploads = collected(source.whole["uploads"].select("upload_id", "file_name"))
    rows = rows.merge(named, on="staff_key", how="left").merge(uploads, on="upload_id", how="left")
    rows = rows.sort_values(["who", "completed_on", "course_label"], ignore_index=True, kind="stable")
    rows["completed_on"] = pd.to_datetime(rows["completed_on"])
    return Seen(rows, len(rows))


def _say_persons(frames: PeopleFrames) -> str:
    return takeaways.standing_by_person(frames.rows)


def _say_due(frames: PeopleFrames) -> str:
    return takeaways.due(frames.rows)


def _say_evidence(frames: PeopleFrames) -> str:
    return takeaways.evidence(frames.rows)


def _say_roles(frames: PeopleFrames) -> str:
    return takeaways.standing_by_role(frames.rows)


def _draw_roles(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.credit.standing_by_role(frames.rows, look=look)


def _draw_persons(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.credit.standing_by_person(frames.rows, look=look)


FINDINGS: Final = (
    PeopleFinding(
        id="credit.standing_by_role",
        title="CE credit by role",
        shows="Share of the staff in each role who have all the credit that their rule asks for in the cycle "
        "of today. Hatched: hidden.",
        headings={
            "role": "Role",
            "rule": "Rule",
            "people": "Staff",
            "met": "Have all of it",
            "share": "Share",
            "due": "Lack some, due within 12 months",
        },
        measure=_by_role,
        sentence=_say_roles,
        figure=_draw_roles,
        noun="staff member",
        groups=("role", "roles"),
        shape=Shape("dots", "role", ("share",), "share", n="people"),
        method=METHOD,
    ),
    PeopleFinding(
        id="credit.standing_by_person",
        title="CE credit by person",
        shows="How much of the credit that their rule asks for each person has. Filled: all of it. First who "
        f"lacks some, by the day it is due; {charts.credit.MOST} people at most, the table has all.",
        headings={
            "who": "Who",
            "role": "Role",
            "branch": "Branch",
            "rule": "Rule",
            "hours": "Asked for",
            "earned": "Earned",
            "missing": "Missing",
            "lacks": "What is missing",
            "first_day": "Cycle from",
            "due_on": "Due on",
        },
        measure=_by_person,
        sentence=_say_persons,
        figure=_draw_persons,
        noun="staff member",
        groups=("person", "people"),
        method=METHOD,
        roles=("trainer",),
    ),
    PeopleFinding(
        id="credit.due",
        title="CE credit due within 12 months",
        shows="Who lacks credit that is due within 12 months, the first due first.",
        headings={"who": "Who", "role": "Role", "branch": "Branch", "lacks": "Missing", "due_on": "Due on"},
        measure=_due,
        sentence=_say_due,
        figure=None,
        noun="staff member",
        groups=("person", "people"),
        method=METHOD,
        roles=("trainer",),
    ),
    PeopleFinding(
        id="credit.evidence",
        title="Evidence of CE credit",
        shows="Every completed course of the cycle, with the credit it gives or why it gives none, and where "
        "it was read.",
        headings={
            "who": "Who",
            "completed_on": "Completed",
            "course_label": "Course",
            "categories": "Kinds",
            "hours": "Hours",
            "credit": "Credit",
            "because": "Counted",
            "file_name": "File",
            "source_row": "Row",
        },
        measure=_evidence,
        sentence=_say_evidence,
        figure=None,
        noun="completed course",
        groups=("course", "courses"),
        method=METHOD,
        roles=("trainer",),
    ),
)
