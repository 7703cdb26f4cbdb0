"""The vocabulary files agree with each other and with the code."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from data.vocab import tables
from data.vocab.problems import cell_problem, problem, refusal

ROOT = Path(__file__).parents[3]
SOURCES = [
    *(ROOT / "data" / "catalog").glob("*.py"),
    *(ROOT / "data" / "uploads").glob("*.py"),
    *(ROOT / "data" / "vocab").glob("*.py"),
]


def test_there_are_36_topics_in_five_areas() -> None:
    assert len(tables.topic_areas()) == 36
    assert list(dict.fromkeys(tables.topic_areas().values())) == [
        "Serving patrons",
        "Community",
        "Programs and learning",
        "Collections",
        "Running the library",
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in tables.HERE.glob("*.csv")))
def test_every_row_of_a_vocabulary_has_all_its_columns_and_is_there_once(name: str) -> None:
    lines = tables.rows(name)

    assert all(None not in row and None not in row.values() for row in lines)
    assert len({tuple(row.values()) for row in lines}) == len(lines)


def test_organizations_and_short_labels_are_there_once() -> None:
    names = [organization.name for organization in tables.organizations()]

    assert len(set(names)) == len(names)
    assert len(set(tables.short_labels().values())) == len(names)
    assert all(len(label) <= 40 for label in tables.short_labels().values())


def test_every_problem_code_in_the_code_has_its_sentence() -> None:
    used = {
        code
        for path in SOURCES
        for code in re.findall(
            r"\b(?:problem|refusal|RefusedError|report|_report)\(\s*(?:entry, values, start, )?\"(\w+)\"",
            path.read_text(),
        )
    }

    assert used <= set(tables.problem_codes())
    assert {"no_host", "bad_cell", "empty_file", "unsafe_archive"} <= used


@pytest.mark.parametrize("code", tables.problem_codes().values(), ids=tables.problem_codes())
def test_sentences_are_sentences(code: tables.ProblemCode) -> None:
    for sentence in filter(None, (code.sentence, code.in_a_table)):
        blanks = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert blanks <= {"value", "instead", "first", "last"}
        assert sentence[0].isupper() or sentence[0] in '"{'
        assert sentence.endswith(".")


def test_a_problem_names_its_line_and_a_cell_its_row_and_column() -> None:
    assert problem("bad_date", 7, "Format", "May 32").message == "Date not understood: May 32."
    assert cell_problem("bad_date", 3, "completed", "31/3/24", instead="2024-03-31").message == (
        'Row 3, column "completed": "31/3/24" is not a date. Write it as 2024-03-31.'
    )
    assert refusal("too_large", "", "50 MB").message.startswith("The file is larger than 50 MB")


def test_what_was_read_is_shortened_and_braces_in_it_are_harmless() -> None:
    found = problem("bad_date", 1, "Format", "{value} " + "x" * 500 + "\n")

    assert (len(found.value), found.value[:8], found.value[-1]) == (120, "{value} ", "…")
