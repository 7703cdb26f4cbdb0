"""Satisfaction: what patrons answered, by question, month and branch."""

import streamlit as st

from ui import people, people_sidebar, show, state

st.title("Satisfaction")

everything = state.people("satisfaction.responses")
if not (everything.n or everything.hidden):
    show.nothing_here(
        "No answers are on file.",
        "With an export of your patron survey, this page shows what patrons think, by question, month and "
        "branch.",
        "pages/data/add.py",
        "Add a survey",
    )
    st.stop()

chosen = people_sidebar.chosen()
responses = state.people("satisfaction.responses", chosen)
people.lead(chosen, responses.sentence)
if not (responses.n or responses.hidden):
    people.nothing_matches("answer", chosen)
    st.stop()

kinds = state.people_choices().kinds  # a survey that asks none of a kind has nothing to say about it
if "satisfaction" in kinds:
    answers, month = st.columns(2, gap="medium")
    with answers:
        show.result(state.people("satisfaction.distribution", chosen))
        people.who_was_asked(chosen)
    with month:
        show.result(state.people("satisfaction.top2_by_month", chosen))
        if "recommend" in kinds:
            show.result(state.people("satisfaction.nps_by_month", chosen))

    branch, funnel = st.columns(2, gap="medium")
    with branch:
        show.result(state.people("satisfaction.top2_by_branch", chosen), narrow=people_sidebar.narrow)
    with funnel:
        show.result(state.people("satisfaction.funnel", chosen), narrow=people_sidebar.narrow)
elif "recommend" in kinds:
    show.result(state.people("satisfaction.nps_by_month", chosen))

people.instruments(chosen)
if state.role() != "board":
    people.comments(chosen)
