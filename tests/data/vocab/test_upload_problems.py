"""Problems of uploads name the row, the column and what to write instead."""

from __future__ import annotations

import string

from data.vocab.upload_problems import cells, sentence, upload_problem_codes

WORDS = {"first": 3, "instead": "2026-12-31", "low": 0, "high": 100, "found": "3 cells", "expected": "4"}
WORDS |= {"enrolled": "2026-01-31", "minimum": 8, "desired": 7}


def test_a_problem_says_where_what_and_what_to_write_instead() -> None:
    assert sentence("bad_date", row=31, column="Completed", value="31/13/26", instead="2026-12-31") == (
        'Row 31, column "Completed": "31/13/26" is not a date. Write it as 2026-12-31.'
    )


def test_a_problem_of_a_row_names_no_column() -> None:
    assert sentence("wrong_field_count", row=1204, found=cells(1), expected=cells(4)) == (
        "Row 1204: The row has 1 cell where the header has 4 cells. "
        "Put cells that hold the separator into quotes."
    )


def test_braces_and_line_breaks_in_a_value_are_only_text() -> None:
    said = sentence("unknown_status", row=2, column="St{a}tus", value="{column}\n{0}")
    assert said.startswith('Row 2, column "St{a}tus": "{column} {0}" is not a known status.')


def test_every_code_can_be_said_and_ends_like_a_sentence() -> None:
    for code, problem in upload_problem_codes().items():
        blanks = {blank for _, blank, _, _ in string.Formatter().parse(problem.sentence) if blank}
        assert blanks <= {"value", *WORDS}
        assert sentence(code, value="x", **WORDS).endswith("."), code


def test_a_code_belongs_to_a_row_or_to_the_file() -> None:
    levels = {problem.level for problem in upload_problem_codes().values()}
    assert levels == {"rejected", "ignored", "flagged", "file"}
