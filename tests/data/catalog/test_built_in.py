"""The built-in catalog: the facts of the real page, in our own words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from data.catalog import built_in
from data.catalog.records import Entry
from data.uploads.read import check
from data.vocab.tables import same_courses

REAL_PAGE = Path(__file__).parents[4] / "shared" / "seed" / "customer-service-category.txt"
beside_the_real_page = pytest.mark.skipif(not REAL_PAGE.exists(), reason="the real page is not here")

ARSL = "Association for Rural & Small Libraries"
IMLS = "Institute of Museum and Library Services"
WJ = "WebJunction"
# format, date, minutes, hosts, developers, funders, presenters, moderators, number of objectives, main topic
FACTS = [
    ("self-paced", None, 60, (), (WJ,), ("OCLC", IMLS), (), (), 5, "Conflict and de-escalation"),
    (
        "webinar", date(2012, 3, 21), 60, ("Infopeople",), (), (),
        ("Gretel Stock-Kupperman",), (), 0, "Customer service",
    ),
    (
        "webinar", date(2015, 11, 18), 60, (WJ, ARSL), (), (),
        ("Sharon Morris", "Kieran Hixon"), (), 0, "Customer service",
    ),
    (
        "webinar", date(2024, 3, 13), 90, (WJ,), (), (),
        ("Beth Wahler", "Sarah Johnson"), (), 5, "Mental health and trauma",
    ),
    (
        "webinar", date(2020, 3, 5), 60, (WJ,), (), (),
        ("Eric Lashley", "Patrick Lloyd", "Rivkah Sass"), (), 0, "Safety and security",
    ),
    ("unknown", None, 60, (), (WJ,), (), (), (), 0, "Conflict and de-escalation"),
    ("self-paced", None, 60, (), ("LibraryU",), (), (), (), 0, "Conflict and de-escalation"),
    ("self-paced", None, 120, (), (), (IMLS,), (), (), 0, "Customer service"),
    (
        "webinar", date(2018, 2, 21), 60, (WJ, ARSL), (), (),
        ("Mallory Pillard", "Sara Zettervall"), (), 0, "Homelessness and social needs",
    ),
    ("webinar", date(2023, 2, 22), 60, (WJ, ARSL), (), (), ("Jennie Garner",), (), 0, "Policy"),
    ("webinar", date(2023, 5, 18), 90, (WJ,), (), (), ("Melissa Munn",), (), 0, "Safety and security"),
    (
        "webinar", date(2015, 1, 21), 60, ("Nicolet Federated Library System",), (), (),
        ("Erica Reynolds",), (), 0, "Customer service",
    ),
    (
        "webinar", date(2021, 2, 5), 60, (WJ,), (), (),
        ("Emilie Braunel", "Jerianne Davis", "Susan Green", "Richard Styre"), ("Margo Gustina",), 0,
        "Community wellbeing",
    ),
    ("webinar", date(2017, 1, 11), 60, (WJ,), (), (), ("Pat Wagner",), (), 0, "Community wellbeing"),
    (
        "webinar", date(2021, 6, 9), 60, ("Infopeople",), (), (),
        ("Lisa Maxwell",), (), 0, "Conflict and de-escalation",
    ),
    (
        "webinar", date(2012, 12, 12), 60, (WJ, "ALA Learning Round Table"), (), (),
        ("Crystal Schimpf", "Elena Rosenfeld", "Suzanne McGowan"), (), 0, "Customer service",
    ),
]  # fmt: skip
LABELS = [
    "Handling difficult situations at the desk",
    "Becoming a customer-focused library",
    "Yes-O-Meter",
    "Serving patrons with complex needs",
    "Protective factor",
    "De-escalating conflict among users and staff",
    "Responding to angry patrons",
    "Extreme customer service",
    "Welcoming homeless patrons",
    "Writing inclusive library policies",
    "Creating a safe environment",
    "Wowing people with the patron experience",
    "Raising social wellbeing",
    "Serving the public in community turmoil",
    "Ten Tips for Managing Conflict",
    "Disney Institute on Quality Service",
]


def entries(content: bytes) -> list[Entry]:
    reading = check(content, today=date(2026, 11, 24))
    assert reading.problems == []
    return reading.entries


def facts(entry: Entry) -> tuple[object, ...]:
    return (
        entry.format,
        entry.dated_on,
        entry.minutes,
        entry.hosts,
        entry.developers,
        entry.funders,
        entry.presenters,
        entry.moderators,
        len(entry.objectives),
        entry.topics[0].label,
    )


def test_the_built_in_catalog_has_the_facts_of_the_sixteen_courses() -> None:
    found = entries(built_in.content())

    assert [facts(entry) for entry in found] == FACTS
    assert [entry.problems for entry in found] == [()] * 16
    assert [entry.label for entry in found] == LABELS
    assert found[0].experts == ("Kate Hall",)
    assert [entry.designers for entry in found if entry.designers] == [(WJ,), (WJ,)]


def test_the_built_in_page_has_the_layout_of_the_real_one() -> None:
    text = built_in.content().decode()

    assert "\r" not in text
    assert "\n\n" not in text
    assert built_in.FILE_NAME.endswith(".txt")


def test_same_courses_lead_to_the_built_in_ones() -> None:
    ids = [entry.course_id for entry in entries(built_in.content())]

    assert list(same_courses().values()) == ids
    assert set(same_courses()).isdisjoint(ids)


@beside_the_real_page
def test_the_real_page_says_the_same_and_is_the_same_courses() -> None:
    real, ours = entries(REAL_PAGE.read_bytes()), entries(built_in.content())

    assert [facts(entry) for entry in real] == FACTS
    assert [(e.experts, e.designers, e.course_id) for e in real] == [
        (e.experts, e.designers, e.course_id) for e in ours
    ]
    assert len({entry.label for entry in real}) == 16


@beside_the_real_page
def test_no_six_words_in_a_row_are_the_real_page_s() -> None:
    def runs(content: bytes) -> set[tuple[str, ...]]:
        told = (" ".join((entry.description, *entry.objectives)) for entry in entries(content))
        words = [re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", "")) for text in told]
        return {tuple(each[at : at + 6]) for each in words for at in range(len(each) - 5)}

    assert runs(built_in.content()) & runs(REAL_PAGE.read_bytes()) == set()
