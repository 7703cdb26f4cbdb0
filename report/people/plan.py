"""The curriculum: which courses within the hours, what more hours buy, and where the needs come from."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

import charts.curriculum
import charts.topic_gaps
from analysis import curriculum, wording
from analysis.curriculum import HOURS, Plan
from analysis.takeaways import curriculum as takeaways
from charts.theme import Look
from report.answer import Method, Role, Shape
from report.people.finding import PeopleFinding, PeopleFrames, Seen, Source
from report.people.questions import PlanQuestion
from report.people.wishes import Wanted, wanted

STAFF_READERS: Final[tuple[Role, ...]] = ("director", "trainer")
PRICED: Final = 30
"""Courses left out that are priced one by one; those kept out by a rule are all listed."""


def _plan(source: Source) -> Seen:
    known = wanted(source)
    found = known.plan()
    rows = listed(known.courses, found)
    notes = takeaways.proof(found)
    if known.group.people:
        notes += f" · for {wording.count(known.group.people, 'person', 'people')} on the staff list"
    more = {"plan": found, "wanted": known}
    left_out = {"without a stated length": len(found.unknown_length)}
    return Seen(rows, len(known.courses), left_out, more, notes)


def listed(courses: pd.DataFrame, found: Plan) -> pd.DataFrame:
    """List a plan's courses in its order, with what each adds to the share of the needs met."""
    rows = courses.set_index("course_id").reindex(list(found.course_ids)).reset_index()
    whole = found.reachable or 1.0
    return pd.DataFrame(
        {
            "course_id": rows["course_id"].astype("str"),
            "course": rows["label"].astype("str"),
            "minutes": rows["minutes"].astype("Int64"),
            "format": [wording.format_label(str(each)) for each in rows["format"]],
            "year": rows["year"].astype("Int64"),
            "topics": [", ".join(each) for each in rows["topics"]],
            "adds": [round(100 * each / whole, 1) for each in found.added],
        }
    )


def beside(frames: PeopleFrames, then: PlanQuestion, name: str) -> tuple[pd.DataFrame, str]:
    """Put a saved plan beside the one in ``frames``: a row a course, and how they differ in a sentence.

    Columns: ``Course``, ``This plan`` and ``name``: what it adds to the needs met there, in words. The last
    two rows are the time and the share of the needs, both valued by the needs of today.
    """
    known, one = frames.more["wanted"], frames.more["plan"]
    other = curriculum.valued(then.planned, known.courses, known.weights)
    both, whole = curriculum.compare(one, other), one.reachable or 1.0
    called = dict(zip(known.courses["course_id"], known.courses["label"], strict=True))
    sides = [
        [
            *(
                "not in it" if pd.isna(each) else f"adds {wording.percent(each / whole)}"
                for each in both[adds]
            ),
            wording.minutes(round(side.minutes)),
            wording.percent(side.value / whole),
        ]
        for adds, side in (("added_first", one), ("added_second", other))
    ]
    labels = [*(called[each] for each in both["course_id"]), "Time for one person", "Needs met"]
    table = pd.DataFrame({"Course": labels, "This plan": sides[0]})
    table.insert(2, name, sides[1], allow_duplicates=True)
    gone = len(set(then.planned) - set(other.course_ids))
    return table, takeaways.compared(both, one, other, name, gone)


def _frontier(source: Source) -> Seen:
    known = wanted(source)
    hours = sorted({*HOURS, known.question.hours})
    steps = curriculum.frontier(known.courses, known.weights, hours, **known.how())
    called = dict(zip(known.courses["course_id"], known.courses["label"], strict=True))
    rows = steps.assign(
        courses=[len(each) for each in steps["course_ids"]],
        enters=[", ".join(called[each] for each in ids) for ids in steps["enters"]],
        leaves=[", ".join(called[each] for each in ids) for ids in steps["leaves"]],
    )
    names = [
        {side: tuple(called[each] for each in ids) for side, ids in (("enters", into), ("leaves", out))}
        for into, out in zip(steps["enters"], steps["leaves"], strict=True)
    ]
    gaps = steps.loc[steps["gap"] > 0, "gap"]
    proof = "best possible, proven"
    if len(gaps):
        proof = f"not proven within the time: up to {wording.percent(gaps.max())} better may exist"
    more = {"steps": steps, "hours": known.question.hours, "names": names}
    return Seen(rows, len(known.courses), {}, more, notes=proof)


def _needs(source: Source) -> Seen:
    known = wanted(source)
    parts = wording.count(known.group.people, "person", "people")
    rows = known.needs.round(1)
    return Seen(rows, len(rows), notes=f"{parts} on the staff list", more={"wanted": known})


