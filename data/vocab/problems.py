"""Problems said in words: a code of ``problems.csv`` and what was read become one sentence."""

from __future__ import annotations

from data.catalog.records import Problem, Reading
from data.vocab.tables import problem_codes

LONGEST_VALUE = 120


def shortened(value: str) -> str:
    """Give ``value`` on one line and short enough to stand in a sentence."""
    flat = " ".join(value[: 4 * LONGEST_VALUE].split())
    return flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1].rstrip() + "…"


def problem(code: str, line: int | None = None, column: str = "", value: str = "", **words: str) -> Problem:
    """Make the problem of a page: ``line`` is the physical line, ``column`` the label it stands under.

    ``words`` fill the other blanks of the sentence. KeyError for a code without a row.
    """
    value = shortened(value)
    message = problem_codes()[code].sentence.format(value=value, **words)
    return Problem(code, message, line, column, value)


def cell_problem(code: str, row: int, column: str, value: str = "", **words: str) -> Problem:
    """Make the problem of a cell in a course list: the sentence names the sheet row and the column."""
    value = shortened(value)
    sentence = problem_codes()[code].in_a_table.format(value=value, **words)
    where = f'Row {row}, column "{column}": ' if column else f"Row {row}: "
    return Problem(code, where + sentence, row, column, value)


def refusal(code: str, source_format: str, value: str = "", *, in_a_table: bool = False) -> Reading:
    """Make the answer for a file that is not taken: its code, and one sentence that says what to do.

    ``in_a_table`` takes the sentence for a course list where the code has one of its own.
    """
    known = problem_codes()[code]
    sentence = known.in_a_table if in_a_table else known.sentence
    message = sentence.format(value=shortened(value))
    return Reading("reject", source_format, message, file_reason=code)
