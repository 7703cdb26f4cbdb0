"""The pages about files: what waits to be matched, what was added, and the library's settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store, ensure_built_in
from data.uploads.records import Checked
from data.uploads.take import take
from tests.pages.test_every_page import ROOT, opened, said

TODAY = date(2026, 11, 24)
TRAINING = b"""Employee ID,Course,Branch,Status,Completed
e1,Desk basics at our library,Main,Completed,2026-03-04
e2,Desk basics at our library,Main,Completed,2026-03-05
e3,Quite another thing,North Branch,In progress,
e4,Quite another thing,North,Completed,2026-13-05
"""


@pytest.fixture
def app(database: Path) -> AppTest:
    """The front door over a library that has added one file of training."""
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    (checked,) = take(TRAINING, "training.csv", today=TODAY)
    assert isinstance(checked, Checked)
    with Store.open(database) as store:
        ensure_built_in(store)
        store.add_uploads([checked], [TRAINING], answers={}, by="Ann")
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()


def test_names_that_wait_are_listed_with_their_records_and_settled_by_a_click(app: AppTest) -> None:
    text = said(opened(app, "pages/data/matching.py"))
    assert "Courses to match (2)" in text
    assert "Desk basics at our library" in text
    assert "2 records" in text
    box = next(each for each in app.selectbox if each.key.endswith("Desk basics at our library"))
    box.set_value("\x00none").run()
    next(each for each in app.button if each.key == "save_course_Desk basics at our library").click().run()
    text = said(app)
    assert "Courses to match (1)" in text
    assert "“Desk basics at our library” stands for not in the catalog." in text
    next(each for each in app.button if each.key.startswith("unmatch_")).click().run()
    assert "Courses to match (2)" in said(app)


def test_an_upload_says_what_became_of_every_row(app: AppTest) -> None:
    text = said(opened(app, "pages/data/uploads.py"))
    assert "training.csv" in text
    assert "3 rows added" in text
    assert "1 not added" in text
    assert "Row 5" in text


def test_taking_an_upload_back_removes_its_records(app: AppTest, database: Path) -> None:
    opened(app, "pages/data/uploads.py")
    undo = [button for button in app.button if button.key and button.key.startswith("undo_")]
    undo[0].click().run()
    assert "training.csv (taken back)" in said(app)
    with Store.open(database) as store:
        assert store.frame("completions").empty


def test_a_finding_without_a_row_has_its_sentence_and_no_empty_figure(app: AppTest) -> None:
    opened(app, "pages/staff/training.py")
    drawn = " ".join(str(chart.proto.id) for chart in app.get("plotly_chart"))
    assert "training_completion_rate_by_branch_figure" in drawn
    assert "training_coverage_by_branch_figure" not in drawn


def test_a_setting_holds_at_once_and_is_kept(app: AppTest, database: Path) -> None:
    opened(app, "pages/data/settings.py")
    app.selectbox(key="setting_fiscal_start").set_value(1).run()
    app.number_input(key="setting_patron_minimum").set_value(20).run()
    with Store.open(database) as store:
        assert (store.preferences.fiscal_start, store.preferences.patron_minimum) == (1, 20)
        assert set(store.frame("completions")["fiscal_year"].dropna()) == {2026}


def test_a_director_lets_a_member_of_staff_be_forgotten(app: AppTest, database: Path) -> None:
    with Store.open(database) as store:
        person = store.frame("staff")["staff_key"][0]
    opened(app, "pages/data/settings.py")
    app.text_input(key="forget_person").set_value(person).run()
    app.button(key="forget").click().run()
    assert "Deleted: 1 record of 1 file, with the originals of those files." in said(app)
    assert app.text_input(key="forget_person").value == ""
    with Store.open(database) as store:
        assert person not in store.frame("staff")["staff_key"].tolist()
    app.session_state["role"] = "trainer"
    assert "forget" not in [each.key for each in opened(app, "pages/data/settings.py").button]


def test_no_minimum_below_five_can_be_set(app: AppTest) -> None:
    opened(app, "pages/data/settings.py")
    assert app.number_input(key="setting_staff_minimum").min == 5
    assert app.number_input(key="setting_patron_minimum").min == 5


def test_an_answer_is_changed_later_and_the_original_is_read_again(app: AppTest, database: Path) -> None:
    content = TRAINING.replace(b"2026-03-04", b"03/04/2026").replace(b"2026-03-05", b"05/06/2026")
    content = content.replace(b"2026-13-05", b"07/08/2026")
    (checked,) = take(content, "dates.csv", today=TODAY)
    assert isinstance(checked, Checked)
    with Store.open(database) as store:
        (added,) = store.add_uploads([checked], [content], answers={}, by="Ann")
        opened(app, "pages/data/uploads.py")
        app.button(key=f"change_{added.upload_id}").click().run()
        order = next(each for each in app.radio if each.key.endswith("date_order"))
        order.set_value("day").run()
        app.button(key="keep").click().run()
        assert not app.exception, app.exception
        rows = store.frame("completions").query(f"upload_id == '{added.upload_id}'")
        assert sorted(day.isoformat()[:10] for day in rows["completed_on"].dropna()) == [
            "2026-04-03",
            "2026-06-05",
            "2026-08-07",
        ]
        assert store.remembered(checked.source_key) == {"date_order": "day"}


def test_two_files_at_once_may_both_have_questions_and_a_default_is_no_answer() -> None:
    def page(checked: object) -> None:
        from ui import accept, state

        first = accept.questions(checked.questions, {}, "intake_0_0")  # type: ignore[attr-defined]
        second = accept.questions(checked.questions, {"date_order": "month"}, "intake_0_1")  # type: ignore[attr-defined]
        state.refuse(f"{first} {second}")

    content = b"Employee ID,Course,Completion date\ne1,A,03/04/2026\n"
    (checked,) = take(content, "dates.csv", today=TODAY)
    shown = AppTest.from_function(page, kwargs={"checked": checked}, default_timeout=30).run()
    assert not shown.exception, shown.exception
    assert shown.session_state["refusal"] == "{} {'date_order': 'month'}"


def test_one_id_with_two_names_is_a_warning() -> None:
    content = (
        b"Employee ID,Name,Course,Status,Completed\n"
        b"e1,Ann Example,A,Completed,2026-03-04\ne1,Bo Other,B,Completed,2026-03-05\n"
    )
    (checked,) = take(content, "names.csv", today=TODAY)
    assert isinstance(checked, Checked)

    def page(checked: object) -> None:
        from ui import accept

        accept.two_names(checked)  # type: ignore[arg-type]

    shown = AppTest.from_function(page, kwargs={"checked": checked}, default_timeout=30).run()
    text = said(shown)
    assert "1 person with two names" in text
    assert "e1: Ann Example and Bo Other" in text


def test_practice_is_marked_on_every_page_and_removed_with_one_click(app: AppTest, database: Path) -> None:
    opened(app, "pages/data/settings.py")
    app.button(key="load_practice").click().run()
    for page in ("pages/catalog/explore.py", "pages/data/uploads.py", "pages/home/at_a_glance.py"):
        assert "Practice data is loaded" in said(opened(app, page))
    app.button(key="remove_practice").click().run()
    assert "Practice data is loaded" not in said(app)
    with Store.open(database) as store:
        assert store.frame("answers").empty
        assert len(store.frame("completions")) == 3
