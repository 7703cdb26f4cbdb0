"""Gaps: topics without courses, or without recent ones, and who is behind the topics."""

import streamlit as st

from analysis.gaps import HORIZON
from report.people.questions import PlanQuestion
from ui import gaps, show, state

st.title("Gaps in the catalog")
st.write(
    "Which topics have no course, or none newer than the horizon, and the hosts and presenters behind "
    "the courses there are. A course counts for each of its topics here."
)
horizon = st.number_input(
    "Horizon in years: older than this is not recent",
    min_value=1,
    max_value=30,
    value=HORIZON,
    step=1,
    key="horizon",
    bind="query-params",
    width=360,
)

if state.people_choices().branches:
    show.result(state.people("curriculum.gaps", PlanQuestion(oldest=int(horizon))))

ages = state.answer("catalog.topic_ages", state.EVERY_TOPIC, horizon=int(horizon))
show.result(ages)
gaps.without_dated_courses(ages)

hosts, presenters = st.columns(2, gap="medium")
with hosts:
    show.result(state.answer("catalog.hosts_behind_topics", state.EVERY_TOPIC))
with presenters:
    show.result(state.answer("catalog.presenters_behind_topics", state.EVERY_TOPIC))
