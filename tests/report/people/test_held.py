"""What is held in memory: the answers of a library too large to be held, and no more than a page needs."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.people_filter import PeopleFilter
from data.store import Store
from report.people import held
from report.people.guards import held as held_of
from tests.report.people.conftest import Ask

FINDINGS = (
    "training.totals", "training.completion_rate_by_branch", "training.completion_rate_by_course",
    "training.completion_rate_by_topic", "training.hours_by_month", "training.completion_rate_by_month",
    "satisfaction.responses", "satisfaction.distribution", "satisfaction.top2_by_branch",
    "satisfaction.top2_by_month", "satisfaction.nps_by_month",
)  # fmt: skip
CHOSEN: tuple[dict[str, Any], ...] = ({}, {"branches": ("North",)}, {"fiscal_years": (2026,)})


def _forgetful(library: Store) -> held.Held:
    """What is held of the library's data now, after it was all forgotten."""
    with library.reading() as tables:
        found = held_of(library, tables.data_version, tables)
    found.whole.clear()
    found.narrowed.clear()
    return found


def test_a_library_too_large_to_be_held_gets_the_same_answers(
    ask: Ask, library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chosen in CHOSEN:
        _forgetful(library)
        small = [ask(name, **chosen) for name in FINDINGS]
        found = _forgetful(library)
        with monkeypatch.context() as patch:
            patch.setattr(held, "MOST_ROWS", 0)
            large = [ask(name, **chosen) for name in FINDINGS]
            assert "training_by_month" not in found.whole
        for one, other in zip(small, large, strict=True):
            assert (one.sentence, one.n, one.left_out) == (other.sentence, other.n, other.left_out)
            pd.testing.assert_frame_equal(one.frames.rows, other.frames.rows)
    _forgetful(library)


def test_no_more_filters_are_kept_than_a_page_needs(ask: Ask, library: Store) -> None:
    found = _forgetful(library)
    for year in range(2010, 2030):
        ask("training.completion_rate_by_branch", fiscal_years=(year,))
    assert len(found.narrowed) <= held.MOST_NARROWED
    assert any(PeopleFilter(fiscal_years=(2029,)) in each for each in found.narrowed)
