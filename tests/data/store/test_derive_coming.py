"""What an upload brings is what all attempts together would give, told from its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from tests.data.store.checked_files import add, completions

LATER = {"enrolled_on": date(2025, 8, 1), "completed_on": date(2025, 8, 3)}
FILES: dict[str, list[list[dict[str, Any]]]] = {
    "one attempt each": [[{}, {"person": "bo@lib.example"}]],
    "two spellings of one course, and two of one person": [
        [{}, {"course": "CALM DESKS", **LATER}, {"person": "ANN@lib.example ", **LATER}, {"course": "Phones"}]
    ],
    "activities only, then the same as courses": [[{"level": "activity"}], [{}]],
    "activities beside courses": [
        [{"level": "activity"}, {}, {"person": "bo@lib.example", "level": "activity"}]
    ],
    "others than before": [[{}], [{"person": "bo@lib.example"}]],
    "the same as before": [[{}], [LATER, {"person": "bo@lib.example"}]],
    "without days, branch and hours": [
        [{"enrolled_on": None, "completed_on": None, "branch": None}, {"course": "Phones", "hours": 1.5}]
    ],
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_derived_of_each_file_agrees_with_all_attempts(name: str, database: Path) -> None:
    with Store.open(database) as store:
        for number, rows in enumerate(FILES[name]):
            add(store, completions(*rows), f"{number}.csv")
            assert store.verify().ok
        attempts = store.frame("completions")
        learned = store.frame("learner_courses")
    at_courses = attempts[attempts["level"] == "course"]
    keys = at_courses["staff_key"] + at_courses["course_as_written"].str.lower()
    assert sorted(learned["attempts"]) == sorted(keys.value_counts())
