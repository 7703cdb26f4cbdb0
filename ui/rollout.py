"""A roll-out: what is wished for, the lot, and the order that is remembered."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final

import streamlit as st

from analysis import rollout, wording
from data.store import StoreUnavailable
from report import export, plan_files, registry
from report.answer import Answer
from report.people.questions import RolloutQuestion, as_written
from ui import state, text, together

QUESTION: Final = "rollout_question"
MONTHS_AHEAD: Final = 36


def months_ahead() -> list[str]:
    """List the months from the next one on, as "2027-01"."""
    today = date.today()
    place = today.year * 12 + today.month
    return [f"{(place + ahead) // 12}-{(place + ahead) % 12 + 1:02}" for ahead in range(MONTHS_AHEAD)]


def _month_name(written: str) -> str:
    return wording.month_year(date.fromisoformat(f"{written}-01"))


def form() -> None:
    """Draw the wishes; the button draws lots, once, and remembers the order."""
    there, months = state.people_choices(), months_ahead()
    topics = sorted(set(state.store().frame("course_topics")["topic"]))
    with st.form("rollout_form", border=True, width=760):
        text.write(text.heading("The roll-out", 4))
        about = st.multiselect("Topics of the training", topics, key="rollout_topics", select_all=False)
        branches = st.multiselect("Branches that take part", there.branches, key="rollout_branches")
        starts = st.multiselect(
            "Months in which training may start",
            months,
            default=months[1:12:3],
            format_func=_month_name,
            key="rollout_starts",
            select_all=False,
        )
        left, right = st.columns(2, gap="medium")
        untrained = left.number_input("Branches that wait until the end", 0, 100, 0, key="rollout_untrained")
        worth = right.number_input(
            "Worth knowing, in points", 0.5, 50.0, 5.0, 0.5, "%.1f", key="rollout_worth"
        )
        before = left.number_input("Months of answers before the first", 1, 60, 12, key="rollout_before")
        after = right.number_input("Months of answers after the last", 1, 60, 6, key="rollout_after")
        if st.form_submit_button("Draw the order by lot and remember it", type="primary"):
            chosen = RolloutQuestion(
                branches=tuple(branches),
                topics=tuple(about),
                starts=tuple(sorted(starts)),
                untrained=int(untrained),
                months_before=int(before),
                months_after=int(after),
                worth_knowing=float(worth),
                seed=secrets.randbelow(2**31),
            )
            _draw(chosen)


def _draw(chosen: RolloutQuestion) -> None:
    """Draw the order, and write it down before anybody is trained by it."""
    if not chosen.topics:
        state.refuse("Choose the topics of the training first: Together finds the order again by them.")
        st.rerun()
    said = state.people("rollout.order", chosen)
    if said.frames.more["rollout"] is None:
        state.refuse(said.sentence)
        st.rerun()
    order = said.frames.rows.dropna(subset=["trained_from"])
    months = {str(row["branch"]): row["trained_from"].date() for row in order.to_dict("records")}
    now = datetime.now(UTC)
    value: dict[str, Any] = {
        "topics": list(chosen.topics),
        "order": list(as_written(months)),
        "made_on": now.date().isoformat(),
        "question": registry.as_json(chosen),
    }
    name = f"{wording.join(list(chosen.topics))}, {now:%Y-%m-%d %H:%M:%S}"[:120]
    try:
        state.store().save(together.ROLLOUT, name, value, by=state.who(), keep_earlier=True)
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)
    st.session_state[QUESTION] = chosen
    st.rerun()


def drawn() -> RolloutQuestion | None:
    """The roll-out drawn last, in this session or before; None if there is none."""
    kept = state.store().saved(together.ROLLOUT)
    if not kept:
        return None
    labels = {each.saved_id: f"{each.name}" for each in kept}
    chosen = st.selectbox(
        "Roll-outs that were drawn",
        list(labels),
        format_func=lambda each: labels[each],
        key="rollout_kept",
        width=560,
    )
    value = next(each.value for each in kept if each.saved_id == chosen)
    question = registry.question_of("rollout.order", value["question"])
    assert isinstance(question, RolloutQuestion)
    return question


def take_along(said: Answer[Any], question: RolloutQuestion) -> None:
    """Offer the order as a table and as a calendar."""
    topic = wording.join(list(question.topics))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Order as CSV",
            partial(export.csv_bytes, said.table),
            file_name="roll-out.csv",
            mime="text/csv",
            key="rollout_csv",
            on_click="ignore",
        )
        st.download_button(
            "Calendar file",
            partial(_calendar, said, topic),
            file_name="roll-out.ics",
            mime="text/calendar",
            icon=":material/calendar_month:",
            key="rollout_ics",
            on_click="ignore",
        )


def _calendar(said: Answer[Any], topic: str) -> bytes:
    return plan_files.calendar(rollout.events(said.frames.more["rollout"], topic), name=f"Roll-out: {topic}")
