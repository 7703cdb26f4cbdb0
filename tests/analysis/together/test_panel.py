"""From answers and coverage to the panel."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.together import panel, when_trained, without_branch


def _answers(*rows: tuple[object, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["month", "branch", "channel", "value", "answers"])
    return frame.assign(scale_min=1.0, scale_max=5.0, value=frame["value"].astype("float64"))


JULY, AUGUST, SEPTEMBER = date(2025, 7, 1), date(2025, 8, 1), date(2025, 9, 1)


def _coverage(*rows: tuple[str, date, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["branch", "month", "coverage"])
    return frame.astype({"coverage": "float64"})


def _rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    as_dates = {name: frame[name].dt.date for name in frame if frame[name].dtype.kind == "M"}
    rows = frame.assign(**as_dates).itertuples(index=False, name=None)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in rows]


def test_a_branch_counts_as_trained_from_the_first_month_at_the_threshold_and_stays_so() -> None:
    coverage = _coverage(
        ("Mill", JULY, 0.2), ("Mill", SEPTEMBER, 0.5), ("Mill", AUGUST, 0.4),
        ("Harbor", JULY, 0.6), ("Harbor", AUGUST, 0.3), ("Harbor", SEPTEMBER, 0.7),
        ("East", JULY, None), ("East", AUGUST, 0.49),
    )  # fmt: skip
    assert _rows(when_trained(coverage)) == [
        ("East", None, None, 0.49),
        ("Harbor", JULY, AUGUST, 0.7),
        ("Mill", SEPTEMBER, None, 0.5),
    ]
    assert _rows(when_trained(coverage, 0.7))[1] == ("Harbor", SEPTEMBER, None, 0.7)
    assert when_trained(coverage.head(0)).empty
    with pytest.raises(ValueError, match="threshold"):
        when_trained(coverage, 0)


def test_the_mix_of_channels_is_that_of_all_answers() -> None:
    # Web answers are half of all. Mill asks more people at the desk in August, and nobody changed.
    answers = _answers(
        (JULY, "Mill", "web", 5, 10), (JULY, "Mill", "desk", 2, 10),
        (AUGUST, "Mill", "web", 4, 20), (AUGUST, "Mill", "desk", 3, 20),
        (JULY, "East", "web", 5, 20), (JULY, "East", "web", 3, 10), (JULY, "East", "desk", 1, 30),
    )  # fmt: skip
    found = panel(answers, _coverage(("Mill", AUGUST, 0.9)))
    assert _rows(found.drop(columns="fell_below_on")) == [
        ("East", JULY, pytest.approx(100 / 3), pytest.approx(100 / 3), 60, None),
        ("East", AUGUST, None, None, 0, None),
        ("Mill", JULY, 50.0, 50.0, 20, AUGUST),
        ("Mill", AUGUST, 50.0, 50.0, 40, AUGUST),
    ]


def test_a_shift_between_channels_changes_the_unadjusted_value_only() -> None:
    answers = _answers(
        (JULY, "Mill", "web", 5, 30), (JULY, "Mill", "desk", 1, 10),
        (AUGUST, "Mill", "web", 5, 10), (AUGUST, "Mill", "desk", 1, 30),
    )  # fmt: skip
    found = panel(answers)
    assert found["unadjusted"].tolist() == [75.0, 25.0]
    assert found["value"].tolist() == [50.0, 50.0]


def test_where_a_channel_is_silent_the_others_share_its_part() -> None:
    answers = _answers(
        (JULY, "Mill", "web", 5, 10), (JULY, "Mill", "desk", 1, 10), (AUGUST, "Mill", None, 4, 5)
    )
    assert panel(answers)["value"].tolist() == [50.0, 100.0]


def test_the_mean_is_rescaled_and_few_answers_are_none() -> None:
    answers = _answers(
        (JULY, "Mill", "web", 5, 3), (JULY, "Mill", "web", 3, 3), (AUGUST, "Mill", "web", 2, 4)
    )
    assert panel(answers, measure="mean")["value"].tolist() == [75.0, 25.0]
    few = panel(answers, measure="mean", least=5)
    assert few["value"].isna().tolist() == [False, True]
    assert few["n"].tolist() == [6, 4]


def test_months_entered_by_hand_go_before_coverage() -> None:
    answers = _answers((JULY, "Mill", "web", 5, 3), (JULY, "East", "web", 5, 3))
    found = panel(answers, _coverage(("Mill", JULY, 0.9)), trained={"Mill": date(2025, 9, 17), "Gone": JULY})
    assert _rows(found[["branch", "trained_from"]]) == [("East", None), ("Mill", SEPTEMBER)]


def test_answers_without_a_branch_are_counted_and_not_answered_ones_are_not() -> None:
    answers = _answers(
        (JULY, None, "web", 5, 3),
        (None, "Mill", "web", 5, 4),
        (JULY, None, "web", None, 9),
        (JULY, "Mill", "web", 5, 1),
    )
    assert without_branch(answers) == 7
    assert panel(answers)["n"].tolist() == [1]


def test_different_scales_are_never_mixed_and_no_answers_make_an_empty_panel() -> None:
    answers = _answers((JULY, "Mill", "web", 5, 3), (JULY, "Mill", "desk", 5, 3))
    answers.loc[1, "scale_max"] = 10.0
    with pytest.raises(ValueError, match="different scales"):
        panel(answers)
    assert panel(answers.head(0)).empty
