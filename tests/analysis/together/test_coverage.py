"""Coverage of many months, held against coverage of a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import narwhals as nw
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.coverage import coverage_by_branch, shares
from analysis.together.coverage import coverage_by_month
from tests.effort import few

MONTHS = [date(2025, month, 1) for month in range(1, 7)]
DAYS = st.dates(date(2024, 11, 1), date(2025, 8, 31))
BRANCHES = st.sampled_from(["Main", "North", None])
PERSONS = st.tuples(
    st.sampled_from(["u1", None]), st.sampled_from([*"abcd"]), BRANCHES, st.none() | DAYS, st.none() | DAYS
)
HEADS = st.tuples(
    st.sampled_from(["u1", None]), BRANCHES, st.none() | DAYS, st.none() | DAYS, st.integers(0, 9)
)
DONE = st.tuples(st.sampled_from([*"abcdef"]), BRANCHES, st.none() | DAYS)


def frames(
    persons: list[tuple[object, ...]], heads: list[tuple[object, ...]], done: list[tuple[object, ...]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = [(upload, key, branch, begin, end, 1) for upload, key, branch, begin, end in persons]
    rows += [(upload, None, branch, begin, end, count) for upload, branch, begin, end, count in heads]
    people = pd.DataFrame(rows, columns=["upload_id", "staff_key", "branch", "from_on", "to_on", "headcount"])
    learned = pd.DataFrame(done, columns=["staff_key", "branch", "first_completed_on"])
    for frame, names in ((people, ("upload_id", "staff_key", "branch")), (learned, ("staff_key", "branch"))):
        for name in names:
            frame[name] = frame[name].astype("str")
    for name in ("from_on", "to_on"):
        people[name] = pd.to_datetime(people[name])
    learned["first_completed_on"] = pd.to_datetime(learned["first_completed_on"])
    return people.astype({"headcount": "int64"}), learned


@few(12)
@given(st.lists(PERSONS, max_size=6), st.lists(HEADS, max_size=3), st.lists(DONE, max_size=6))
def test_every_month_says_what_its_last_day_says(
    persons: list[tuple[object, ...]], heads: list[tuple[object, ...]], done: list[tuple[object, ...]]
) -> None:
    people, learned = frames(persons, heads, done)
    found = coverage_by_month(people, learned, MONTHS)
    learner_courses = learned.assign(outcome="completed", course_id="c")
    topics = pd.DataFrame({"course_id": ["c"], "topic": ["T"], "rank": [1]})
    expected = pd.concat(
        shares(
            coverage_by_branch(
                *(nw.from_native(each).lazy() for each in (people, learner_courses, topics)),
                day=month.replace(day=monthrange(month.year, month.month)[1]),
                topics=["T"],
                undated=False,
            )
            .collect("pandas")
            .to_native()
        ).assign(month=pd.Timestamp(month))
        for month in MONTHS
    )
    columns = ["branch", "month", "staff", "trained", "coverage"]
    wanted = expected.sort_values(["branch", "month"])[columns].values.tolist()
    assert found[columns].values.tolist() == wanted


def test_no_people_and_no_months_give_an_empty_table() -> None:
    people, learned = frames([], [], [("a", "Main", date(2025, 1, 5))])
    assert coverage_by_month(people, learned, MONTHS).empty
    assert list(coverage_by_month(people, learned, []).columns) == [
        "branch",
        "month",
        "staff",
        "trained",
        "coverage",
    ]
