"""Matching: what courses and branches as written in files stand for."""

import streamlit as st

from analysis import wording
from ui import matching, people, show, state

st.title("Matching")
people.looks_after_data()

found = state.names()
if not found.waiting and found.settled.empty:
    show.nothing_here(
        "Nothing to match yet.",
        "Course and branch names of your files come here when they are not the catalog's own.",
        "pages/data/add.py",
        "Add a file",
    )
    st.stop()

st.write(
    f"**{wording.count(len(found.waiting), 'name')} to look at.** A name that waits is counted as “not "
    "matched” and nothing of it is dropped. What you decide holds for later files too."
)
matching.waiting(found, "course")
matching.waiting(found, "branch")
matching.settled(found)
