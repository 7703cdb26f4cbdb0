"""CE credit: who has how much of what their state or their library asks for, what is due, and the rules."""

import streamlit as st

from ui import credit, credit_rules, show, state

st.title("CE credit")

roles = credit.roles()
if not roles:
    show.nothing_here(
        "No staff list with roles is on file.",
        "With a staff list that has a column for the role (or position), this page shows how much credit "
        "each role has of what a rule asks for, and what is due when.",
        "pages/data/add.py",
        "Add a staff list",
    )
    st.stop()

setup = credit.setup()
is_set = any(role in setup.roles for role in roles)
if is_set:
    credit.standing()
elif state.role() == "board":
    credit.not_decided()

if state.role() != "board":
    credit.who_is_held(setup, roles)
    credit.what_courses_count_as(setup)
credit_rules.every_rule(setup)
