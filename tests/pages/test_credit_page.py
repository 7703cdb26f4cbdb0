"""The page of credit for a director, a trainer and a board, and what a library decides on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from report.people import credit_setup, finding
from tests.data.store import checked_files
from tests.pages.test_every_page import ROOT, opened, said
from tests.report.people import test_credit as library

PAGE = "pages/staff/credit.py"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every cycle be looked at on one day, whenever the tests run."""

    class Day(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime(2026, 11, 24, 12, tzinfo=tz)

    monkeypatch.setattr(finding, "datetime", Day)


@pytest.fixture
def app(database: Path) -> AppTest:
    """The front door over a library with names, roles and training, and no rule chosen."""
    _forget()
    with Store.open(database) as store:
        store.change_setting("names_on", True, by="Ann")
        library.fill(store)
    return front_door()


@pytest.fixture
def decided(app: AppTest, database: Path) -> AppTest:
    """The same, its roles held to rules."""
    with Store.open(database) as store:
        library.decide(store)
    return app


def _forget() -> None:
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()


def front_door() -> AppTest:
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()


def viewed(app: AppTest, role: str) -> AppTest:
    opened(app, PAGE)
    app.selectbox(key="view").set_value(role).run()
    assert not app.exception, app.exception
    return app


def sent(app: AppTest) -> bytes:
    """Everything that went to the browser."""
    return b"".join(_protos(app._tree))


def _protos(tree: Any) -> Iterator[bytes]:
    for node in tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield proto.SerializeToString()


def test_without_roles_the_page_says_what_to_add(database: Path) -> None:
    _forget()
    with Store.open(database) as store:
        checked_files.add(store, checked_files.completions({}), "training.csv")
    text = said(opened(front_door(), PAGE))
    assert "No staff list with roles is on file." in text
    assert "The rules" not in text


def test_the_board_gets_no_person_and_no_small_role(decided: AppTest, database: Path) -> None:
    app = viewed(decided, "board")
    text = said(app)
    assert "75% (9 of 12) of those held to a rule have all the credit it asks for" in text
    assert "The rules in use" in text
    assert not [button for button in app.button if str(button.key).startswith(("back_", "save_"))]
    everything = sent(app)
    with Store.open(database) as store:
        keys = store.frame("staff")["staff_key"]
    assert library.CANARY.encode() not in everything
    assert not [key for key in keys if key[:6].encode() in everything]
    assert b"12 staff members" in everything


def test_a_trainer_sees_who_lacks_what_until_when_and_why(decided: AppTest) -> None:
    app = viewed(decided, "trainer")
    text = said(app)
    assert library.CANARY.encode() in sent(app)
    assert f"{library.CANARY} Director0 · Director" in text
    assert "6 contact hours: 1 of A+B and 6 of technology" in text
    assert "June 30, 2027" in text
    director = next(key for key in app.selectbox(key="evidence_of").options if "Director0" in key)
    app.selectbox(key="evidence_of").select(director).run()
    assert "Four of the eight completed courses count in full." in said(app)
    labels = {each.key: each.label for each in app.get("download_button")}
    assert labels["credit_evidence_xlsx"] == "Excel (XLSX)"
    assert labels["credit_evidence_csv"] == "CSV"


def test_a_rule_that_is_unsure_says_so_with_its_source(app: AppTest, database: Path) -> None:
    with Store.open(database) as store:
        credit_setup.save_roles(store, {"Head": "texas-director"}, None, by="Ann")
    text = said(viewed(app, "director"))
    assert "Check this rule before you rely on it." in text
    assert "Source: 13 TAC 1.83(4), read on November 24, 2026." in text


def test_a_role_is_held_to_a_rule_by_choosing_it(app: AppTest, database: Path) -> None:
    opened(app, PAGE)
    assert "Choose the rule that holds for each role." in said(app)
    app.selectbox(key="credit_state").set_value("Indiana").run()
    app.selectbox(key="credit_role_Librarian").set_value("indiana-other")
    next(each for each in app.button if each.label == "Save").click().run()
    assert not app.exception, app.exception
    with Store.open(database) as store:
        assert credit_setup.of(store).roles == {"Librarian": "indiana-other"}
    assert "left out: 11 in a role without a rule" in said(app)


def test_a_director_sees_counts_and_changes_a_rule_and_the_built_in_one_comes_back(
    decided: AppTest, database: Path
) -> None:
    app = viewed(decided, "director")
    assert "65% (13 of 20) of those held to a rule have all the credit it asks for; two lack" in said(app)
    assert library.CANARY.encode() not in sent(app)
    app.number_input(key="rule_hours_indiana-other").set_value(60.0)
    form = [each for each in app.button if each.label == "Save the rule"]
    next(each for each in form if "indiana-other" in str(each.proto.form_id)).click().run()
    assert not app.exception, app.exception
    text = said(app)
    assert "60 LEU in five years" in text
    assert "This library has changed the rule that came with Front Desk." in text
    assert "20% (4 of 20) of those held to a rule have all the credit it asks for" in text
    app.button(key="back_indiana-other").click().run()
    assert app.number_input(key="rule_hours_indiana-other").value == 50
    assert "65% (13 of 20) of those held to a rule" in said(app)
    with Store.open(database) as store:
        assert store.saved("credit rule") == []


def test_a_limit_that_is_none_is_refused_with_what_to_write(decided: AppTest) -> None:
    app = viewed(decided, "director")
    app.text_input(key="rule_minimums_indiana-other").set_value("technology")
    form = [each for each in app.button if each.label == "Save the rule"]
    next(each for each in form if "indiana-other" in str(each.proto.form_id)).click().run()
    text = said(app)
    assert "Nothing was changed." in text
    assert "a kind, a colon and a number" in text
