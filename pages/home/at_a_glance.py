"""At a glance: what is known, what needs a look, and the first steps."""

import streamlit as st

from ui import glance, show, state

by_year = state.answer("catalog.courses_by_year")
totals = by_year.frames.totals

st.title("At a glance")
st.write("What the library knows about its courses, its staff's training and its patrons' answers.")

if not totals["course_count"]:
    show.nothing_here(
        "The catalog is empty.",
        "With one catalog page, Front Desk shows what staff could learn, by year, host, format and topic.",
        "pages/data/add.py",
        "Add a catalog page",
    )
    st.stop()

glance.figures(totals)
st.divider()

left, right = st.columns([3, 2], gap="large")
with left:
    glance.main_finding(by_year)
with right:
    glance.changed()
    glance.needs_a_look()
    glance.first_steps()
    glance.newest_uploads()
