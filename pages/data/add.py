"""Add: read a catalog page or a course list, show what was understood, then store it."""

import streamlit as st

from ui import intake

st.title("Add a file")
st.write(
    "A catalog page as you saved it (web page or text), or a course list from a spreadsheet. "
    "Nothing is stored until you press **Add**."
)

stored = st.session_state.pop("stored", None)
if stored is not None:
    intake.stored(stored)

given = intake.ask()
if given is None:
    st.stop()

reading = intake.read(given)
if reading.kind == "reject":
    intake.refused(given, reading)
    st.stop()

intake.understood(given, reading)
intake.problems(reading)
intake.preview(reading)
intake.decide(given, reading)
