"""Training and satisfaction on its page: the question first, then the answer, over the practice library."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from tests.data.store import checked_files
from tests.pages.test_every_page import ROOT, opened, said

PAGE = "pages/together/together.py"


@pytest.fixture
def app(with_practice: AppTest) -> AppTest:
    """The front door over the practice library."""
    return with_practice


def written(app: AppTest) -> str:
    """All that the page says, headings in Markdown included."""
    return " ".join([said(app), *(each.value for each in app.markdown)])


def fix(app: AppTest) -> AppTest:
    """Press the button of the form."""
    next(each for each in app.button if each.label == "Fix the question and show the answer").click().run()
    assert not app.exception, app.exception
    return app


def test_nothing_is_answered_before_the_question_is_fixed_and_every_question_is_logged(
    app: AppTest, database: Path
) -> None:
    opened(app, PAGE)
    assert app.multiselect(key="together_topics").value == ["Customer service"]
    assert app.selectbox(key="together_item").value.startswith("Overall")
    assert "moved" not in written(app)
    fix(app)
    text = written(app)
    assert "## :material/trending_up: They moved together." in text
    assert "In trained branches satisfaction came out 15.9 points higher" in text
    assert "This does not show that training caused it." in text
    assert "Customer service" in text
    app.number_input(key="together_threshold").set_value(80)
    fix(app)
    with Store.open(database) as store:
        kept = store.saved("together choice")
        assert [each.value.get("threshold", 0.5) for each in kept] == [0.8, 0.5]
        audit = store.frame("audit")
    assert (audit["action"] == "save together choice").sum() == 2
    later = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    opened(later, PAGE)
    assert later.number_input(key="together_threshold").value == 80
    assert "Asked so far: 2 questions" in [each.proto.popover.label for each in app.get("popover")]


def test_a_branch_with_few_answers_is_named_and_its_months_are_not_shown(app: AppTest) -> None:
    opened(app, PAGE)
    fix(app)
    text = written(app)
    assert "Bookmobile has too few answers in all 48 months." in text
    assert "not drawn: Bookmobile and Wending Library" in text
    assert "hidden: 96 months of branches" in text


def test_the_board_sees_the_answer_and_asks_nothing(app: AppTest) -> None:
    opened(app, PAGE)
    app.selectbox(key="view").set_value("board").run()
    assert "No question has been asked yet." in written(app)
    app.selectbox(key="view").set_value("director").run()
    fix(app)
    app.selectbox(key="view").set_value("board").run()
    assert "They moved together." in written(app)
    assert not [each for each in app.button if each.label.startswith("Fix the question")]


def test_a_survey_alone_lets_the_months_of_training_be_entered_by_hand(database: Path) -> None:
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    months = [day.date() for day in pd.date_range("2025-01-01", "2025-12-01", freq="MS")]
    told = [
        {"response_id": f"{month}{branch}{number}", "responded_on": month, "branch": branch, "value": value}
        for month in months
        for branch in ("Ash", "Birch", "Cedar")
        for number, value in enumerate([5.0] * 9 + [2.0] * (3 + month.month % 2))
    ]
    with Store.open(database) as store:
        checked_files.add(store, checked_files.survey(*told), "survey.csv")
    app = opened(AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run(), PAGE)
    assert "Enter a day in the month in which each branch was trained" in written(app)
    fix(app)
    assert "No branch counts as trained within the months compared." in written(app)


def test_an_empty_library_says_what_to_add(database: Path) -> None:
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    app = opened(AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run(), PAGE)
    assert "No patron answers by branch are on file." in written(app)
