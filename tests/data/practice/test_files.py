"""The practice library's files say what the truth says, the same everywhere and every time."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from data.catalog import built_in
from data.matching import branches, courses, people
from data.practice import chance, files, truth
from data.uploads.read import check

HERE = Path(truth.__file__).parent


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files.files()


def table(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")


@pytest.fixture(scope="module")
def export(made: dict[str, bytes]) -> pd.DataFrame:
    """The training system's rows, without the total and the row that stands twice."""
    rows = table(made[files.EXPORT])
    return rows[rows["Employee ID"] != "Total"].drop_duplicates()


@pytest.fixture(scope="module")
def survey(made: dict[str, bytes]) -> pd.DataFrame:
    """The survey's rows that have a date, with the month as a number from 0 and answers as numbers."""
    rows = table(made[files.SURVEY]).drop_duplicates("Response ID")
    words = {"Very dissatisfied": 1, "Dissatisfied": 2, "Neutral": 3, "Satisfied": 4, "Very satisfied": 5}
    moments = pd.to_datetime(rows["Submitted"], errors="coerce")
    first = truth.FIRST_MONTH
    return pd.DataFrame(
        {
            "branch": rows["Branch"],
            "month": (moments.dt.year - first.year) * 12 + moments.dt.month - first.month,
            "channel": rows["Channel"],
            "overall": rows.iloc[:, 4].map(words),
            "help": rows.iloc[:, 5].map(words),
            "recommend": pd.to_numeric(rows.iloc[:, 6]),
            "comment": rows["Comments"],
        }
    )[moments.notna()]


def test_the_files_have_the_same_bytes_everywhere(made: dict[str, bytes]) -> None:
    assert {name: hashlib.sha256(content).hexdigest()[:16] for name, content in made.items()} == {
        "staff-list.csv": "29c13bfd5ee19420",
        "training-export.csv": "c894b770ee462572",
        "yarrowick-training-log.xlsx": "676f3394be2fb61b",
        "patron-survey.csv": "e8a79c8f4db5d702",
    }


def test_the_draws_are_those_that_python_promises_for_a_seed() -> None:
    drawn = chance.Chance(7)
    assert [drawn.whole(1, 6) for _ in range(8)] == [2, 1, 4, 1, 4, 3, 1, 4]


def test_the_truth_beside_the_files_is_the_truth_they_are_made_from() -> None:
    assert (HERE / "truth.json").read_text(encoding="utf-8") == truth.as_text()


def test_the_volumes_are_those_of_a_small_system(made: dict[str, bytes], survey: pd.DataFrame) -> None:
    staff = table(made[files.LIST])
    there = staff[staff["To"] == ""]
    assert there["Branch"].value_counts().sum() == sum(branch.staff for branch in truth.BRANCHES)
    assert 2400 < len(table(made[files.EXPORT])) < 3200
    assert 15_000 < len(survey) < 20_000
    assert survey["comment"].ne("").sum() > 1000


def test_the_survey_calls_branches_differently_and_means_the_same(made: dict[str, bytes]) -> None:
    known = list(table(made[files.LIST])["Branch"].unique())
    assert sorted(known) == sorted(branch.name for branch in truth.BRANCHES)
    written = list(table(made[files.SURVEY])["Branch"].unique())
    assert set(written) & set(known) == {"Bookmobile"}
    assert branches.canonical(written, known) == {
        name: f"{name} Library" for name in written if name != "Bookmobile"
    } | {"Bookmobile": "Bookmobile"}


def test_no_person_has_two_names_and_no_name_two_people(made: dict[str, bytes], export: pd.DataFrame) -> None:
    staff = table(made[files.LIST])
    pairs = list(zip(staff["Staff ID"], staff["Name"], strict=True))
    pairs += zip(export["Employee ID"], export["Full Name"], strict=True)
    assert people.two_names(pairs) == []
    assert staff.groupby("Name")["Staff ID"].nunique().max() == 1
    assert set(export["Employee ID"]) <= set(staff["Staff ID"])


def test_the_courses_of_the_roll_out_match_the_catalog_without_asking(export: pd.DataFrame) -> None:
    entries = check(built_in.content(), built_in.FILE_NAME).entries
    catalog = pd.DataFrame(
        {
            "course_id": [entry.course_id for entry in entries],
            "label": [entry.label for entry in entries],
            "label_from": [entry.label_from for entry in entries],
            "search_text": [
                "\n".join([entry.label, entry.description, *entry.objectives]) for entry in entries
            ],
        }
    )
    topics = {entry.course_id: [topic.label for topic in entry.topics] for entry in entries}
    found = {
        match.as_written: match for match in courses.match(list(export["Course Title"].unique()), catalog)
    }
    assert [found[name].state for name in truth.ROLLED_OUT] == ["automatic"] * 3
    states = Counter(match.state for match in found.values())
    assert states["automatic"] >= 5
    assert states["open"] >= 10
    # Whatever a person confirms of the rest, the month in which a branch was trained stays the same.
    on_topic = {
        name
        for name, match in found.items()
        if truth.TOPIC in topics.get(match.course_id or match.suggested or "", [])
    }
    assert on_topic == set(truth.ROLLED_OUT)


