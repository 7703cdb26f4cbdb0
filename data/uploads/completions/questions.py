"""What a file of completions leaves open, each as a question with its default and its consequence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from data.uploads.completions.layout import Layout
from data.uploads.completions.part import Part
from data.uploads.dates import order_question
from data.uploads.mend import stem
from data.uploads.persons import person_question
from data.uploads.records import Answers, Option, Question
from data.uploads.sheet_names import names_a_branch, sheets_question, without_number
from data.uploads.tables import Table

_BRANCH_IN_NAME: Final = re.compile(r"\b(branch|succursale|sucursal|bookmobile|bibliobus|bibliobús)\b", re.I)


def course_default(layout: Layout, file_name: str) -> str:
    """Give the course that the file's name tells, else the name itself, tidied; "" without a name."""
    if layout.course:
        return layout.course
    return " ".join(re.sub(r"[_\s]+", " ", without_number(stem(file_name))).split())


def needs_course(table: Table) -> bool:
    """Whether a table says nothing about the course of its rows."""
    return not table.has("course", "course_code") and not table.groups


def branch_default(tables: Sequence[Table], table: Table, file_name: str) -> str:
    """Give the branch that a sheet, or the file, is named for; "" where the table or nothing says it."""
    if table.has("branch", "completion_branch"):
        return ""
    if len(tables) > 1:
        return table.sheet.name if names_a_branch(table.sheet.name) else ""
    return _branch_in(table.sheet.name) or _branch_in(stem(file_name))


def _branch_in(name: str) -> str:
    """Find a part of a file's or a sheet's name that says which branch it is about: "Northside Branch"."""
    parts = re.split(r" - |_|,", name)
    return next((part.strip() for part in parts if _BRANCH_IN_NAME.search(part)), "")


def questions_of(
    layout: Layout, parts: Sequence[Part], file_name: str, answers: Answers
) -> tuple[Question, ...]:
    """Put together what should be asked, in the order in which it matters."""
    found: list[Question | None] = []
    if any(needs_course(table) for table in layout.tables):
        ask = "Which course is this file about?"
        found.append(Question("course", ask, course_default(layout, file_name) or None))
    found.append(order_question([days for part in parts for days in part.dates]))
    found.append(_prior(parts, answers))
    found += [_unit(parts), _numbers(parts), _branch(layout, file_name)]
    found += [person_question(table, answers, layout.ids) for table in layout.tables[:1]]
    found.append(_hidden(layout))
    return tuple(question for question in found if question)


def _prior(parts: Sequence[Part], answers: Answers) -> Question | None:
    times = sum(part.prior for part in parts)
    if not times and "prior_learning" not in answers:
        return None
    word = next((part.prior_word for part in parts if part.prior_word), "Prior learning")
    times_said = "once" if times == 1 else f"{times:,} times"
    appears = f'"{word}" appears {times_said}. Count it as' if times else "Count prior learning as"
    options = (
        Option("completed", "Completed, no hours", "What most libraries do"),
        Option("not_completed", "Not completed", "The people stay in the number that the rate is of"),
    )
    return Question("prior_learning", appears, "completed", options)


def _unit(parts: Sequence[Part]) -> Question | None:
    unit = next((part.unit for part in parts if part.unit), "")
    if not unit:
        return None
    options = (
        Option("hours", "Hours", "60 is sixty hours"),
        Option("minutes", "Minutes", "60 is one hour"),
    )
    return Question("duration_unit", "What are the numbers in the duration column?", unit, options)


def _numbers(parts: Sequence[Part]) -> Question | None:
    meaning = next((part.numbers for part in parts if part.numbers), "")
    if not meaning:
        return None
    options = (
        Option("score", "Scores", "85 is a score of 85 out of 100"),
        Option("hours", "Hours", "1.5 is an hour and a half of credit"),
    )
    return Question("cell_numbers", "What are the numbers under the courses?", meaning, options)


def _branch(layout: Layout, file_name: str) -> Question | None:
    """Ask whether the names of sheets, or of the file, are branches."""
    named = [name for table in layout.tables if (name := branch_default(layout.tables, table, file_name))]
    if not named:
        return None
    if len(layout.tables) == 1:
        return Question("branch", "Which branch is this file about?", named[0])
    return sheets_question(named)


def _hidden(layout: Layout) -> Question | None:
    if not layout.hidden:
        return None
    names = ", ".join(f'"{name}"' for name in layout.hidden)
    options = (
        Option("leave", "Leave out", "Hidden sheets are often drafts or copies"),
        Option("read", "Read, too", "Rows that stand in several sheets count several times"),
    )
    return Question("hidden_sheets", f"Should hidden sheets be read ({names})?", "leave", options)
