"""Training: what staff have completed, by branch, topic, course and month, and who still needs what."""

import streamlit as st

from ui import people, people_sidebar, show, state

st.title("Training")

everything = state.people("training.totals")
if not (everything.n or everything.hidden):
    show.nothing_here(
        "No training is on file.",
        "With a list of completions from your learning system, this page shows completion rates, hours and "
        "who still needs what, by branch, course, topic and month.",
        "pages/data/add.py",
        "Add a list of completions",
    )
    st.stop()

chosen = people_sidebar.chosen()
totals = state.people("training.totals", chosen)
people.lead(chosen, totals.sentence)
if not (totals.n or totals.hidden):
    people.nothing_matches("training", chosen)
    st.stop()

branch, covered = st.columns(2, gap="medium")
with branch:
    show.result(state.people("training.completion_rate_by_branch", chosen), narrow=people_sidebar.narrow)
with covered:
    people.coverage("training.coverage_by_topic", chosen)
    people.no_staff_list()

month, hours = st.columns(2, gap="medium")
with month:
    show.result(state.people("training.completion_rate_by_month", chosen))
with hours:
    show.result(state.people("training.hours_by_month", chosen))

topic, course = st.columns(2, gap="medium")
with topic:
    show.result(state.people("training.completion_rate_by_topic", chosen), narrow=people_sidebar.narrow)
    people.coverage("training.coverage_by_branch", chosen)
with course:
    show.result(state.people("training.completion_rate_by_course", chosen), narrow=people_sidebar.narrow)

days, idle = st.columns(2, gap="medium")
with days:
    people.learning_list("training.days_to_complete", chosen, "branch", "median", "n")
with idle:
    people.learning_list("training.courses_nobody_takes", chosen, "label", "format", "year")
if state.role() == "trainer":
    named = "who" if state.house().names_on else "staff"
    people.learning_list("training.who_still_needs", chosen, "topic", "branch", named)
    people.learning_list("training.stalled", chosen, "branch", "course_label", "days")
