"""Training, Satisfaction, Explore and At a glance over a small library, as each reader sees them."""

from __future__ import annotations

import html
import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.people_filter import PeopleFilter
from data.store import Store
from report.answer import ROLES, as_json
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.data.store import checked_files
from tests.report.people import made_up
from ui import state

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up library's files, made once."""
    folder = tmp_path_factory.mktemp("filled")
    with Store.open(folder / "frontdesk.duckdb") as store:
        made_up.fill(store)
    return folder


@pytest.fixture
def app(database: Path, filled: Path) -> AppTest:
    """The front door over a copy of it."""
    import streamlit as st

    for file in filled.iterdir():
        target = database.parent / file.name
        shutil.copytree(file, target) if file.is_dir() else shutil.copy(file, target)
    st.cache_resource.clear()
    st.cache_data.clear()
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()


def opened(app: AppTest, page: str, role: str = "director") -> AppTest:
    app.switch_page(page).run()
    if role != "director":
        app.selectbox(key="view").set_value(role).run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    written = [element.proto.body for element in app.get("html")]
    return " ".join(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)) for body in written).split())


def test_training_says_who_completed_what_and_the_board_sees_no_small_branch(app: AppTest) -> None:
    text = said(opened(app, "pages/staff/training.py"))
    assert "82% (36 of 44) of learner-courses were completed, 72 hours." in text
    assert "44 learner-courses · below level 1" in text
    assert "still needs" not in text
    board = said(opened(app, "pages/staff/training.py", "board"))
    assert "24 learner-courses · hidden: 2 branches · below level 1" in board
    trainer = said(opened(app, "pages/staff/training.py", "trainer"))
    assert "8 learner-courses have been in progress for more than 60 days." in trainer
    assert "Person" not in trainer


def test_a_chosen_branch_narrows_the_page_and_show_all_takes_it_back(app: AppTest) -> None:
    opened(app, "pages/staff/training.py")
    app.multiselect(key="at").set_value(["North"]).run()
    assert "Branch North. 88% (21 of 24) of learner-courses were completed, 42 hours." in said(app)
    app.button(key="show_all_people").click().run()
    assert "All periods and branches. 82% (36 of 44)" in said(app)


def test_satisfaction_is_told_with_comments_for_those_who_may_read_them(app: AppTest) -> None:
    text = said(opened(app, "pages/patrons/satisfaction.py"))
    assert "189 people gave 378 answers to 2 questions." in text
    assert "The staff were friendly, call [number]. (North, July 2026)" in text
    board = said(opened(app, "pages/patrons/satisfaction.py", "board"))
    assert "189 people" in board
    assert "friendly" not in board
    assert "comment" not in board.lower()


def test_a_small_branch_alone_is_told_in_words(app: AppTest) -> None:
    opened(app, "pages/patrons/satisfaction.py")
    app.multiselect(key="at").set_value(["Tiny"]).run()
    text = said(app)
    assert "The groups are too small to be shown, or would give a small one away." in text
    assert "No answer is left." not in text


def test_explore_names_what_the_catalog_lacks_and_shows_satisfaction_beside(app: AppTest) -> None:
    text = said(opened(app, "pages/catalog/explore.py"))
    assert "2 courses that staff took are not in the catalog" in text
    assert "Calm Desks (22 learners), Calm Phones (22 learners)." in text
    assert "Share of answers in the top box (4 and 5 of 5), by month." in text


def test_at_a_glance_says_how_things_stand_and_what_needs_a_look(app: AppTest) -> None:
    text = said(app)
    assert {metric.label: metric.value for metric in app.metric} == {
        "Courses in the catalog": "16",
        "Training completed": "100%",
        "Hours of training": "44 h",
        "Patrons in the top box": "71%",
    }
    assert "22 of 22 learner-courses, FY2027 so far" in text
    assert "2 names of files wait to be matched" in text
    assert "small groups hidden in charts by branch" in text


def test_pages_without_data_say_what_to_add(database: Path) -> None:
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    bare = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert "No training is on file." in said(opened(bare, "pages/staff/training.py"))
    assert "No answers are on file." in said(opened(bare, "pages/patrons/satisfaction.py"))


@pytest.mark.parametrize("page", ["add", "uploads", "matching", "settings"])
def test_the_board_sees_no_files_and_can_leave_its_view(app: AppTest, page: str) -> None:
    opened(app, "pages/staff/training.py", "board")
    text = said(opened(app, f"pages/data/{page}.py"))
    assert "The board's view has no files." in text
    assert ".csv" not in text
    app.button(key="view_as_director").click().run()
    assert "The board's view has no files." not in said(app)


def test_at_a_glance_names_no_file_to_the_board(app: AppTest) -> None:
    assert "survey.csv, " in said(app)
    opened(app, "pages/staff/training.py", "board")
    text = said(opened(app, "pages/home/at_a_glance.py"))
    assert "A survey, " in text
    assert "survey.csv" not in text


def test_without_a_staff_list_training_says_what_coverage_needs(database: Path) -> None:
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    with Store.open(database) as store:
        checked_files.add(store, made_up.training(), "training.csv")
    bare = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    text = said(opened(bare, "pages/staff/training.py"))
    assert text.count("Coverage needs a staff list.") == 1
    bare.button(key="add_staff_list").click().run()
    assert bare.title[0].value == "Add a file"


def test_a_thousand_views_of_mixed_roles_are_each_their_own(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import streamlit as st

    st.cache_data.clear()
    findings = ("training.completion_rate_by_branch", "satisfaction.top2_by_branch", "training.totals")
    filters = (PeopleFilter(), PeopleFilter(fiscal_years=(2026,)))
    with Store.open(filled / "frontdesk.duckdb") as store:
        monkeypatch.setattr(state, "store", lambda: store)
        house, today = House.of(store), date(2026, 11, 24)
        alone = {
            (finding, role, chosen): as_json(
                answer(store, FINDINGS[finding], PeopleAsked(chosen, role, today, house))
            )
            for finding in findings
            for role in ROLES
            for chosen in filters
        }
        turns = [*alone] * 56
        random.Random(1).shuffle(turns)
        for finding, role, chosen in turns:
            asked = PeopleAsked(chosen, role, today, house)
            assert as_json(state._people(finding, asked, store.data_version)) == alone[finding, role, chosen]
        assert len(turns) >= 1_000
