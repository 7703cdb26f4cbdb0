"""The store, the reader's role and look, and answers kept from one visit to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis.filters import CourseFilter
from analysis.gaps import HORIZON
from analysis.people_filter import PeopleFilter
from charts.theme import DARK, LIGHT, Look
from data.store import Store, ensure_built_in
from data.store.preferences import Preferences
from data.uploads.recognized import Settings
from report import catalog, courses, findings
from report.answer import ROLES, Answer, Role
from report.courses import Detail, Found, Review
from report.findings import Asked, Frames, Totals
from report.names import Names
from report.names import names as read_names
from report.people import FINDINGS as PEOPLE_FINDINGS
from report.people.comments import Comment
from report.people.comments import read as read_comments
from report.people.finding import House, PeopleAsked, PeopleFrames
from report.people.finding import answer as people_answer

KEPT: Final = timedelta(hours=1)
EVERY_TOPIC: Final = CourseFilter(every_topic=True)
"""The whole catalog, each course counted for all of its topics."""


@st.cache_resource(show_spinner="Opening the library's data")
def store() -> Store:
    """Open the store once for all visitors, with the built-in catalog on the first run."""
    opened = Store.open()
    ensure_built_in(opened)
    return opened


def look() -> Look:
    """The colors of the theme the reader's screen has."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def answer(finding_id: str, chosen: CourseFilter | None = None, *, horizon: int = HORIZON) -> Answer[Frames]:
    """Answer a finding for this reader; the same question is measured once per data version."""
    asked = Asked(chosen=chosen or CourseFilter(), horizon=horizon)
    return _answer(finding_id, asked, store().data_version)


@st.cache_data(max_entries=500, ttl=KEPT, show_spinner=False)
def _answer(finding_id: str, asked: Asked, data_version: str) -> Answer[Frames]:
    whole = None
    if asked.chosen.narrows:
        whole = _answer(finding_id, replace(asked, chosen=asked.chosen.whole()), data_version)
    totals = _totals(asked.chosen, data_version)
    return findings.answer(store(), catalog.FINDINGS[finding_id], asked, totals=totals, whole=whole)


def role() -> Role:
    """Who is reading: what "view as" says, which goes along to pages without that choice.

    Without a login everybody at this computer may choose; the choice decides what is read.
    """
    said = st.session_state.get("view") or st.query_params.get("view") or st.session_state.get("role")
    chosen: Role = next((each for each in ROLES if each == str(said).lower()), "director")
    st.session_state["role"] = chosen
    return chosen


def people(
    finding_id: str, chosen: PeopleFilter | None = None, courses: CourseFilter | None = None
) -> Answer[PeopleFrames]:
    """Answer a finding about training or satisfaction for this reader, measured once per data version.

    ``courses`` narrows what stands alongside the catalog. Role, filter, day and the library's settings are
    all part of what an answer is kept by.
    """
    asked = replace(_asked(chosen or PeopleFilter()), courses=courses or CourseFilter())
    return _people(finding_id, asked, store().data_version)


def _asked(chosen: PeopleFilter) -> PeopleAsked:
    told = house()
    home = House(told.fiscal_start, told.staff_minimum, told.patron_minimum, told.names_on)
    return PeopleAsked(chosen=chosen, role=role(), house=home)


def comments(chosen: PeopleFilter, theme: str) -> list[Comment]:
    """Give the newest comments on a theme that this reader may read, screened. Nothing of it is kept."""
    return read_comments(store(), _asked(chosen), theme)


@st.cache_data(max_entries=1_000, ttl=KEPT, show_spinner=False)
def _people(finding_id: str, asked: PeopleAsked, data_version: str) -> Answer[PeopleFrames]:
    return people_answer(store(), PEOPLE_FINDINGS[finding_id], asked)


@st.cache_data(max_entries=500, ttl=KEPT, show_spinner=False)
def _totals(chosen: CourseFilter, data_version: str) -> Totals:
    return findings.totals(store(), chosen)


def who() -> str:
    """Who is here: without a login, the person at this computer."""
    return "this computer"


def refuse(sentence: str) -> None:
    """Remember why a click changed nothing; the frame says it above the page."""
    st.session_state["refusal"] = sentence


def found(chosen: CourseFilter, query: str) -> Found:
    """Search the chosen courses."""
    return _found(chosen, query, store().data_version)


