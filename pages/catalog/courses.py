"""Courses: search the catalog, read one course with its sources, and correct it."""

import streamlit as st

from analysis import wording
from ui import course, sidebar, state, text

PER_PAGE = 20

st.title("Courses")

opened = st.query_params.get("course")
if opened:
    course.detail(opened)
    st.stop()

chosen = sidebar.chosen()
query = st.text_input(
    "Search titles, descriptions, people and hosts",
    key="q",
    placeholder="for example: angry patrons",
    max_chars=200,
    bind="query-params",
)
found = state.found(chosen, query)
course.understood(found)

matching = wording.count(len(found.courses), "course")
shown = f"Showing {chosen.describe()}." if chosen.narrows else ""
text.write(text.paragraph(shown, strong=f"{matching}."))
if found.courses.empty:
    course.nothing_found(query, chosen)
    st.stop()

pages = -(-len(found.courses) // PER_PAGE)
page = 1
if pages > 1:
    page = int(st.number_input(f"Page, of {pages}", 1, pages, key="page", bind="query-params", width=160))
course.listing(found.courses.iloc[(page - 1) * PER_PAGE : page * PER_PAGE], found.stems)
course.to_review()
