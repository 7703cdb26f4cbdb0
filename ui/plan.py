"""The wishes for a plan, plans that were saved, and what is taken along."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.takeaways import curriculum as takeaways
from data.store import StoreUnavailable
from data.store.saved import Saved
from report import plan_files, registry
from report.answer import Answer
from report.people.plan import STAFF_READERS, beside
from report.people.questions import PlanQuestion
from report.people.wishes import catalog as known_courses
from ui import people_sidebar, show, state, text

PLAN: Final = "plan"
FORMATS: Final = ("webinar", "self-paced", "instructor-led")


def wishes() -> None:
    """Draw the wishes that a plan mostly changes by, in the sidebar."""
    there = state.people_choices()
    roles = sorted(set(state.store().frame("people_by_branch")["role"].dropna()))
    topics = sorted(set(state.store().frame("course_topics")["topic"]))
    with st.sidebar:
        st.markdown("#### The plan")
        st.number_input("Hours for each person", 0.5, 40.0, 6.0, 0.5, "%.1f", key="plan_hours")
        if there.branches:
            st.multiselect(
                "Branch", there.branches, key="plan_at", placeholder="All branches", select_all=False
            )
        if roles:
            st.selectbox("Role", roles, index=None, key="plan_role", placeholder="All roles")
        st.multiselect("Must cover", topics, key="plan_cover", placeholder="No topic", select_all=False)
        st.number_input("No course older than (years; 0: any age)", 0, 50, 0, key="plan_oldest")
        st.checkbox("Skip what most of them have already done", value=True, key="plan_skip")
        people_sidebar.view()


def catalog() -> pd.DataFrame:
    """The courses there are to choose from."""
    return _catalog(state.store().data_version)


@st.cache_data(max_entries=2, ttl=state.KEPT, show_spinner=False)
def _catalog(data_version: str) -> pd.DataFrame:
    with state.store().reading() as tables:
        return known_courses(tables)


def question(courses: pd.DataFrame) -> PlanQuestion:
    """Read all wishes; the rarer ones stand on the page in a box of their own."""
    said = st.session_state
    called = _names(courses)
    with st.expander("More wishes: must-haves, exclusions, prerequisites, formats, weights"):
        left, right = st.columns(2, gap="medium")
        shared: dict[str, Any] = {"format_func": lambda each: called.get(each, each), "select_all": False}
        ids = list(called)
        must = left.multiselect("Must-have courses", ids, key="plan_must", placeholder="None", **shared)
        never = right.multiselect("Excluded courses", ids, key="plan_never", placeholder="None", **shared)
        by_coverage = left.checkbox("What staff lack counts as a need", value=True, key="plan_coverage")
        by_comments = right.checkbox("What patrons raise counts as a need", value=True, key="plan_comments")
        requires = _prerequisites(called)
        formats = _format_hours()
        weights = _weights(courses)
    return PlanQuestion(
        branches=tuple(said.get("plan_at") or ()),
        topics=tuple(said.get("plan_cover") or ()),
        hours=float(said.get("plan_hours") or 6.0),
        staff_role=said.get("plan_role") or "",
        weights=weights,
        must=tuple(must),
        never=tuple(never),
        requires=requires,
        format_hours=formats,
        oldest=int(said.get("plan_oldest") or 0),
        done_share=0.5 if said.get("plan_skip", True) else 0.0,
        by_coverage=by_coverage,
        by_comments=by_comments,
    )


def _names(courses: pd.DataFrame) -> dict[str, str]:
    """Name every course; two of one name are told apart by their year."""
    twice = courses["label"].duplicated(keep=False)
    years = courses["year"].astype("object").where(courses["year"].notna(), "no date")
    shown = courses["label"].where(~twice, courses["label"] + " (" + years.astype(str) + ")")
    return dict(zip(courses["course_id"], shown, strict=True))


def _prerequisites(called: dict[str, str]) -> tuple[str, ...]:
    text.write(text.note("Which course needs which first:", state.look()))
    by_name = {name: course for course, name in called.items()}
    empty = pd.DataFrame({"Course": pd.Series(dtype="str"), "Needs first": pd.Series(dtype="str")})
    pick = partial(st.column_config.SelectboxColumn, options=sorted(by_name))
    edited = st.data_editor(
        empty,
        num_rows="dynamic",
        column_config={"Course": pick(), "Needs first": pick()},
        key="plan_requires",
        hide_index=True,
    )
    rows = edited.dropna().to_dict("records")
    pairs = [(by_name.get(row["Course"], ""), by_name.get(row["Needs first"], "")) for row in rows]
    return tuple(f"{course}>{first}" for course, first in pairs if course and first and course != first)


def _format_hours() -> tuple[str, ...]:
    columns = st.columns(3, gap="small")
    limits = []
    for column, each in zip(columns, FORMATS, strict=True):
        label = f"At most hours of {wording.format_courses(each, 2)}"
        most = column.number_input(
            label, 0.0, 40.0, None, 0.5, "%.1f", key=f"plan_format_{each}", placeholder="No limit"
        )
        if most is not None:
            limits.append(f"{each}={most:g}")
    return tuple(limits)


def _weights(courses: pd.DataFrame) -> tuple[str, ...]:
    text.write(text.note("How much you want each topic (empty: not by your weights):", state.look()))
    topics = sorted({topic for each in courses["topics"] for topic in each})
    frame = pd.DataFrame({"Topic": topics, "Weight": pd.Series([None] * len(topics), dtype="float64")})
    edited = st.data_editor(
        frame,
        disabled=["Topic"],
        hide_index=True,
        height=240,
        column_config={"Weight": st.column_config.NumberColumn(min_value=0.0, max_value=100.0)},
        key="plan_weights",
    )
    known = edited.dropna(subset=["Weight"])
    return tuple(f"{row['Topic']}={row['Weight']:g}" for row in known.to_dict("records") if row["Weight"] > 0)


def lead(asked: PlanQuestion) -> None:
    """Say for whom and how long the plan is, in one sentence."""
    text.write(
        text.paragraph(
            f"{wording.sentence(asked.describe())}", strong="The set of courses that meets most needs:"
        )
    )


def changes(steps: Answer[Any]) -> None:
    """Say which course enters or leaves at each step of the frontier."""
    rows = steps.frames.rows.to_dict("records")
    told = [
        (wording.hours(row["hours"]), takeaways.step(_quoted(names["enters"]), _quoted(names["leaves"])))
        for row, names in zip(rows, steps.frames.more["names"], strict=True)
        if row["status"] != "impossible"
    ]
    text.write(text.heading("What changes at each step", 4), text.facts(told, state.look()))


def _quoted(written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"“{each}”" for each in written)


def keep(said: Answer[Any], asked: PlanQuestion) -> None:
    """Offer to save the plan, and to take it along."""
    ids = said.frames.more["plan"].course_ids
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input("Name of the plan", placeholder="Desk staff, FY2027", key="plan_name", width=280)
        if st.button("Save this plan", type="primary", key="save_plan", disabled=not name.strip()):
            _save(name, asked, said)
        first = st.date_input(
            "First course on", date.today() + timedelta(days=14), key="plan_first", width=160
        )
        weeks = st.number_input("Weeks between", 1, 26, 4, key="plan_weeks", width=140)
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Calendar file",
            partial(_calendar, said, first, int(weeks)),
            file_name="plan.ics",
            mime="text/calendar",
            icon=":material/calendar_month:",
            key="plan_ics",
            on_click="ignore",
        )
        if state.role() in STAFF_READERS and state.people_choices().branches:
            st.download_button(
                "A sheet for each branch",
                partial(_by_branch, asked),
                file_name="plan-by-branch.xlsx",
                mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                icon=":material/table_view:",
                key="plan_xlsx",
                on_click="ignore",
            )


def _save(name: str, asked: PlanQuestion, said: Answer[Any]) -> None:
    planned = tuple(said.frames.more["plan"].course_ids)
    value = registry.as_json(asked) | {
        "planned": list(planned),
        "saved_on": datetime.now(UTC).date().isoformat(),
    }
    try:
        state.store().save(PLAN, name, value, by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))
    st.rerun()


def events(rows: pd.DataFrame, first: date, weeks: int) -> pd.DataFrame:
    """Give each course of a plan its day, one every so many weeks."""
    return pd.DataFrame(
        {
            "starts_on": [first + timedelta(weeks=weeks * place) for place in range(len(rows))],
            "title": rows["course"].tolist(),
            "description": [
                f"{wording.minutes(int(minutes))}, {kind}. Topics: {topics}."
                for minutes, kind, topics in zip(rows["minutes"], rows["format"], rows["topics"], strict=True)
            ],
        }
    )


def _calendar(said: Answer[Any], first: date, weeks: int) -> bytes:
    return plan_files.calendar(events(said.frames.rows, first, weeks), name="Training plan")


def _by_branch(asked: PlanQuestion) -> bytes:
    """Plan each branch for itself: what its staff lack, and what its own patrons raise."""
    branches = asked.branches or state.people_choices().branches
    plans = {each: state.people("curriculum.plan", replace(asked, branches=(each,))) for each in branches}
    sheets = {each: said.table for each, said in plans.items()}
    about = [f"{each}: {said.sentence} {said.foot}" for each, said in plans.items()]
    return plan_files.workbook(sheets, about=[asked.describe(), *about])


def saved_plans(now: Answer[Any]) -> None:
    """Put a saved plan beside the one on the page, and say what became of it."""
    kept = state.store().saved(PLAN)
    if not kept:
        return
    text.write(text.heading("Saved plans"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "Compare with",
            kept,
            format_func=lambda each: f"{each.name} ({wording.day(each.made_at.date())})",
            index=None,
            placeholder="A saved plan",
            key="plan_compare",
            width=360,
        )
        if chosen is not None and st.button("Forget it", key="plan_forget", type="tertiary"):
            state.store().forget(chosen.saved_id, by=state.who())
            st.rerun()
    if chosen is not None:
        _beside(now, chosen)
        _what_happened(chosen)


def _beside(now: Answer[Any], chosen: Saved) -> None:
    """Put two plans side by side: what each course adds in either, and what they come to."""
    then = registry.question_of("curriculum.plan", chosen.value)
    assert isinstance(then, PlanQuestion)
    both, said = beside(now.frames, then, chosen.name)
    text.write(text.paragraph(said), text.table(both, state.look()))


def _what_happened(chosen: Saved) -> None:
    if state.role() not in STAFF_READERS:
        return
    then = registry.question_of("curriculum.progress", chosen.value)
    show.result(state.people("curriculum.progress", then), is_list=True)
