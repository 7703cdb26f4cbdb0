"""Nobody is named in a comment, and nothing personal is left in it that can be told from other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.screening import screened

PERSONAL = [
    ("Email me at ann.lee@gmail.com", "ann.lee@gmail.com"),
    ("ann_lee AT gmail DOT com", "gmail"),
    ("ann.lee @ gmail.com please", "gmail"),
    ("ANN@LIB.EXAMPLE.ORG", "ANN@"),
    ("ann [at] example [dot] org", "ann [at]"),
    ("ann at gmail dot com", "gmail"),
    ("Reach me: ann+lib@sub.example.co.uk.", "example"),
    ("annlee@example", "annlee@"),
    ("call 555-0100", "555-0100"),
    ("(303) 555-0100 x12", "555-0100"),
    ("303.555.0100", "0100"),
    ("my cell 3035550100", "3035550100"),
    ("+1 303 555 0100", "0100"),
    ("tel 555 0100", "0100"),
    ("Phone:303-555-0100", "0100"),
    ("call me(303)555-0100", "0100"),
    ("text 303/555/0100", "0100"),
    ("1-800-555-0199", "0199"),
    ("+44 (0)20 7946 0958", "0958"),
    ("01 23 45 67 89", "67 89"),
    ("I live at 123 Maple Street", "123 Maple"),
    ("45 W. 3rd Ave Apt 2", "45 W"),
    ("at 9 Elm Rd., upstairs", "9 Elm"),
    ("1200 North Main St", "1200 North"),
    ("22 Old Mill Lane", "22 Old Mill"),
    ("PO Box 123", "Box 123"),
    ("12 rue de la Paix", "12 rue"),
    ("Calle Mayor 12", "Mayor 12"),
    ("my house on 4521 County Road 7", "4521 County"),
    ("DOB 3/4/1961", "3/4/1961"),
    ("born on 03/04/61", "03/04/61"),
    ("I was born March 4, 1961", "March 4, 1961"),
    ("birthday: 1961-03-04", "1961-03-04"),
    ("date of birth 4 March 1961", "4 March 1961"),
    ("card 2123400012345", "2123400012345"),
    ("card no. 21234 000 12345", "12345"),
    ("barcode 2-1234-00012-3456", "00012"),
    ("account #1234567", "1234567"),
    ("SSN 078-05-1120", "1120"),
    ("078 05 1120", "1120"),
    ("visa 4111 1111 1111 1111", "1111 1111"),
    ("my pin is 1234", "1234"),
    ("PIN: 4321", "4321"),
    ("password hunter2", "hunter2"),
    ("Mrs. Lee was rude", "Lee"),
    ("MR LEE was rude", "LEE"),
    ("mr. lee was rude", "lee"),
    ("Dr Ann-Marie O'Neil", "Neil"),
    ("my name is ann lee", "ann lee"),
    ("My name is Ann Lee", "Ann Lee"),
    ("I'm Ann Lee and I love it", "Ann Lee"),
    ("I am Ann Lee", "Ann Lee"),
    ("This is Ann Lee", "Ann Lee"),
    ("Signed, Ann Lee", "Ann Lee"),
    ("- Ann Lee", "Ann Lee"),
    ("Thanks Ann!", "Ann"),
    ("the librarian, Ann Lee, was great", "Ann Lee"),
    ("Kudos to Bob and Sue", "Sue"),
    ("see www.facebook.com/annlee", "annlee"),
    ("https://x.com/annlee", "annlee"),
    ("@annlee on insta", "annlee"),
    ("instagram: annlee77", "annlee77"),
    ("facebook.com/annlee", "annlee"),
]
"""A comment, and what must not be left of it."""


def test_of_a_set_of_personal_details_none_is_left() -> None:
    left = [said for said, personal in PERSONAL if personal in screened([said])[0]]
    assert left == []


@pytest.mark.parametrize(
    "said",
    [
        *("Open until 9 on Main Street please", "The 3rd Street branch is great", "Room 204 is cold"),
        *("I read 120 books in 2024", "On 03/04/2026 the heat was off", "5 star service, 10 computers"),
        *(
            "I was born to read",
            "March 4 storytime was fun",
            "This is Great",
            "I'm New here",
            "A great pin board",
        ),
    ],
)
def test_what_names_nobody_is_left_as_it_is(said: str) -> None:
    assert screened([said]) == [said]


@pytest.mark.parametrize("piece", ["a", "a.", "A b ", "born ", "at "])
def test_a_comment_as_long_as_a_book_comes_to_an_end(piece: str) -> None:
    long = piece * 20_000
    assert screened([long]) == [long]


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
