"""Add: read any export a library has, show what was understood, ask what it cannot say, then store it."""

import streamlit as st

from ui import intake, people

st.title("Add a file")
people.looks_after_data()
st.write(
    "Exports as they come from your systems: training completions, patron surveys, a staff list, or a "
    "catalog page. Nothing is stored until you press **Add**."
)

stored = st.session_state.pop("stored", None)
if stored is not None:
    intake.stored(stored)

files = [intake.read(given) for given in intake.ask()]
for each in files:
    intake.show(each)
intake.decide(files)
