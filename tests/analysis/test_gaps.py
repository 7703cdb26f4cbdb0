"""Ages of topics and what is missing."""

from __future__ import annotations

import pandas as pd

from analysis import gaps

TOPICS = [("Policy", "Running"), ("Teens", "Programs"), ("Health", "Community"), ("Funding", "Running")]


def _ages(*rows: tuple[str, int, int, int | None]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["topic", "course_count", "dated_count", "newest_year"])
    return frame.astype({"newest_year": "Int32"})


def _rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return [tuple(None if pd.isna(v) else v for v in row) for row in frame.itertuples(index=False)]


def test_every_topic_of_the_vocabulary_has_a_row_with_its_age() -> None:
    found = gaps.gaps(
        _ages(("Policy", 3, 2, 2018), ("Health", 1, 1, 2021), ("Teens", 2, 0, None)), TOPICS, 2026
    )
    assert list(found.columns) == [
        "topic", "area", "course_count", "dated_count", "undated_count", "newest_year", "age_years", "state",
    ]  # fmt: skip
    assert _rows(found) == [
        ("Funding", "Running", 0, 0, 0, None, None, "no course"),
        ("Policy", "Running", 3, 2, 1, 2018, 8, "nothing recent"),
        ("Teens", "Programs", 2, 0, 2, None, None, "only undated"),
        ("Health", "Community", 1, 1, 0, 2021, 5, "recent"),
    ]


def test_a_shorter_horizon_makes_more_gaps() -> None:
    found = gaps.gaps(_ages(("Health", 1, 1, 2021)), [("Health", "Community")], 2026, horizon=4)
    assert found["state"].tolist() == ["nothing recent"]


def test_the_oldest_topic_comes_first_within_a_state() -> None:
    ages = _ages(("Policy", 1, 1, 2015), ("Teens", 1, 1, 2012), ("Health", 1, 1, 2015))
    assert gaps.gaps(ages, TOPICS, 2026)["topic"].tolist() == ["Funding", "Teens", "Health", "Policy"]


def test_a_course_of_next_year_has_no_negative_age() -> None:
    found = gaps.gaps(_ages(("Policy", 1, 1, 2027)), [("Policy", "Running")], 2026)
    assert _rows(found) == [("Policy", "Running", 1, 1, 0, 2027, 0, "recent")]


def test_a_topic_that_only_courses_have_is_kept() -> None:
    found = gaps.gaps(_ages(("Beekeeping", 1, 1, 2026)), [], 2026)
    assert _rows(found) == [("Beekeeping", "", 1, 1, 0, 2026, 0, "recent")]


def test_an_empty_catalog_lacks_every_topic() -> None:
    found = gaps.gaps(_ages(), TOPICS, 2026)
    assert found["state"].tolist() == ["no course"] * 4
    assert found["topic"].tolist() == ["Funding", "Health", "Policy", "Teens"]


def test_no_topics_at_all_make_an_empty_table() -> None:
    assert gaps.gaps(_ages(), [], 2026).empty
