"""Labels: short, telling, different from each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocab.naming import Labels, derive_label
from data.vocab.topics import match_topics


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "We all get tired. Six Rules for Happy Volunteers was a hit last year, and is back.",
            "Six Rules for Happy Volunteers",
        ),
        ("What is your score on the “Hush-O-Scale”? Customer service can be measured.", "Hush-O-Scale"),
        ("Many towns know “radical customer service” by name. Few have it.", "Radical customer service"),
        (
            "In this webinar, learn how to recruit volunteers for real tasks. Bring lunch.",
            "Recruit volunteers for real tasks",
        ),
        (
            "This course will equip you with ways to defuse anger at the desk, on the phone and online.",
            "Defuse anger at the desk",
        ),
        ("Weeding your collection is a kindness. Books come and go.", "Weeding your collection"),
        (
            "Ann Example of the Sample Public Library tells about grant writing for beginners.",
            "Grant writing for beginners",
        ),
        ("Job seekers need more than a computer. Read on.", "Job seekers need more than a computer"),
        (
            "Many people live with memory loss. See how to talk with patrons who have dementia, and why.",
            "Talk with patrons who have dementia",
        ),
        (
            "Staff are tired, and burnout is high. Explore self-care strategies and ways managers can help.",
            "Self-care strategies",
        ),
        ("The 2017 Justice Gap report counts civil legal problems of many kinds.", "Justice Gap"),
        (
            "In a small town few hands do all. This webinar for one-person libraries shares time-savers.",
            "One-person libraries",
        ),
    ],
)
def test_labels_say_what_a_course_is_about(text: str, label: str) -> None:
    assert derive_label(text, match_topics("", text, ())) == label


@given(st.text(max_size=400))
def test_a_label_is_short_and_begins_and_ends_in_a_word(text: str) -> None:
    label = derive_label(text, match_topics("", text, ()))

    assert len(label) <= 61
    assert label == label.strip()
    assert "\n" not in label


def test_a_label_that_looks_like_a_numbered_one_stays_different() -> None:
    labels = Labels()

    assert [labels.unlike(label, ()) for label in ("Teens", "Teens (2)", "Teens")] == [
        "Teens",
        "Teens (2)",
        "Teens (2) (2)",
    ]


def test_labels_of_one_file_differ() -> None:
    labels = Labels()

    assert [
        labels.unlike("Weeding", suffixes)
        for suffixes in (["2019"], ["2020"], ["2020", "Example"], ["2020"], [])
    ] == [
        "Weeding",
        "Weeding (2020)",
        "Weeding (Example)",
        "Weeding (4)",
        "Weeding (5)",
    ]
