"""The parts of At a glance: the figures, what needs a look, the first steps, the newest uploads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import periods, wording
from analysis.gaps import NO_COURSE, NOTHING_RECENT
from analysis.people_filter import PeopleFilter
from report.answer import Answer
from report.people import news
from report.people.finding import PeopleFrames
from ui import practice, show, state, text

MANY_HOURS: Final = 100
"""From here on minutes are left off."""
NEWEST = 3
KINDS: Final[Mapping[str, str]] = {
    "catalog": "courses",
    "completions": "completions",
    "satisfaction": "a survey",
    "staff": "a staff list",
}
PAGES: Final[Mapping[news.Where, str]] = {
    "training": "pages/staff/training.py",
    "satisfaction": "pages/patrons/satisfaction.py",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the page: what it is, how much, and of what."""

    label: str
    value: str
    note: str


def figures(totals: pd.Series[Any]) -> None:
    """Show four figures: of the catalog, the training and the answers; of the catalog alone while it is."""
    told = _of_everything(totals) if state.people_choices().fiscal_years else _of_the_catalog(totals)
    grid = st.grid(4, min_column_width=150, gap="medium")
    for each in told:
        with grid.container(gap="xxsmall"):
            st.metric(each.label, each.value)
            text.write(text.note(each.note, state.look()))


def _of_everything(totals: pd.Series[Any]) -> list[Figure]:
    there = state.people_choices()
    chosen = PeopleFilter(fiscal_years=there.fiscal_years[:1])
    year = periods.FiscalYear(there.fiscal_years[0], state.house().fiscal_start)
    name = f"{year.name} so far" if year.is_part(there.months[-1]) else year.name
    newest = "none dated" if pd.isna(totals["last_year"]) else f"newest {int(totals['last_year'])}"
    return [
        Figure(
            "Courses in the catalog",
            wording.number(int(totals["course_count"])),
            f"{_undated(totals)}; {newest}",
        ),
        *_of_training(state.people("training.totals", chosen), name),
        _of_answers(state.people("satisfaction.top2", chosen), name),
    ]


def _of_training(said: Answer[PeopleFrames], year: str) -> list[Figure]:
    labels = ("Training completed", "Hours of training")
    if said.hidden or not said.n:
        note = f"too small a group in {year}" if said.hidden else f"none on file in {year}"
        return [Figure(label, "–", note) for label in labels]
    row = said.frames.rows.iloc[0]
    known, part = int(row["learner_courses"]), int(row["completed"])
    rate = wording.percent(part / known) if known else "–"
    of = f"{wording.number(part)} of {wording.count(known, 'learner-course')}, {year}"
    time = float(row["hours"])
    hours = f"{wording.number(round(time))} h" if time >= MANY_HOURS else wording.minutes(round(60 * time))
    return [
        Figure(labels[0], rate, of if known else f"lists of completions only, {year}"),
        Figure(labels[1], hours, f"of {wording.count(int(row['all_completed']), 'completion')}, {year}"),
    ]


def _of_answers(said: Answer[PeopleFrames], year: str) -> Figure:
    label = "Patrons in the top box"
    known = said.frames.rows.dropna(subset="share")
    if known.empty:
        note = f"too few answers in {year}" if said.hidden else f"no answers on file in {year}"
        return Figure(label, "–", note)
    row = known.iloc[0]
    of = f"of {wording.count(int(row['n']), 'answer')}, {year}"
    return Figure(label, wording.percent(float(row["share"])), of)


def main_finding(by_year: Answer[Any]) -> None:
    """Show what matters most of what is known: satisfaction by month, else hours, else the catalog."""
    for finding in ("satisfaction.top2_by_month", "training.hours_by_month"):
        said = state.people(finding)
        if said.n:
            show.result(said)
            return
    show.result(by_year)


def changed() -> None:
    """Say what changed since the month before, each with a link to its chart."""
    told = news.since_last_month(
        state.people("satisfaction.top2_by_month"),
        state.people("satisfaction.nps_by_month"),
        state.people("training.hours_by_month"),
    )
    if not told:
        return
    text.write(text.heading("Since the month before"))
    for number, each in enumerate(told):
        detail = [text.note(each.told.detail, state.look())] if each.told.detail else []
        text.write(text.paragraph(each.told.headline), *detail)
        _link("See training" if each.where == "training" else "See satisfaction", PAGES[each.where], number)


def _of_the_catalog(totals: pd.Series[Any]) -> list[Figure]:
    topics = state.answer("catalog.topic_ages", state.EVERY_TOPIC).frames.rows
    covered = int((topics["state"] != NO_COURSE).sum())
    newest = "none" if pd.isna(totals["last_year"]) else str(int(totals["last_year"]))
    return [
        Figure("Courses in the catalog", wording.number(int(totals["course_count"])), _undated(totals)),
        Figure("Newest from", newest, _dated(totals)),
        Figure("Learning time", wording.minutes(int(totals["minutes"] or 0)), _timed(totals)),
        Figure(
            "Topics covered", wording.number(covered), f"of {wording.number(len(topics))} in the vocabulary"
        ),
    ]