def _left_out(source: Source) -> Seen:
    known = wanted(source)
    found = known.plan()
    out = known.courses[~known.courses["course_id"].isin(found.course_ids)]
    weights = known.weights
    worth = [sum(weights.get(topic, 0.0) for topic in each) for each in out["topics"]]
    out = out.assign(worth=worth).sort_values(["worth", "label"], ascending=[False, True])
    rows = [(row.label, _why(str(row.course_id), known, found)) for row in out.head(PRICED).itertuples()]
    more = max(len(out) - PRICED, 0)
    return Seen(
        pd.DataFrame(rows, columns=["course", "why"]).astype("str"),
        len(out),
        notes=f"the {PRICED} that are about the largest needs" if more else "",
    )


def _why(course_id: str, known: Wanted, found: Plan) -> str:
    if course_id in known.done:
        return f"Completed already by {wording.of(known.group.done[course_id], known.group.people)} people."
    return curriculum.why_left_out(
        course_id, found, known.courses, known.weights, reasons=known.reasons, time_limit=0.5
    )


def _say_plan(frames: PeopleFrames) -> str:
    return takeaways.plan(frames.more["plan"])


def _say_frontier(frames: PeopleFrames) -> str:
    return takeaways.frontier(frames.more["steps"], frames.more["hours"])


def _draw_frontier(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.curriculum.frontier(frames.more["steps"], look=look, hours=frames.more["hours"])


def _say_needs(frames: PeopleFrames) -> str:
    rows = frames.rows
    if rows.empty or not rows["need"].max():
        return "No need is known yet."
    first = wording.join(rows.head(3)["topic"].tolist())
    verb = "is the largest need" if len(rows) == 1 else "are the largest needs"
    return f"{first} {verb}."


def _say_left_out(frames: PeopleFrames) -> str:
    rows = frames.rows
    return "Why the others are left out" if len(rows) else "Every course is in the plan."


METHOD: Final = Method(
    counts="The set of courses worth most within the hours: a topic's need for the first course of it, half "
    "of it for the second, a quarter for the third, nothing for more. Needs come from the weights, from what "
    "share of the staff lacks a course of the topic, and from comments that raise it, a third each where "
    "all three are known. The optimum is exact, by the HiGHS solver.",
    left_out="Courses whose length is not stated, those excluded, too old or completed by enough people "
    "already, and comment themes of fewer comments than the patron minimum.",
    source="The catalog, the completions, the staff list and the comments on file.",
    level="It plans what could be learned; it is on no Kirkpatrick level.",
)

SHARED: Final[dict[str, Any]] = {"method": METHOD, "noun": "course", "level": ""}
"""What every finding about a plan has."""

FINDINGS: Final = (
    PeopleFinding(
        id="curriculum.plan",
        title="The plan",
        shows="In the order in which the courses add most. Points: percent of the needs that courses meet.",
        headings={
            "course": "Course",
            "minutes": "Minutes",
            "format": "Format",
            "year": "Year",
            "topics": "Topics",
            "adds": "Points",
            "course_id": "Course id",
        },
        measure=_plan,
        sentence=_say_plan,
        figure=None,
        shape=Shape("bars", "course", ("adds",), "points"),
        **SHARED,
    ),
    PeopleFinding(
        id="curriculum.frontier",
        title="What more hours buy",
        shows="Share of the needs met by the best plan of that length.",
        headings={
            "hours": "Hours",
            "courses": "Courses",
            "minutes": "Minutes",
            "share": "Needs met",
            "enters": "Enters",
            "leaves": "Leaves",
        },
        measure=_frontier,
        sentence=_say_frontier,
        figure=_draw_frontier,
        shape=Shape("columns", "hours", ("share",), "share"),
        **SHARED,
    ),
    PeopleFinding(
        id="curriculum.needs",
        title="Where the needs come from",
        shows="Points of a hundred, from your weights, from what staff lack, and from what patrons raise.",
        headings={
            "topic": "Topic",
            "need": "Need",
            "from_weights": "Your weights",
            "from_coverage": "Staff lack it",
            "from_complaints": "Patrons raise it",
        },
        measure=_needs,
        sentence=_say_needs,
        figure=None,
        shape=Shape("bars", "topic", ("need",), "points"),
        roles=STAFF_READERS,
        **{**SHARED, "noun": "topic"},
    ),
    PeopleFinding(
        id="curriculum.left_out",
        title="Why the others are left out",
        shows="For each course: the rule that keeps it out, or what a plan with it would cost.",
        headings={"course": "Course", "why": "Why"},
        measure=_left_out,
        sentence=_say_left_out,
        figure=None,
        shape=Shape("table"),
        **SHARED,
    ),
)
