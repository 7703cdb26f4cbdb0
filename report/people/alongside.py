"""What stands alongside the catalog: how much of the chosen courses staff completed, in how many hours."""

from __future__ import annotations

from functools import partial
from typing import Final, Literal

import narwhals as nw
import pandas as pd
import plotly.graph_objects as go

import charts.training
from analysis import learners, training, wording
from analysis.counting import Rows
from charts.theme import Look
from report.answer import Method, Shape
from report.people import protecting
from report.people.finding import BELOW, FILES, PeopleFinding, PeopleFrames, Seen, Source
from report.people.guards import Tables
from report.people.training import collected, written

By = Literal["year", "format", "host", "topic"]
NOTHING: Final = "No completion is of a course of the catalog."
NONE_CHOSEN: Final = "Nobody has completed any of these courses in this period."
COLUMNS: Final = ("completed", "hours")


def _of(tables: Tables, training_rows: Tables, by: By) -> Rows:
    """Count the completions of a catalog by one of its facts; ``training_rows`` are of the people chosen."""
    months = training_rows["training_by_month"]
    if by == "year":
        return training.completion_rate_by_year_and_format(months, tables["courses"])
    if by == "format":
        return training.completion_rate_by_format(months, tables["courses"])
    if by == "host":
        return training.completion_rate_by_host(months, tables["course_organizations"])
    return training.completion_rate_by_topic(months, tables["course_topics"])


def _groups(by: By) -> list[str]:
    return ["year", "format"] if by == "year" else [by]


def completed(by: By, source: Source) -> Seen:
    """Count completions and hours of the chosen courses, and of all courses, by one fact of the catalog."""
    asked = source.asked.courses
    tables = asked.apply(source.whole)
    rows = _counted(tables, source.chosen, by)
    whole = rows
    if asked.narrows:
        whole = _counted(asked.whole().apply(source.whole), source.chosen, by)
    months = source.chosen["training_by_month"]
    unmatched = int(collected(training.totals(months)).iloc[0]["unmatched"])
    left = {"of courses not in the catalog": unmatched}
    n = int(rows["completed"].sum()) if by in ("year", "format") else _n(tables, months)
    seen = Seen(rows, n, left, {"whole": whole.loc[:, [*_groups(by), "completed"]]})
    if source.asked.role != "board":
        return protecting.staff(source, seen, _groups(by))
    return _for_the_board(source, seen, tables, by)


def _counted(tables: Tables, people: Tables, by: By) -> pd.DataFrame:
    counts = collected(_of(tables, people, by))
    counts["completed"] = counts["completed"] + counts["no_outcome"]
    return counts.loc[counts["completed"] > 0, [*_groups(by), *COLUMNS]].reset_index(drop=True)


def _n(tables: Tables, months: Rows) -> int:
    """Count each completion once, though a course may have several hosts or topics."""
    mine = months.join(tables["courses"].select("course_id"), on="course_id", how="semi")
    return int(collected(training.totals(mine)).iloc[0]["all_completed"])


def _for_the_board(source: Source, seen: Seen, tables: Tables, by: By) -> Seen:
    """Hide small groups; under any filter nothing is shown, because no guard knows these groups."""
    groups = _groups(by)
    if source.asked.courses.narrows or source.asked.chosen.narrows:
        return protecting.nothing(seen, groups)
    learned = source.chosen["learner_courses"].filter(nw.col("outcome") == "completed")
    facts = {
        "year": tables["courses"].select("course_id", "year", "format"),
        "format": tables["courses"].select("course_id", "format"),
        "host": tables["course_organizations"]
        .filter(nw.col("counts_as_host"))
        .select("course_id", host=nw.col("organization"))
        .unique(),
        "topic": tables["course_topics"].select("course_id", "topic").unique(),
    }[by]
    people = collected(learners.people_by(learned.join(facts, on="course_id", how="inner"), *groups))
    rows = seen.rows.merge(people, on=groups, how="left")
    if by == "topic":  # a guard knows topics, because Training shows them, too
        return protecting.staff(source, Seen(rows, seen.n), groups, adds="completed")
    return protecting.alone(source, Seen(rows, seen.n, {}, {}), groups)


