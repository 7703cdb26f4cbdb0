"""Explore: the catalog, and alongside it what staff completed and patrons said, each narrowing the others."""

import streamlit as st

from analysis import wording
from ui import explore, show, sidebar, state, text

st.title("Explore the catalog")

chosen = sidebar.chosen()
by_year = state.answer("catalog.courses_by_year", chosen)
everything = int(by_year.frames.whole_totals["course_count"])
courses = int(by_year.frames.totals["course_count"])

if not everything:
    show.nothing_here(
        "The catalog is empty.",
        "With one catalog page this page shows courses by year, host, format and topic.",
        "pages/data/add.py",
        "Add a catalog page",
    )
    st.stop()

if not chosen.narrows:
    text.write(
        text.paragraph(
            "Click a bar, a cell or a legend, or use the sidebar, to narrow every chart on this page.",
            strong=f"{wording.count(everything, 'course')}.",
        )
    )
elif courses:
    text.write(
        text.paragraph(
            f"{chosen.describe()}. Pale bars: the whole catalog.",
            strong=f"{wording.number(courses)} of {wording.count(everything, 'course')}:",
        )
    )
if chosen.narrows:
    st.button(
        f"Show all {wording.number(everything)}",
        icon=":material/close:",
        type="tertiary",
        on_click=sidebar.show_all,
        key="show_all",
    )
if not courses:
    show.nothing_matches(chosen)
    st.stop()

explore.catalog_and_training(chosen, by_year)
explore.satisfaction()
explore.maps(chosen)
