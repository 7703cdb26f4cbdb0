"""Training and satisfaction: whether they moved together, said as far as the data can tell."""

import streamlit as st

from report.people.together import timelines
from ui import show, state, text, together

st.title("Training and satisfaction")

found = together.there()
if not found.branches:
    show.nothing_here(
        "No patron answers by branch are on file.",
        "With a survey that names the branch, and a list of completions, this page says whether satisfaction "
        "changed where staff were trained, compared with branches that were not yet.",
        "pages/data/add.py",
        "Add a survey",
    )
    st.stop()
question = together.fixed()
may_ask = state.role() != "board"
if question is None:
    text.write(text.paragraph("Did patrons' answers change where staff were trained, and not elsewhere?"))
    if may_ask:
        together.ask(found, None)
    else:
        text.write(text.paragraph("No question has been asked yet. The director or the trainer asks it."))
    st.stop()

with st.spinner("Comparing trained branches with those not yet trained", show_time=True):
    estimate = state.people("together.estimate", question)
    lines = state.people("together.timeline", question)
    checks = state.people("together.checks", question)

together.lead(estimate)
if may_ask:
    with st.container(horizontal=True):
        with st.popover(
            "Ask another question", icon=":material/edit:", type="tertiary", key="together_again"
        ):
            together.ask(found, question)
        together.log()

show.result(estimate, headline=lambda: together.verdict(estimate))
together.badges(estimate)
together.beside(estimate)
show.result(lines, figures=timelines(lines.frames, state.look()))
if checks.n and checks.frames.rows.shape[0]:
    show.result(checks)
together.assumed(estimate)
