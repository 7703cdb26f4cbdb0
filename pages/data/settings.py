"""Settings: fiscal year, smallest groups, names, how long originals stay, people at each branch."""

import streamlit as st

from ui import forgetting, people, practice, preferences, state

st.title("Settings")
people.looks_after_data()
st.write("What this library decides. A change holds at once, for everything that is stored already too.")

now = state.store().preferences
preferences.periods(now)
preferences.groups(now)
preferences.privacy(now)
preferences.headcounts(now)
practice.offer("Practice library")
forgetting.form()