def _undated(totals: pd.Series[Any]) -> str:
    return f"{wording.number(int(totals['undated_count']))} without a date"


def _dated(totals: pd.Series[Any]) -> str:
    dated = wording.count(int(totals["dated_count"]), "dated course")
    return dated if pd.isna(totals["first_year"]) else f"{dated}, the first from {int(totals['first_year'])}"


def _timed(totals: pd.Series[Any]) -> str:
    unknown = int(totals["untimed_count"])
    known = f"in {wording.count(int(totals['timed_count']), 'course')}"
    return f"{known}; {wording.number(unknown)} of unknown length" if unknown else known


def needs_a_look() -> None:
    """List what somebody should see to, each with the page that shows it."""
    topics = state.answer("catalog.topic_ages", state.EVERY_TOPIC)
    review = state.review()
    lines = _people_lines()
    old = topics.frames.rows[topics.frames.rows["state"] == NOTHING_RECENT]
    if len(old):
        lines.append(
            (
                f"{wording.sentence(wording.count(len(old), 'topic'))[:-1]} with nothing recent",
                wording.join(old["topic"].head(3).tolist()) + (" and more" if len(old) > 3 else ""),
                "pages/catalog/gaps.py",
                "See the gaps",
            )
        )
    if review.unknown_hosts:
        lines.append(
            (
                f"{wording.count(len(review.unknown_hosts), 'organization')} not known by that name",
                wording.join(review.unknown_hosts[:3]),
                "pages/catalog/courses.py",
                "Review the names",
            )
        )
    if not review.topicless.empty:
        lines.append(
            (
                f"{wording.count(len(review.topicless), 'course')} without a topic",
                "No phrase of the topic list was found in the text.",
                "pages/catalog/courses.py",
                "Give them a topic",
            )
        )
    if not lines:
        return
    text.write(text.heading("Needs a look"))
    for line, more, page, action in lines:
        text.write(text.paragraph("", strong=line), text.note(more, state.look()))
        _link(action, page)


def _people_lines() -> list[tuple[str, str, str, str]]:
    """What of training and answers somebody should see to."""
    lines: list[tuple[str, str, str, str]] = []
    waiting = state.open_matches()
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        lines.append(
            (
                f"{wording.count(waiting, 'name')} of files {verb} to be matched",
                "What they stand for is in no chart by topic, host or format.",
                "pages/data/matching.py",
                "Match them",
            )
        )
    if not state.people_choices().branches:
        return lines
    trained = state.people("training.completion_rate_by_branch")
    listed = set(state.people("training.coverage_by_branch").frames.rows["branch"])
    without = [branch for branch in trained.frames.rows["branch"] if branch not in listed]
    if without:
        verb = "has" if len(without) == 1 else "have"
        lines.append(
            (
                f"{wording.count(len(without), 'branch', 'branches')} {verb} no staff list",
                f"{wording.join(without[:3])}{' and more' if len(without) > 3 else ''}: no coverage.",
                "pages/data/add.py",
                "Add a staff list",
            )
        )
    hidden = trained.hidden + state.people("satisfaction.top2_by_branch").hidden
    if hidden:
        lines.append(
            (
                f"{wording.count(hidden, 'small group')} hidden in charts by branch",
                "Groups under the minimum, and the next smallest where they could be worked out.",
                "pages/data/settings.py",
                "See the minimums",
            )
        )
    if state.role() == "trainer":
        stalled = state.people("training.stalled")
        if stalled.n:
            lines.append((stalled.sentence.rstrip("."), stalled.finding.shows, PAGES["training"], "See who"))
    return lines


def first_steps() -> None:
    """Say what to do first, while only the built-in catalog is there."""
    uploads = state.store().uploads()
    if len(uploads) > 1:
        return
    text.write(
        text.heading("First steps"),
        text.paragraph("These courses come with Front Desk, so that there is something to look at."),
    )
    _link("Explore the catalog", "pages/catalog/explore.py")
    _link("Add a file of your own: training, a survey, a course list", "pages/data/add.py")
    practice.offer()


def _link(action: str, page: str, number: int = 0) -> None:
    """Offer a page. A tertiary button stands flush with the text above it, which a page link does not."""
    if st.button(f"{action} →", type="tertiary", key=f"go_{action}_{number}"):
        st.switch_page(page)


def _held(row: dict[str, Any]) -> str:
    if row["kind"] == "catalog":
        return wording.count(int(row["new_courses"]), "new course")
    return wording.count(int(row["rows_accepted"]), "row")


def _named(row: dict[str, Any]) -> str:
    """Name a file; to the board by its kind only, because people name files after people."""
    return KINDS.get(row["kind"], "a file").capitalize() if state.role() == "board" else row["file_name"]


def newest_uploads() -> None:
    """Say what was added last."""
    uploads = state.store().uploads()
    newest = uploads[uploads["undone_at"].isna()].sort_values("added_at", ascending=False).head(NEWEST)
    if newest.empty:
        return
    said = [
        f"{_named(row)}, {wording.day(row['added_at'].date())}: {_held(row)}"
        for row in newest.to_dict("records")
    ]
    text.write(text.heading("Added last"), text.bullets(said))
