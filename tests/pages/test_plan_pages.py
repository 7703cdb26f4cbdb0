"""The plan on its page: chosen, explained, saved, compared and taken along."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import icalendar
import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from report import plan_files
from tests.pages.test_every_page import ROOT, opened, said

PAGE = "pages/plan/curriculum.py"


@pytest.fixture
def app(database: Path) -> AppTest:
    """The front door over the built-in catalog alone."""
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()


def test_a_catalog_alone_gives_a_plan_and_says_why_the_others_are_out(app: AppTest) -> None:
    text = said(opened(app, PAGE))
    assert "6 hours a person, all staff, all branches." in text
    assert "best possible, proven" in text
    assert "Why the others are left out" in text


def test_an_impossible_wish_is_explained(app: AppTest, database: Path) -> None:
    with Store.open(database) as store:
        courses = store.frame("courses")
    longest = courses.sort_values("minutes").iloc[-1]
    opened(app, PAGE)
    app.number_input(key="plan_hours").set_value(0.5)
    app.multiselect(key="plan_must").set_value([longest["course_id"]]).run()
    assert not app.exception
    assert "The must-have needs 2 hours, and the plan has 30 min." in said(app)


def test_a_course_older_than_the_limit_is_out_with_its_year(app: AppTest) -> None:
    opened(app, PAGE)
    app.number_input(key="plan_oldest").set_value(10).run()
    assert "2012: older than 10 years." in said(app)


def test_a_plan_is_saved_compared_and_forgotten(app: AppTest, database: Path) -> None:
    opened(app, PAGE)
    app.text_input(key="plan_name").set_value("Everybody").run()
    app.button(key="save_plan").click().run()
    assert not app.exception
    with Store.open(database) as store:
        (saved,) = store.saved("plan")
    assert saved.name == "Everybody"
    app.number_input(key="plan_hours").set_value(2.0).run()
    app.selectbox(key="plan_compare").select_index(0).run()
    assert not app.exception
    assert "courses in both plans" in said(app)
    assert "There is no staff list to hold the plan against." in said(app)
    app.button(key="plan_forget").click().run()
    with Store.open(database) as store:
        assert store.saved("plan") == []


def test_the_board_sees_the_plan_and_not_what_staff_lack(app: AppTest) -> None:
    opened(app, PAGE)
    app.selectbox(key="view").set_value("board").run()
    text = said(app)
    assert "is shown to the director and the trainer" in text
    assert "largest need" not in text


def test_a_calendar_file_holds_each_event_once_with_its_text_as_written() -> None:
    events = pd.DataFrame(
        {
            "starts_on": [date(2026, 12, 8)],
            "title": ["Calm; desks, and\nBEGIN:VEVENT"],
            "description": ["60 min"],
        }
    )
    read = icalendar.Calendar.from_ical(plan_files.calendar(events, name="Plan"))
    (event,) = read.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 8)
    assert str(event["summary"]) == "Calm; desks, and\nBEGIN:VEVENT"


def test_a_workbook_has_a_sheet_a_branch_whatever_the_branches_are_called() -> None:
    table = pd.DataFrame({"Course": ["=1+1"], "Minutes": [60]})
    long = "A branch with a name that is much too long for a sheet"
    names = ["Main/North", "main north", long, f"{long}, too", "About", "History"]
    book = openpyxl.load_workbook(io.BytesIO(plan_files.workbook(dict.fromkeys(names, table), about=["x"])))
    assert len(book.sheetnames) == 7
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book["Main North"]["A2"].value == "=1+1"
    assert book["Main North"]["A2"].data_type == "s"


ROLLOUT = "pages/plan/rollout.py"


def test_without_branches_the_roll_out_says_what_to_add(app: AppTest) -> None:
    assert "No branches are known yet." in said(opened(app, ROLLOUT))


def draw(app: AppTest) -> None:
    next(each for each in app.button if each.label.startswith("Draw the order")).click().run()
    assert not app.exception, app.exception


def test_an_order_is_drawn_remembered_and_shown_with_what_it_could_show(
    with_practice: AppTest, database: Path
) -> None:
    app = opened(with_practice, ROLLOUT)
    app.multiselect(key="rollout_topics").set_value(["Customer service"])
    app.multiselect(key="rollout_branches").set_value(app.multiselect(key="rollout_branches").options[:6])
    draw(app)
    text = said(app)
    assert "6 branches in 4 waves, in random order." in text
    with Store.open(database) as store:
        (kept,) = store.saved("rollout")
    assert kept.value["topics"] == ["Customer service"]
    assert len(kept.value["order"]) == 6
    assert kept.value["question"]["seed"] > 0


def test_a_roll_out_without_topics_or_with_too_few_branches_is_not_drawn(
    with_practice: AppTest, database: Path
) -> None:
    app = opened(with_practice, ROLLOUT)
    draw(app)
    assert "Choose the topics of the training first" in said(app)
    app.multiselect(key="rollout_topics").set_value(["Customer service"])
    draw(app)
    assert "a roll-out needs at least one branch for each of its months" in said(app)
    with Store.open(database) as store:
        assert store.saved("rollout") == []
