"""Uploads: what was added, when and by whom, what to look at, and how to take it back."""

import streamlit as st

from analysis import wording
from ui import history, people, show, state

st.title("Uploads")
people.looks_after_data()

uploads = state.store().uploads()
live = uploads[uploads["undone_at"].isna()]
st.write(
    f"**{wording.count(len(live), 'upload')} in use.** Taking an upload back leaves everything exactly "
    "as it would be without it; its line stays here."
)
if uploads.empty:
    show.nothing_here(
        "Nothing was added yet.",
        "Each file that is added gets a line here, with its counts and a way to take it back.",
        "pages/data/add.py",
        "Add a catalog page",
    )
    st.stop()

if history.answering():
    st.stop()  # one thing at a time: the list comes back when the answers are kept or left
for row in uploads.sort_values("added_at", ascending=False).to_dict("records"):
    history.upload(row)