def unmatched(source: Source) -> Seen:
    """List the courses that people took and the catalog does not have, most learners first.

    For those who match names, the director and the trainer.
    """
    months = source.chosen["training_by_month"].filter(nw.col("course_id").is_null())
    counts = collected(training.completion_rate_by_course(months, source.whole["courses"]))
    counts["course_label"] = counts["course_key"].map(written(source))
    counts["completed"] = counts["completed"] + counts["no_outcome"]
    rows = counts.loc[:, ["course_key", "course_label", "learners", *COLUMNS]]
    seen = Seen(rows, int(rows["learners"].sum()))
    return protecting.staff(source, seen, ["course_key"])


def _say(by: By, frames: PeopleFrames) -> str:
    known = frames.rows.dropna(subset="completed")
    if known.empty:
        narrowed = frames.asked.courses.narrows or frames.asked.chosen.narrows
        return NONE_CHOSEN if narrowed else NOTHING
    sums = known.groupby(by, dropna=False)[["completed", "hours"]].sum().reset_index()
    first = sums.sort_values(["completed", by], ascending=[False, True]).iloc[0]
    count = wording.count(int(first["completed"]), "completion")
    spent = wording.hours(float(first["hours"])) if first["hours"] > 0 else "no hours known"
    return wording.sentence(f"{_named(by, first[by])} most: {count}, {spent}")


def _named(by: By, value: object) -> str:
    if by == "year":
        known = f"courses of {str(value)[:4]}" if pd.notna(value) else "undated courses"  # type: ignore[call-overload]
        return f"{known} were completed"
    if by == "format":
        return f"{wording.format_courses(str(value), 2)} were completed"
    if by == "host":
        return f"{value}'s courses were completed"
    return f"courses on {value} were completed"


def _say_unmatched(frames: PeopleFrames) -> str:
    if frames.rows.empty:
        return "Every course that staff took is in the catalog."
    count, verb = wording.count(len(frames.rows), "course"), "is" if len(frames.rows) == 1 else "are"
    return f"{count} that staff took {verb} not in the catalog, so no chart of the catalog has them."


def _draw(by: By, frames: PeopleFrames, look: Look) -> go.Figure:
    whole = frames.more.get("whole", frames.rows)
    if by == "year":
        return charts.training.completed_by_year(frames.rows, whole, look=look)
    return charts.training.completed_by(frames.rows, whole, by, look=look)


HEADINGS: Final[dict[By, dict[str, str]]] = {
    "year": {"year": "Year of the course", "format": "Format"},
    "format": {"format": "Format"},
    "host": {"host": "Host"},
    "topic": {"topic": "Topic"},
}
SHOWS: Final[dict[By, str]] = {
    "year": "Completions by the year of the course, colored by its format.",
    "format": "Completions by the course's format, with their hours.",
    "host": "Completions by host, with their hours; a course with two hosts counts once for each.",
    "topic": "Completions by the course's topic, with their hours.",
}


def _finding(by: By) -> PeopleFinding:
    return PeopleFinding(
        id=f"training.completed_by_{by}",
        title=f"Completions by the course's {by}",
        shows=SHOWS[by],
        headings={**HEADINGS[by], "completed": "Completed", "hours": "Hours"},
        measure=partial(completed, by),
        sentence=partial(_say, by),
        figure=partial(_draw, by),
        noun="completion",
        groups=("group", "groups"),
        shape=Shape("bars", by, ("completed",)) if by != "year" else Shape("table"),
        method=Method(
            counts="Completed learner-courses of the chosen courses, in the chosen branches and period; one "
            "person and one course count once.",
            left_out="Completions of courses that the catalog does not have; they are counted and named.",
            source=FILES,
            level=BELOW,
        ),
    )


FINDINGS: Final = (
    *(_finding(by) for by in ("year", "format", "host", "topic")),
    PeopleFinding(
        id="training.unmatched",
        title="Courses that are not in the catalog",
        shows="Courses as files name them, with their learners, completions and hours.",
        headings={
            "course_label": "Course",
            "learners": "Learners",
            "completed": "Completed",
            "hours": "Hours",
        },
        measure=unmatched,
        sentence=_say_unmatched,
        figure=None,
        groups=("course", "courses"),
        roles=("director", "trainer"),
        method=Method(
            counts="Courses of files that were matched with none of the catalog's.",
            left_out="Courses of the catalog.",
            source=FILES,
            level=BELOW,
        ),
    ),
)
