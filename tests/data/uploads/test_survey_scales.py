"""Cells, scales and Likert words of surveys."""

from __future__ import annotations

import pytest

from data.uploads.satisfaction.cells import Cell, read_cell
from data.uploads.satisfaction.scales import by_words, stated_in
from data.vocab.survey_words import likert_scales, not_answered
from tests.data.uploads.as_lines import checked
from tests.data.uploads.survey_samples import as_csv


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4", Cell("answer", 4.0)),
        ("4,5", Cell("answer", 4.5)),
        ("0", Cell("answer", 0.0)),
        (" AGREE ", Cell("answer", word="agree")),
        ("4 - Agree", Cell("answer", 4.0, "agree")),
        ("5 (Excellent)", Cell("answer", 5.0, "excellent")),
        ("Excellent (5)", Cell("answer", 5.0, "excellent")),
        ("10 - Certainly!", Cell("answer", 10.0)),
        ("★★★★", Cell("answer", 4.0, top=5.0)),
        ("★★★★☆☆", Cell("answer", 4.0, top=6.0)),
        ("3/5", Cell("answer", 3.0, top=5.0)),
        ("4 étoiles", Cell("answer", 4.0, top=5.0)),
        ("Satisfait(e)", Cell("answer", word="satisfait")),
        ("Tout à fait d’accord", Cell("answer", word="tout a fait d'accord")),
        ("", Cell("missing")),
        ("-99", Cell("missing")),
        ("Prefer not to say", Cell("missing")),
        ("n/a", Cell("does not apply")),
        ("6 - N/A", Cell("does not apply")),
        ("Don't know", Cell("does not apply")),
        ("Yes", Cell("other")),
        ("No", Cell("other")),
        ("Lovely place", Cell("other")),
    ],
)
def test_a_cell_is_read_as_what_it_says(text: str, read: Cell) -> None:
    assert read_cell(text) == read


@pytest.mark.parametrize(
    ("words", "beside", "scale"),
    [
        ({"agree", "strongly agree"}, set(), "agreement 5"),
        ({"strongly disagree", "disagree", "agree", "strongly agree"}, set(), "agreement 4"),
        ({"agree", "somewhat agree"}, set(), "agreement 7"),
        ({"very satisfied"}, {"extremely satisfied"}, "satisfaction 5 from nothing"),
        ({"good", "excellent"}, set(), "quality 5"),
        ({"good", "very good", "excellent"}, set(), "quality 5 with very good"),
        ({"excellent", "good", "fair", "poor"}, set(), "quality 4"),
        ({"agree", "muy satisfecho"}, set(), None),
    ],
)
def test_the_words_of_a_column_say_which_scale_it_is_on(
    words: set[str], beside: set[str], scale: str | None
) -> None:
    found = by_words(words, beside)
    assert (found.name if found else None) == scale


def test_every_scale_has_each_word_in_one_place_and_every_point() -> None:
    for scale in likert_scales():
        assert set(scale.positions.values()) == set(range(1, scale.points + 1)), scale.name


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        ("Rate our staff (1-5)", (1.0, 5.0)),
        ("On a scale of 0 to 10, would you recommend us?", (0.0, 10.0)),
        ("How was it? (1 = very poor, 7 = excellent)", (1.0, 7.0)),
        ("Sur une échelle de 1 à 10, ...", (1.0, 10.0)),
        ("How do you rate us out of 10?", (1.0, 10.0)),
        ("How satisfied are you with programs for children (0-5)?", None),
        ("How satisfied are you?", None),
    ],
)
def test_a_question_may_state_its_scale(question: str, bounds: tuple[float, float] | None) -> None:
    assert stated_in(question) == bounds


def test_yes_is_an_answer_of_some_kind_and_n_a_is_none() -> None:
    assert [not_answered(text) for text in ("Yes", "N/A", "", "Total")] == [
        "",
        "does not apply",
        "missing",
        "",
    ]


def test_a_scale_is_the_users_word_and_the_consequence_of_each_is_shown() -> None:
    rows = [["Date", "Branch", "Overall rating"], *(["2026-05-01", "Main", value] for value in "12345677")]
    as_read, told = checked(as_csv(rows)), checked(as_csv(rows), {"scale:Overall rating": "1-7"})
    [question] = as_read.questions
    assert question.default == "1-5"
    assert [(option.value, option.consequence) for option in question.options[:2]] == [
        ("1-5", "3 of 8 answers lie outside and are left out"),
        ("0-10", "All 8 answers lie on it"),
    ]
    assert [len(as_read.rejected), len(as_read.records), len(told.records)] == [3, 5, 8]
    assert set(told.records["scale_max"].to_pylist()) == {7.0}


def test_one_answer_serves_all_items_that_are_open_for_the_same_reason() -> None:
    rows = [
        ["Date", "Branch", "Staff rating", "Hours rating"],
        ["2026-05-01", "Main", "1", "7"],
        ["2026-05-01", "Main", "7", "3"],
    ]
    answered = checked(as_csv(rows), {"scale:Staff rating": "1-7"})
    assert [question.id for question in answered.questions] == ["scale:Staff rating"]
    assert answered.records["value"].to_pylist() == [1.0, 7.0, 7.0, 3.0]


def test_a_column_that_the_user_says_is_no_rating_is_not_read() -> None:
    rows = [["Date", "Branch", "Staff rating", "Floor"], ["2026-05-01", "Main", "4", "2"]]
    kept = checked(as_csv(rows), {"scale:Floor": "none"})
    assert kept.records["item"].to_pylist() == ["Staff rating"]


def test_four_points_without_a_middle_are_asked_about() -> None:
    answers = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]
    rows = [["Date", "Branch", "Staff help me"], *(["2026-05-01", "Main", answer] for answer in answers)]
    four, five = checked(as_csv(rows)), checked(as_csv(rows), {"scale:Staff help me": "1-5"})
    assert four.records["value"].to_pylist() == [1.0, 2.0, 3.0, 4.0]
    assert five.records["value"].to_pylist() == [1.0, 2.0, 4.0, 5.0]
    assert [(question.id, question.default) for question in four.questions] == [
        ("scale:Staff help me", "1-4")
    ]
