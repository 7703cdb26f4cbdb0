"""Comments are found under their themes for a reason that can be read, and nobody is named in them."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import comments
from analysis.comments import Themes, comments_by_theme, screened, themes

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


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Write me: ann.lee+x@mail.example.org!", "Write me: [email]!"),
        ("ann (at) example.org", "[email]"),
        ("ann at example.org", "[email]"),
        ("Call (555) 010-4477 or 555.010.4477", "Call [number] or [number]"),
        ("+44 20 7946 0958 is mine", "[number] is mine"),
        ("Card 2 1234 0001 2345 6 is lost", "Card [number] is lost"),
        ("My SSN 078-05-1120", "My SSN [number]"),
        ("Book 978-3-16-148410-0", "Book [number]"),
        ("see https://example.org/x?a=1 or @annlee", "see [link] or [link]"),
        ("Mrs. Lee was rude", "[name] was rude"),
        ("my name is Ann Mary Lee.", "my name is [name]."),
        ("Thanks to Bo Day at the desk", "Thanks to [name] at the desk"),
        ("Zoe helped, so did O'NEILL", "[name] helped, so did [name]"),
        ("In 2024-2025 we read 120 books", "In 2024-2025 we read 120 books"),
        ("Open 9 to 5, room 204", "Open 9 to 5, room 204"),
        ("", ""),
    ],
)
def test_what_is_personal_is_covered_and_the_rest_is_left(text: str, covered: str) -> None:
    assert screened([text], ["Zoe O'Neill"]) == [covered]


PEOPLE = st.sampled_from(["Ann Lee", "Bo Day", "Cyrus Fox-Hill", "Dee d'Arc", "Élodie Roy"])
AROUND = st.text(st.characters(categories=["Ll", "Zs", "Po"], exclude_characters="@'’"), max_size=20)


@given(PEOPLE, AROUND, AROUND, st.integers(2_000_000_000, 9_999_999_999))
def test_no_known_name_and_no_long_number_is_left(name: str, before: str, after: str, number: int) -> None:
    said = screened([f"{before} {name.upper()} {number} {after}"], [name])[0]
    assert name.casefold() not in said.casefold()
    assert str(number) not in said
