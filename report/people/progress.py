"""A saved plan held against what happened since: who has completed its courses."""

from __future__ import annotations

from typing import Final

import narwhals as nw
import pandas as pd

from analysis import wording
from report.answer import Shape
from report.people.finding import PeopleFinding, PeopleFrames, Seen, Source
from report.people.plan import SHARED, STAFF_READERS
from report.people.questions import PlanQuestion
from report.people.training import collected
from report.people.wishes import asked, catalog, people, there


def _progress(source: Source) -> Seen:
    """Count who of the people of a plan has completed each of its courses, and who did since it was saved."""
    question, known = asked(source), catalog(source.whole)
    group = people(source, question)
    rows = known[known["course_id"].isin(question.planned)].set_index("course_id")
    rows = rows.reindex([each for each in question.planned if each in rows.index]).reset_index()
    later = _completed_since(source, question)
    counts = pd.DataFrame(
        {
            "course": rows["label"].astype("str"),
            "staff": group.people,
            "completed": [group.done.get(each, 0) for each in rows["course_id"]],
            "since": [later.get(each, 0) for each in rows["course_id"]],
        }
    )
    return Seen(counts, len(counts), notes=f"plan saved on {question.saved_on}")


def _completed_since(source: Source, question: PlanQuestion) -> dict[str, int]:
    on_list = there(source.whole, question, source.asked.today).select("staff_key").unique()
    learned = source.whole["learner_courses"].filter(
        (nw.col("outcome") == "completed") & nw.col("course_id").is_in(question.planned)
    )
    rows = collected(
        learned.join(on_list, on="staff_key", how="semi").select(
            "staff_key", "course_id", "first_completed_on"
        )
    )
    on = pd.to_datetime(rows["first_completed_on"])
    late = rows[on >= pd.Timestamp(question.saved_on)].drop_duplicates(["staff_key", "course_id"])
    return {str(course): int(count) for course, count in late["course_id"].value_counts().items()}


def _say_progress(frames: PeopleFrames) -> str:
    rows = frames.rows
    if rows.empty or not rows["staff"].max():
        return "There is no staff list to hold the plan against."
    done, whole = int(rows["completed"].sum()), int(rows["staff"].sum())
    since = wording.count(int(rows["since"].sum()), "completion")
    told = wording.share(done, whole)
    return f"{told} of the planned courses are completed; {since} since the plan was saved."


FINDINGS: Final = (
    PeopleFinding(
        id="curriculum.progress",
        title="Planned against what happened",
        shows="People on the staff list who have completed each course, ever and since the plan was saved.",
        headings={
            "course": "Course",
            "staff": "People",
            "completed": "Completed",
            "since": "Since the plan",
        },
        measure=_progress,
        sentence=_say_progress,
        figure=None,
        shape=Shape("table"),
        roles=STAFF_READERS,
        **SHARED,
    ),
)
