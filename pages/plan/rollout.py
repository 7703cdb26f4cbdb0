"""Roll-out: which branches when, drawn by lot, so that the effect of training can be seen."""

import streamlit as st

from ui import rollout, show, state, text

st.title("Roll-out")
text.write(
    text.paragraph(
        "Training that reaches the branches one after the other, in an order drawn by lot, can show what it "
        "does: then only chance decides who is trained first."
    )
)

if not state.people_choices().branches:
    show.nothing_here(
        "No branches are known yet.",
        "With a survey, a staff list or a list of completions that names branches, this page draws an order "
        "and says how likely it would show an effect.",
        "pages/data/add.py",
        "Add a file",
    )
    st.stop()

if state.role() != "board":
    rollout.form()
question = rollout.drawn()
if question is None:
    st.stop()

order, power = st.columns(2, gap="medium")
with order:
    told = state.people("rollout.order", question)
    show.result(told, is_list=True)
    rollout.take_along(told, question)
with power, st.spinner("Making up 200 courses of events from the library's own months"):
    show.result(state.people("rollout.power", question))
