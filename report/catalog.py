"""The findings about the catalog: each one measured, drawn, said and explained."""

from __future__ import annotations

from typing import Final

import pandas as pd
import plotly.graph_objects as go

import charts.catalog
import charts.gaps
from analysis import calendar, catalog, gaps, takeaways
from charts.theme import Look
from data.vocab.tables import topics
from report.answer import Method, Shape
from report.findings import Asked, Finding, Frames

NO_DATE: Final = {"no date": "undated_count"}
NO_HOST: Final = {"no host": "hostless_count"}
NO_TOPIC: Final = {"no topic": "topicless_count"}

EACH_HOST: Final = (
    "A course with two hosts counts once for each, so the hosts add up to more than the courses."
)
HOST_RULE: Final = (
    "The organizations named in “Hosted by”; for a course without one, those in “Developed by”. "
    "Funders are never hosts. " + EACH_HOST
)
TOPIC_RULE: Final = (
    "A course has one to three topics, found by a list of phrases or set by an editor. Charts count its "
    "main topic only, unless the filter says “each of its topics”; then it counts once for each."
)
YEAR_RULE: Final = "The year of the original date, which a later rerun or recording does not change."


def _quiet_years(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    return calendar.every_year(frame)


def _ages(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    return gaps.gaps(
        frame, [(topic.label, topic.area) for topic in topics()], asked.today.year, asked.horizon
    )


def _count(frames: Frames) -> int:
    return int(frames.totals["course_count"])


def _both(frames: Frames, column: str) -> tuple[int, int]:
    """A count of ``totals`` among the chosen courses and in the whole catalog."""
    return int(frames.totals[column]), int(frames.whole_totals[column])


def _say_year(frames: Frames) -> str:
    return takeaways.courses_by_year(frames.drawn)


def _say_format(frames: Frames) -> str:
    return takeaways.courses_by_format(frames.rows)


def _say_host(frames: Frames) -> str:
    return takeaways.courses_by_host(frames.rows, _count(frames))


def _say_topic(frames: Frames) -> str:
    chosen = frames.asked.chosen
    return takeaways.courses_by_topic(frames.rows, _count(frames), every_topic=chosen.every_topic)


def _say_topic_by_year(frames: Frames) -> str:
    chosen = frames.asked.chosen
    return takeaways.topic_by_year(frames.rows, every_topic=chosen.every_topic, narrowed=chosen.narrows)


def _say_host_by_format(frames: Frames) -> str:
    return takeaways.host_by_format(frames.rows)


def _say_ages(frames: Frames) -> str:
    return takeaways.gaps(frames.rows, frames.asked.today.year - frames.asked.horizon)


def _say_hosts_behind(frames: Frames) -> str:
    return takeaways.hosts(frames.rows)


def _say_presenters_behind(frames: Frames) -> str:
    return takeaways.presenters(frames.rows)


def _draw_year(frames: Frames, look: Look) -> go.Figure:
    return charts.catalog.courses_by_year(frames.drawn, frames.drawn_whole, look=look)


def _draw_format(frames: Frames, look: Look) -> go.Figure:
    return charts.catalog.courses_by_format(frames.rows, frames.whole, look=look)


def _draw_host(frames: Frames, look: Look) -> go.Figure:
    return charts.catalog.courses_by_host(
        frames.rows, frames.whole, look=look, hostless=_both(frames, "hostless_count")
    )


def _draw_topic(frames: Frames, look: Look) -> go.Figure:
    return charts.catalog.courses_by_topic(
        frames.rows, frames.whole, look=look, topicless=_both(frames, "topicless_count")
    )


def _draw_topic_by_year(frames: Frames, look: Look) -> go.Figure:
    return charts.catalog.topic_by_year(frames.rows, frames.whole, look=look)


def _draw_host_by_format(frames: Frames, look: Look) -> go.Figure:
    return charts.catalog.host_by_format(frames.rows, frames.whole, look=look)


def _draw_ages(frames: Frames, look: Look) -> go.Figure:
    dated = frames.rows[frames.rows["newest_year"].notna()]
    today = frames.asked.today.year
    return charts.gaps.topic_ages(dated, look=look, today_year=today, horizon=frames.asked.horizon)


COURSES, ORGANIZATIONS, PEOPLE, TOPICS = (
    "courses", "course_organizations", "course_people", "course_topics"
)  # fmt: skip
COUNT: Final = {"course_count": "Courses"}

_FINDINGS: Final = (
    Finding(
        id="catalog.courses_by_year",
        title="Courses by year",
        shows="Courses by year of the original date, colored by format.",
        headings={"year": "Year", **COUNT},
        tables=(COURSES,),
        measure=catalog.courses_by_year,
        drawn=catalog.courses_by_year_and_format,
        finish=_quiet_years,
        sentence=_say_year,
        figure=_draw_year,
        missing=NO_DATE,
        shape=Shape("columns", "year", ("course_count",)),
        method=Method(
            counts=f"Each course once, in the year of its date. {YEAR_RULE}",
            left_out="Courses without a date are a group of their own beside the years, never spread over "
            "them.",
        ),
    ),
    Finding(
        id="catalog.courses_by_format",
        title="Courses by format",
        shows="Courses by format.",
        headings={"format": "Format", **COUNT},
        tables=(COURSES,),
        measure=catalog.courses_by_format,
        sentence=_say_format,
        figure=_draw_format,
        shape=Shape("bars", "format", ("course_count",)),
        method=Method(
            counts="Each course once, under the format its entry states; a town hall is a webinar.",
            left_out="Nothing: a course whose entry states no format is counted as “not stated”, never "
            "guessed.",
        ),
    ),
    Finding(
        id="catalog.courses_by_host",
        title="Courses by host",
        shows=f"Courses by host. {EACH_HOST}",
        headings={"host": "Host", **COUNT},
        tables=(COURSES, ORGANIZATIONS),
        measure=catalog.courses_by_host,
        sentence=_say_host,
        figure=_draw_host,
        missing=NO_HOST,
        shape=Shape("bars", "host", ("course_count",)),
        method=Method(counts=HOST_RULE, left_out="Courses whose entry names neither host nor developer."),
    ),
    Finding(
        id="catalog.courses_by_topic",
        title="Courses by topic",
        shows="Courses by main topic.",
        shows_each="Courses by topic, each counted once for each of its topics.",
        headings={"topic": "Topic", "area": "Area", **COUNT},
        tables=(COURSES, TOPICS),
        measure=catalog.courses_by_topic,
        sentence=_say_topic,
        figure=_draw_topic,
        missing=NO_TOPIC,
        shape=Shape("bars", "topic", ("course_count",)),
        method=Method(counts=TOPIC_RULE, left_out="Courses in whose text no phrase of the list was found."),
    ),
    Finding(
        id="catalog.topic_by_year",
        title="Topics by year",
        shows="Courses by main topic and year. A framed empty cell is a year without a course.",
        shows_each="Courses by topic and year, each counted once for each of its topics. "
        "A framed empty cell is a year without a course.",
        headings={"topic": "Topic", "year": "Year", **COUNT},
        tables=(COURSES, TOPICS),
        measure=catalog.topic_by_year,
        sentence=_say_topic_by_year,
        figure=_draw_topic_by_year,
        missing=NO_TOPIC,
        shape=Shape("cells", "topic", ("course_count",), across="year"),
        method=Method(
            counts=f"{TOPIC_RULE} {YEAR_RULE} Courses without a date stand in the last column.",
            left_out="Courses in whose text no phrase of the list was found.",
        ),
    ),
    Finding(
        id="catalog.host_by_format",
        title="Hosts by format",
        shows="Courses by host and format. A framed empty cell is a format the host does not offer.",
        headings={"host": "Host", "format": "Format", **COUNT},
        tables=(COURSES, ORGANIZATIONS),
        measure=catalog.host_by_format,
        sentence=_say_host_by_format,
        figure=_draw_host_by_format,
        missing=NO_HOST,
        shape=Shape("cells", "host", ("course_count",), across="format"),
        method=Method(counts=HOST_RULE, left_out="Courses whose entry names neither host nor developer."),
    ),
    Finding(
        id="catalog.topic_ages",
        title="Age of each topic",
        shows="Years since the newest dated course of each topic of the vocabulary.",
        headings={
            "topic": "Topic",
            "state": "State",
            "newest_year": "Newest",
            "age_years": "Age in years",
            **COUNT,
            "undated_count": "Of them undated",
        },
        tables=(COURSES, TOPICS),
        measure=catalog.topic_ages,
        finish=_ages,
        sentence=_say_ages,
        figure=_draw_ages,
        missing=NO_TOPIC,
        shape=Shape("bars", "topic", ("age_years",)),
        method=Method(
            counts="Every topic of the vocabulary, with the year of its newest dated course. Older than the "
            "horizon is “nothing recent”.",
            left_out="Undated courses have no age: a topic that has no other is “only undated”, not old.",
        ),
    ),
    Finding(
        id="catalog.hosts_behind_topics",
        title="Hosts behind the topics",
        shows="The hosts of each topic's courses, most courses first.",
        headings={"topic": "Topic", "host": "Host", **COUNT, "newest_year": "Newest"},
        tables=(COURSES, ORGANIZATIONS, TOPICS),
        measure=catalog.hosts_behind_topics,
        sentence=_say_hosts_behind,
        figure=None,
        missing=NO_HOST,
        method=Method(counts=HOST_RULE, left_out="Courses whose entry names neither host nor developer."),
    ),
    Finding(
        id="catalog.presenters_behind_topics",
        title="Presenters behind the topics",
        shows="The presenters of each topic's courses, as the public pages name them.",
        headings={"topic": "Topic", "person": "Presenter", **COUNT, "newest_year": "Newest"},
        tables=(COURSES, PEOPLE, TOPICS),
        measure=catalog.presenters_behind_topics,
        sentence=_say_presenters_behind,
        figure=None,
        method=Method(
            counts="People named in “Presented by”, once for each course; moderators and designers are not "
            "presenters.",
            left_out="Courses that name no presenter, which most self-paced courses do not.",
        ),
    ),
)

FINDINGS: Final = {finding.id: finding for finding in _FINDINGS}
"""Every finding about the catalog, by id."""
