"""Answers on a scale: where each shade begins, and what a hidden statement does not tell."""

from __future__ import annotations

import pytest

from charts.likert import Statement, diverging
from charts.theme import LIGHT

HELPFUL = Statement("Staff were helpful", 0.02, 0.04, 0.08, 0.34, 0.52, 1302, 9)
SMALL = Statement("Small", None, None, None, None, None, None, note="fewer than 10 answers")


def test_shades_run_outward_from_the_middle_and_neutral_stands_apart() -> None:
    figure = diverging([HELPFUL], look=LIGHT)
    mild_no, strong_no, mild_yes, strong_yes, neutral = figure.data[:5]
    assert (mild_no.base[0], mild_no.x[0]) == (-0.04, 0.04)
    assert (strong_no.base[0], strong_no.x[0]) == (pytest.approx(-0.06), 0.02)
    assert (mild_yes.base[0], mild_yes.x[0]) == (0, 0.34)
    assert (strong_yes.base[0], strong_yes.x[0]) == (0.34, 0.52)
    assert neutral.base[0] > strong_yes.base[0] + strong_yes.x[0]
    assert neutral.x[0] == 0.08


def test_sums_counts_and_those_it_does_not_apply_to_are_written() -> None:
    texts = [str(text) for trace in diverging([HELPFUL], look=LIGHT).data for text in (trace.text or ())]
    assert "&nbsp;<b>86%</b>" in texts
    assert "6%&nbsp;" in texts
    assert "n 1,302 · N/A 9" in texts


def test_a_hidden_statement_tells_no_share() -> None:
    figure = diverging([HELPFUL, SMALL], look=LIGHT)
    assert [len(trace.x) for trace in figure.data[:4]] == [1, 1, 1, 1]
    texts = [str(text) for trace in figure.data for text in (trace.text or ())]
    assert "fewer than 10 answers" in texts


def test_a_scale_without_a_middle_has_no_neutral_column() -> None:
    figure = diverging([Statement("Yes", 0.1, 0.2, None, 0.3, 0.4, 50)], look=LIGHT)
    assert "neutral" not in [text for trace in figure.data for text in (trace.text or ())]


def test_no_statements_still_make_a_figure() -> None:
    assert diverging([], look=LIGHT).layout.height > 0
