"""Organizations: known names whole, the rest split and kept as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.vocab.organizations import canonical, funders_of, organizations_within, split_organizations
from data.vocab.tables import organizations

ARSL = "Association for Rural & Small Libraries"
LSC = "Legal Services Corporation"
PPS = "Project for Public Spaces"
IMLS = "Institute of Museum and Library Services"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("WebJunction", ["WebJunction"]),
        ("WebJunction and the Association for Rural and Small Libraries", ["WebJunction", ARSL]),
        ("WebJunction and Association for Rural & Small Libraries", ["WebJunction", ARSL]),
        ("WebJunction and the Association for Rural & Small Libraries", ["WebJunction", ARSL]),
        ("Association of Rural and Small Libraries (ARSL)", [ARSL]),
        ("ARSL, PLA and ALA", [ARSL, "Public Library Association", "American Library Association"]),
        ("ALA’s Learning Round Table", ["ALA Learning Round Table"]),
        ("WebJunction and ALA's Learning Round Table", ["WebJunction", "ALA Learning Round Table"]),
        ("LearnRT", ["ALA Learning Round Table"]),
        ("Research Library Partnership, OCLC", ["OCLC Research Library Partnership"]),
        (
            "WebJunction and Research Library Partnership, OCLC",
            ["WebJunction", "OCLC Research Library Partnership"],
        ),
        ("LJ", ["Library Journal"]),
        ("Infopeople, as part of the Example State Library Kindness Series, Where A Meets B", ["Infopeople"]),
        ("LibraryU, a program of the Illinois State Library and the regional library systems", ["LibraryU"]),
        ("LibraryU, a program of the Illinois State Library and WebJunction", ["LibraryU"]),
        ("WebJunction, in collaboration with Legal Services Corporation", ["WebJunction", LSC]),
        ("WebJunction, in collaboration with Project for Public Spaces (PPS)", ["WebJunction", PPS]),
        ("WebJunction*", ["WebJunction"]),
        ("webjunction", ["WebJunction"]),
    ],
)
def test_known_names_are_found_whole(written: str, names: list[str]) -> None:
    found = split_organizations(written)

    assert [name.name for name in found] == names
    assert all(name.is_known for name in found)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Example Council", ["Example Council"]),
        ("the Example Council", ["Example Council"]),
        ("The Example Library and Sample University", ["Example Library", "Sample University"]),
        (
            "Example Library, Sample Library, and Third Society",
            ["Example Library", "Sample Library", "Third Society"],
        ),
        ("Department of Archives and History", ["Department of Archives and History"]),
        ("University of Example and Sample Library", ["University of Example", "Sample Library"]),
        ("Example Agency, Northern Region", ["Example Agency, Northern Region"]),
        ("OCLC Members of Example", ["OCLC Members of Example"]),
        (
            "American Library Association's Office of Examples",
            ["American Library Association's Office of Examples"],
        ),
        ("Ann’s Place", ["Ann’s Place"]),
        ("pla", ["pla"]),
    ],
)
def test_unknown_names_are_split_and_kept_as_written(written: str, names: list[str]) -> None:
    found = split_organizations(written)

    assert [name.name for name in found] == names
    assert not any(name.is_known for name in found)


def test_known_and_unknown_names_stand_side_by_side() -> None:
    found = split_organizations("Example Commission for Libraries, WebJunction and the Sample Society")

    assert [tuple(name) for name in found] == [
        ("Example Commission for Libraries", False),
        ("WebJunction", True),
        ("Sample Society", False),
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("funding from the Institute of Museum and Library Services", [IMLS]),
        ("Funding provided by the Institute of Museum and Library Services (IMLS)", [IMLS]),
        ("from the Example Fund", ["Example Fund"]),
        ("OCLC and the Institute of Museum and Library Services (project number AB-12-CD).", ["OCLC", IMLS]),
        ("a grant from the Example Foundation", ["Example Foundation"]),
        (
            "National Network of Libraries of Medicine, MidContinental Region",
            ["National Network of Libraries of Medicine, MidContinental Region"],
        ),
        ("Example Agency (number 12)", ["Example Agency"]),
    ],
)
def test_a_funding_line_gives_who_paid(written: str, names: list[str]) -> None:
    assert [name.name for name in funders_of(written)] == names


def test_known_names_are_found_inside_a_sentence() -> None:
    assert organizations_within("based on a talk by Ann Example, designed by WebJunction and OCLC") == (
        "WebJunction",
        "OCLC",
    )


def test_every_spelling_leads_to_its_own_name() -> None:
    for organization in organizations():
        for spelling in (organization.name, *organization.aliases):
            assert canonical(spelling) == organization.name
            assert [name.name for name in split_organizations(spelling)] == [organization.name], spelling


@given(st.text(alphabet="aA &,'’().theandofOCLC", max_size=60))
def test_any_text_is_split_without_losing_its_letters(text: str) -> None:
    for name in split_organizations(text):
        assert name.name.strip() == name.name != ""