@st.cache_data(max_entries=200, ttl=KEPT, show_spinner=False)
def _found(chosen: CourseFilter, query: str, data_version: str) -> Found:
    return courses.find(store(), chosen, query, _words(data_version))


@st.cache_data(max_entries=2, ttl=KEPT, show_spinner=False)
def _words(data_version: str) -> frozenset[str]:
    return courses.words(store())


def passages(course_ids: list[str], stems: list[str]) -> dict[str, list[tuple[str, bool]]]:
    """Give the passages that matched, for the courses on screen."""
    return courses.passages(store(), course_ids, stems)


def course(course_id: str) -> Detail | None:
    """Tell one course in full."""
    return courses.detail(store(), course_id)


def known_courses(course_ids: tuple[str, ...]) -> int:
    """Count how many of these courses are in the catalog already."""
    return courses.known(store(), course_ids)


def review() -> Review:
    """Say what an editor should see to."""
    return _review(store().data_version)


@st.cache_data(max_entries=2, ttl=KEPT, show_spinner=False)
def _review(data_version: str) -> Review:
    return courses.review(store())


def names() -> Names:
    """Say which names of files are settled and which wait."""
    return _names(store().data_version)


@st.cache_data(max_entries=2, ttl=KEPT, show_spinner=False)
def _names(data_version: str) -> Names:
    return read_names(store())


def open_matches() -> int:
    """Count the names that wait for a person."""
    return len(names().waiting)


def has_practice() -> bool:
    """Whether practice data is loaded."""
    return _has_practice(store().data_version)


@st.cache_data(max_entries=2, ttl=KEPT, show_spinner=False)
def _has_practice(data_version: str) -> bool:
    uploads = store().uploads()
    return bool((uploads["is_practice"] & uploads["undone_at"].isna()).any())


@dataclass(frozen=True, slots=True)
class PeopleChoices:
    """What the filters of training and satisfaction offer: every value that the data holds.

    ``courses``: a course's name -> its key; ``months`` are first days; ``has_staff`` says that a staff list
    or a headcount is on file, ``kinds`` what kinds of questions were asked.
    """

    fiscal_years: tuple[int, ...]
    months: tuple[date, ...]
    branches: tuple[str, ...]
    topics: tuple[str, ...]
    courses: dict[str, str]
    channels: tuple[str, ...]
    has_staff: bool
    kinds: frozenset[str]


def people_choices() -> PeopleChoices:
    """Say what there is to choose from."""
    return _people_choices(store().data_version)


@st.cache_data(max_entries=2, ttl=KEPT, show_spinner=False)
def _people_choices(data_version: str) -> PeopleChoices:
    training, said = store().frame("training_by_month"), store().frame("answers_by_month")
    learned = store().frame("learner_courses")[["course_key", "course_label"]].drop_duplicates("course_key")
    topics = store().frame("course_topics")
    taken = set(training["course_id"].dropna())
    dated = pd.concat([training[["month", "fiscal_year"]], said[["month", "fiscal_year"]]]).dropna()
    staff = store().frame("people_by_branch")["branch"].dropna()
    here = pd.concat([training["branch"], said["branch"], staff])
    return PeopleChoices(
        fiscal_years=tuple(sorted({int(year) for year in dated["fiscal_year"]}, reverse=True)),
        months=tuple(sorted({month.date() for month in pd.to_datetime(dated["month"]).unique()})),
        branches=tuple(sorted(set(here.dropna()))),
        topics=tuple(sorted(set(topics.loc[topics["course_id"].isin(taken), "topic"]))),
        courses=dict(sorted(zip(learned["course_label"], learned["course_key"], strict=True))),
        channels=tuple(sorted(set(said["channel"].dropna()))),
        has_staff=bool(len(staff)),
        kinds=frozenset(said["item_kind"]),
    )


def house() -> Preferences:
    """The library's settings in force."""
    return _house(store().data_version)


@st.cache_data(max_entries=2, ttl=KEPT, show_spinner=False)
def _house(data_version: str) -> Preferences:
    return store().preferences


def upload_settings() -> Settings:
    """What decides where a file is silent."""
    return Settings(date_order="day" if house().date_order == "day" else "month")


def remembered(source_key: str) -> dict[str, Any]:
    """Give what was answered for an earlier file like this one."""
    return store().remembered(source_key) if source_key else {}
