"""Curriculum: which courses within the hours there are, what more hours buy, and why others are left out."""

import streamlit as st

from report.people.plan import STAFF_READERS
from ui import plan, show, state, text

st.title("Curriculum")

courses = plan.catalog()
if courses.empty:
    show.nothing_here(
        "The catalog is empty.",
        "With a page or a list of courses, this page chooses those that meet most needs within the hours "
        "each person has.",
        "pages/data/add.py",
        "Add a catalog page",
    )
    st.stop()

lead = st.container()
asked = plan.question(courses)
with lead:
    plan.lead(asked)
with st.spinner("Choosing the best set of courses"):
    best = state.people("curriculum.plan", asked)
    steps = state.people("curriculum.frontier", asked)

left, right = st.columns(2, gap="medium")
with left:
    show.result(steps)
    plan.changes(steps)
with right:
    show.result(best, is_list=True, columns=("course", "minutes", "adds"))
    plan.keep(best, asked)

with st.spinner("Looking at the courses left out"):
    others = state.people("curriculum.left_out", asked)
reasons, needs = st.columns(2, gap="medium")
with reasons:
    if best.frames.more["plan"].status != "impossible":
        show.result(others, is_list=True)
with needs:
    if state.role() in STAFF_READERS:
        show.result(
            state.people("curriculum.needs", asked),
            is_list=True,
            columns=("topic", "from_weights", "from_coverage", "from_complaints"),
        )
    else:
        text.write(
            text.note("Where the needs come from is shown to the director and the trainer.", state.look())
        )
plan.saved_plans(best)
