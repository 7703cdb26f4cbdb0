"""Every page, opened through the front door and judged by what a reader sees."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py"))

TITLES = {
    "pages/home/at_a_glance.py": "At a glance",
    "pages/catalog/explore.py": "Explore the catalog",
    "pages/catalog/courses.py": "Courses",
    "pages/catalog/gaps.py": "Gaps in the catalog",
    "pages/board/pack.py": "Board pack",
    "pages/board/present.py": "",
    "pages/data/add.py": "Add a file",
    "pages/data/uploads.py": "Uploads",
    "pages/data/matching.py": "Matching",
    "pages/data/settings.py": "Settings",
    "pages/staff/training.py": "Training",
    "pages/staff/credit.py": "CE credit",
    "pages/plan/curriculum.py": "Curriculum",
    "pages/plan/rollout.py": "Roll-out",
    "pages/together/together.py": "Training and satisfaction",
    "pages/patrons/satisfaction.py": "Satisfaction",
}


@pytest.fixture
def app(database: Path) -> AppTest:
    """The front door over a database of this test's own."""
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()


def opened(app: AppTest, page: str) -> AppTest:
    app.switch_page(page).run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    """All text of a page: what is written as HTML, without its tags."""
    written = [element.proto.body for element in app.get("html")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)) for body in written)


def test_every_page_file_is_known_here() -> None:
    assert sorted(TITLES) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens_and_says_what_it_is(app: AppTest, page: str) -> None:
    # On the big screen the finding itself is the title.
    titles = [title.value for title in opened(app, page).title]
    assert titles == ([TITLES[page]] if TITLES[page] else [])


def test_explore_counts_the_built_in_catalog(app: AppTest) -> None:
    text = said(opened(app, "pages/catalog/explore.py"))
    assert "16 courses." in text
    assert "4 with no date" in text


def test_a_chosen_format_narrows_the_page_and_says_so(app: AppTest) -> None:
    opened(app, "pages/catalog/explore.py")
    app.multiselect(key="format").set_value(["self-paced"]).run()
    text = said(app)
    assert "3 of 16 courses:" in text
    assert "format self-paced. Pale bars: the whole catalog." in text


def test_a_filter_goes_along_to_the_list_of_courses(app: AppTest) -> None:
    opened(app, "pages/catalog/explore.py")
    app.multiselect(key="format").set_value(["self-paced"]).run()
    text = said(opened(app, "pages/catalog/courses.py"))
    assert "3 courses." in text


def test_show_all_takes_every_choice_back(app: AppTest) -> None:
    opened(app, "pages/catalog/explore.py")
    app.multiselect(key="format").set_value(["self-paced"]).run()
    app.selectbox(key="undated").set_value("only").run()
    app.button(key="show_all").click().run()
    assert "16 courses." in said(app)


def test_a_filter_that_leaves_nothing_says_so_and_how_to_get_out(app: AppTest) -> None:
    opened(app, "pages/catalog/explore.py")
    app.multiselect(key="format").set_value(["self-paced"])
    app.selectbox(key="undated").set_value("left out").run()
    text = said(app)
    assert "No course matches." in text
    app.button(key="include_undated").click().run()
    assert "3 of 16 courses:" in said(app)


def test_a_mistyped_search_is_understood(app: AppTest) -> None:
    opened(app, "pages/catalog/courses.py")
    app.text_input(key="q").set_value("homlessness").run()
    text = said(app)
    assert "“homlessness” is not in the catalog; showing" in text
    assert "No course matches." not in text


def test_a_search_without_an_answer_says_so(app: AppTest) -> None:
    opened(app, "pages/catalog/courses.py")
    app.text_input(key="q").set_value("xylophone").run()
    text = said(app)
    assert "“xylophone” is not in the catalog." in text
    assert "No course matches." in text


def test_an_upload_taken_back_leaves_an_empty_catalog_that_says_what_to_do(app: AppTest) -> None:
    opened(app, "pages/data/uploads.py")
    undo = next(button for button in app.button if button.key and button.key.startswith("undo_"))
    undo.click().run()
    assert "(taken back)" in said(app)
    assert "The catalog is empty." in said(opened(app, "pages/catalog/explore.py"))
    assert "The catalog is empty." in said(opened(app, "pages/home/at_a_glance.py"))


def test_charts_by_topic_say_what_a_course_counts_for(app: AppTest) -> None:
    assert "Courses by main topic." in said(opened(app, "pages/catalog/explore.py"))
    app.selectbox(key="topics").set_value("every").run()
    assert "Courses by topic, each counted once for each of its topics." in said(app)
