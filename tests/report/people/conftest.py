"""One made-up library for all tests of the findings about people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analysis.people_filter import PeopleFilter
from data.store import Store
from report.answer import Answer, Role
from report.people import FINDINGS
from report.people.finding import House, PeopleAsked, answer
from tests.report.people import made_up

TODAY = date(2026, 11, 24)
Ask = Callable[..., Answer[Any]]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The made-up library; nobody may change it."""
    with Store.open(tmp_path_factory.mktemp("library") / "frontdesk.duckdb") as store:
        made_up.fill(store)
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store of this test's own."""
    with Store.open(tmp_path / "frontdesk.duckdb") as opened:
        yield opened


@pytest.fixture
def ask(library: Store) -> Ask:
    """Ask it: ``ask("training.totals", role="board", fiscal_years=(2026,))``."""

    def asked(finding: str, role: Role = "director", **chosen: Any) -> Answer[Any]:
        question = PeopleAsked(PeopleFilter(**chosen), role, TODAY, House.of(library))
        return answer(library, FINDINGS[finding], question)

    return asked
