"""Comments are found under their themes for a reason that can be read."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import comments
from analysis.comments import Themes, comments_by_theme, themes

OWN = Themes((("Desk", "desk"), ("Desk", "at the counter"), ("Noise", "loud"), ("Kids", "children's")))


def test_a_theme_is_found_by_whole_words_and_says_which() -> None:
    frame = pd.DataFrame(
        {"text": ["Too LOUD at the counter.", "Desktop, loudness", "The desk, loud desk",
                  "CHILDREN’S room", None],
         "branch": ["A", "B", "A", "A", "B"]}
    )  # fmt: skip
    assert comments_by_theme(frame, OWN)[["theme", "phrase", "branch"]].to_numpy().tolist() == [
        ["Noise", "loud", "A"], ["Desk", "at the counter", "A"], ["no theme found", "", "B"],
        ["Desk", "desk", "A"], ["Noise", "loud", "A"], ["Kids", "children's", "A"],
        ["no theme found", "", "B"],
    ]  # fmt: skip
    assert themes(frame, OWN).to_dict("list") == {
        "theme": ["Desk", "Noise", "no theme found", "Kids"], "comments": [2, 2, 2, 1],
        "share": [0.4, 0.4, 0.4, 0.2],
    }  # fmt: skip


def test_no_comments_have_no_themes() -> None:
    assert themes(pd.DataFrame({"text": []}), OWN).empty


@pytest.mark.parametrize(
    ("text", "theme"),
    [("The staff were so helpful", "Staff"), ("Please open on Sunday", "Hours and closings"),
     ("Wi-Fi is down again", "Computers and wifi"), ("No parking anywhere", "Parking and getting there"),
     ("I like turtles", comments.NO_THEME)],
)  # fmt: skip
def test_the_themes_that_come_along_know_what_patrons_say(text: str, theme: str) -> None:
    assert theme in comments_by_theme(pd.DataFrame({"text": [text]}))["theme"].tolist()
