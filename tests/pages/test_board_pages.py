"""The pages for the board: a pack in two clicks, findings added from anywhere, edited, ordered, saved."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.pages.test_every_page import ROOT, opened, said

PACK = "pages/board/pack.py"


@pytest.fixture
def app(database: Path) -> AppTest:
    """The front door over the built-in catalog."""
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()


def titles(app: AppTest) -> list[str]:
    """The titles of the slides of the pack that was made."""
    (written, _) = app.session_state["pack_made"]
    _, content = written.files["pptx"]
    return [slide.shapes.title.text for slide in Presentation(io.BytesIO(content)).slides]


def test_a_click_on_a_recipe_makes_the_pack(app: AppTest, database: Path) -> None:
    opened(app, PACK)
    app.button(key="make_board in five slides").click().run()
    assert not app.exception
    assert "5 findings, ready to take along" in said(app)
    assert [each.label for each in app.get("download_button")][:1] == ["PowerPoint"]
    assert titles(app)[0] == "Report to the board"
    with Store.open(database) as store:
        assert [each.name for each in store.saved("numbers")] == ["board in five slides"]


def test_a_finding_is_added_where_it_stands_and_taken_out_again(app: AppTest) -> None:
    opened(app, "pages/catalog/explore.py")
    app.multiselect(key="format").set_value(["self-paced"]).run()
    app.button(key="catalog_courses_by_topic_pack").click().run()
    assert app.button(key="catalog_courses_by_topic_pack").label == "In the pack"
    text = said(opened(app, PACK))
    assert "Courses by topic · Format self-paced." in text
    app.button(key="out_0").click().run()
    assert "This pack is empty" in said(app)


def test_an_edited_headline_is_on_the_slide_and_said_to_be_edited(app: AppTest) -> None:
    opened(app, "pages/catalog/explore.py")
    app.button(key="catalog_courses_by_topic_pack").click().run()
    app.button(key="catalog_courses_by_year_pack").click().run()
    opened(app, PACK)
    app.button(key="down_0").click().run()
    app.text_area(key="title_0").set_value("We have courses for *every* year.")
    app.button(key="save_words_0").click().run()
    app.button(key="make_pack").click().run()
    assert "We have courses for *every* year." in titles(app)
    assert "1. We have courses for *every* year." in said(app)


def test_a_pack_is_saved_as_a_recipe_and_made_again(app: AppTest, database: Path) -> None:
    opened(app, "pages/catalog/explore.py")
    app.button(key="catalog_courses_by_topic_pack").click().run()
    opened(app, PACK)
    app.text_input(key="recipe_name").set_value("Monthly").run()
    app.button(key="save_recipe_now").click().run()
    with Store.open(database) as store:
        (saved,) = store.saved("recipe")
    assert saved.name == "Monthly"
    app.button(key="out_0").click().run()
    app.button(key=f"make_{saved.saved_id}").click().run()
    assert "1 finding, ready to take along" in said(app)


def test_presenting_goes_on_and_back_and_says_where_it_is(app: AppTest) -> None:
    opened(app, "pages/board/present.py")
    assert "Nothing to present yet." in said(app)
    app.button(key="present_grant evidence").click().run()
    count = len(app.session_state["pack_shown"][1].outline.items)
    assert f"1 of {count}" in said(app)
    assert app.button(key="previous").disabled
    first = said(app)
    app.button(key="next").click().run()
    assert f"2 of {count}" in said(app)
    app.button(key="previous").click().run()
    assert said(app) == first
