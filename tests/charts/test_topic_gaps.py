"""Three bars a topic."""

from __future__ import annotations

import pandas as pd

from charts.theme import DARK, LIGHT
from charts.topic_gaps import PANEL, topic_gaps


def test_each_topic_has_its_three_numbers_and_what_is_not_known_says_so() -> None:
    rows = pd.DataFrame(
        {
            "topic": ["Calm <b>desks</b>", "Policy"],
            "raised": pd.array([40, None], dtype="Float64"),
            "lack": pd.array([0.25, None], dtype="Float64"),
            "recent": [1, 0],
            "courses": [3, 0],
        }
    )
    fig = topic_gaps(rows, look=LIGHT)
    assert [list(trace.x) for trace in fig.data[:3]] == [
        [PANEL, None],
        [PANEL * 0.25, None],
        [PANEL, None],
    ]
    assert [list(trace.text) for trace in fig.data[3:6]] == [
        ["40", "not known"],
        ["25%", "not known"],
        ["1 of 3", "no course"],
    ]
    assert "<b>desks" not in fig.data[6].text[0].replace("<b>Calm", "Calm")


def test_no_topic_makes_a_figure_too() -> None:
    empty = pd.DataFrame({name: [] for name in ("topic", "raised", "lack", "recent", "courses")})
    assert len(topic_gaps(empty, look=DARK).data) == 8