def test_half_of_the_staff_is_covered_in_the_month_that_the_truth_names(
    made: dict[str, bytes], export: pd.DataFrame
) -> None:
    staff = table(made[files.LIST])
    completed = pd.to_datetime(export["Completed On"], format="%m/%d/%Y", errors="coerce")
    done = export[export["Course Title"].isin(truth.ROLLED_OUT)].assign(on=completed)
    first_done = done.groupby("Employee ID")["on"].min()
    covered: dict[str, list[int]] = {branch.name: [] for branch in truth.BRANCHES}
    for at in range(truth.MONTHS):
        day = truth.month(at + 1) - timedelta(days=1)
        on = day.isoformat()
        there = staff[(staff["From"] <= on) & ((staff["To"] == "") | (staff["To"] >= on))]
        is_done = there["Staff ID"].map(first_done) <= pd.Timestamp(day)
        shares = is_done.groupby(there["Branch"]).mean()
        for name in shares.index[shares >= truth.COVERED_FROM]:
            covered[name].append(at)
    assert covered == {
        branch.name: list(range(truth.MONTHS if branch.trained is None else branch.trained, truth.MONTHS))
        for branch in truth.BRANCHES
    }


def test_shares_of_the_survey_are_those_of_the_truth(survey: pd.DataFrame) -> None:
    by_name = {branch.name.removesuffix(" Library"): branch for branch in truth.BRANCHES}
    expected = [
        truth.share_satisfied(by_name[branch], int(at), channel)
        for branch, at, channel in zip(survey["branch"], survey["month"], survey["channel"], strict=True)
    ]
    for item in ("overall", "help"):
        satisfied = (survey[item] >= 4).where(survey[item].notna())
        assert float((satisfied - expected).mean()) == pytest.approx(0, abs=0.01)
    mix = survey.groupby(survey["month"] >= truth.CHANNEL_CHANGE)["channel"].value_counts(normalize=True)
    for changed, channels in enumerate(truth.CHANNEL_MIX):
        for channel, share in channels.items():
            assert mix.get((bool(changed), channel), 0.0) == pytest.approx(share, abs=0.02)


def test_a_plain_comparison_finds_the_effect_roughly(survey: pd.DataFrame) -> None:
    """Each branch before and after, less the same months of branches that were not yet trained."""
    trained = {branch.name.removesuffix(" Library"): branch.trained for branch in truth.BRANCHES}
    survey = survey[survey["branch"] != "Bookmobile"]
    share = (survey["overall"] >= 4).groupby([survey["branch"], survey["month"]]).mean().unstack()
    changes = []
    for branch, start in trained.items():
        if start is None:
            continue
        until = min([truth.MONTHS, *(at for at in trained.values() if at is not None and at > start)])
        others = [name for name in share.index if trained[name] is None or trained[name] >= until]
        before, after = range(start - 12, start), range(start, until)
        change = share[after].mean(axis=1) - share[before].mean(axis=1)
        changes.append(change[branch] - change[others].mean())
    assert len(changes) == 7
    assert sum(changes) / 7 == pytest.approx(truth.EFFECT, abs=0.03)


def test_effects_on_other_measures_follow_from_the_shares() -> None:
    assert truth.effect_on_mean() == pytest.approx(7.63)
    assert truth.effect_on_nps() == pytest.approx(19.6)


def test_small_groups_are_there_to_be_hidden(survey: pd.DataFrame) -> None:
    bookmobile = survey[survey["branch"] == "Bookmobile"]
    assert bookmobile.groupby("month").size().max() < 10
    assert sorted(branch.name for branch in truth.BRANCHES if branch.staff < 5) == [
        "Bookmobile",
        "Wending Library",
    ]


def test_the_workbook_is_one_that_people_keep(made: dict[str, bytes]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made[files.LOG]))
    assert book.sheet_names == ["READ ME", "Training log"]
    rows = book.get_sheet_by_name("Training log").to_python()
    assert rows[3] == ["Branch", "Staff ID", "Name", "Course", "Date completed", "Hours", "Done"]
    assert rows[4][0] == files.BY_HAND
    assert {row[0] for row in rows[5:-1]} == {""}
    assert {type(row[4]).__name__ for row in rows[4:-1]} == {"date", "str", "float"}
    assert rows[-1][0] == "Total hours"


def test_nothing_in_the_files_needs_escaping(made: dict[str, bytes]) -> None:
    text = "".join(made[name].decode() for name in (files.LIST, files.EXPORT, files.SURVEY))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)] == []
