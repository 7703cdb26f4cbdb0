"""Readings as JSON: what ``check --json`` says, and the whole record there and back."""

from __future__ import annotations

import json
from datetime import date

import pytest

from data.catalog.answer import pack, to_json, unpack
from data.uploads.read import check

PAGE = """\
Format: Webinar, original date May 6, 2019
Hosted by: WebJunction and the Example Society
Length: 1 hour 30 minutes
Recruit volunteers for real tasks. As a result, you will be able to:
- Find volunteers.
- Thank them.
Presented by: Ann Example, Bo Sample, and moderated by Cy Tester
Format: Self-paced Course
Developed by: WebJunction
Developed with: funding from the Institute of Museum and Library Services
Length: 4 weeks
Weeding, from the first shelf to the last, with a few “hard” ca"""


def test_a_catalog_page_is_answered_whole() -> None:
    assert to_json(check(PAGE.encode(), "page.txt", today=date(2026, 11, 24))) == {
        "kind": "catalog",
        "source_format": "catalog page (text)",
        "message": "2 courses found, 4 problems.",
        "entries": [
            {
                "format": "webinar",
                "date": "2019-05-06",
                "year": 2019,
                "hosts": ["WebJunction", "Example Society"],
                "developers": [],
                "funders": [],
                "minutes": 90,
                "label": "Recruit volunteers for real tasks",
                "presenters": ["Ann Example", "Bo Sample"],
                "moderators": ["Cy Tester"],
                "objectives": ["Find volunteers.", "Thank them."],
                "topics": ["Volunteers"],
                "description": "Recruit volunteers for real tasks. As a result, you will be able to:",
                "problems": [
                    {
                        "code": "unknown_host",
                        "message": "The organization is not on the list of known names: Example Society.",
                        "source_row": 2,
                        "column": "Hosted by",
                        "value": "Example Society",
                    }
                ],
            },
            {
                "format": "self-paced",
                "date": None,
                "year": None,
                "hosts": [],
                "developers": ["WebJunction"],
                "funders": ["Institute of Museum and Library Services"],
                "minutes": None,
                "label": "Weeding, from the first shelf to the last",
                "presenters": [],
                "moderators": [],
                "objectives": [],
                "topics": ["Readers' advisory and collections"],
                "description": "Weeding, from the first shelf to the last, with a few “hard” ca",
                "problems": [
                    {
                        "code": "open_length",
                        "message": "The length is not one number of minutes: 4 weeks.",
                        "source_row": 11,
                        "column": "Length",
                        "value": "4 weeks",
                    },
                    {
                        "code": "cut_entry",
                        "message": "The entry seems to be cut off here: … to the last, with a few “hard” ca.",
                        "source_row": 12,
                        "column": "",
                        "value": "… to the last, with a few “hard” ca",
                    },
                ],
            },
        ],
        "problems": [
            {
                "code": "page_cut",
                "message": "The page ends in the middle of a line, so something may be missing; "
                "the entries before it were kept.",
                "source_row": 12,
                "column": "",
                "value": "… to the last, with a few “hard” ca",
            }
        ],
    }


def test_a_refused_page_is_answered_like_a_refused_upload() -> None:
    assert to_json(check(b"")) == {
        "kind": "reject",
        "source_format": "",
        "file_reason": "empty_file",
        "message": "The file is empty: choose a catalog page or a course list with something in it.",
        "rows_accepted": 0,
        "rows_rejected": [],
        "rows_ignored": [],
        "rows_flagged": [],
        "records_total": 0,
        "first_record": None,
        "last_record": None,
        "questions": [],
        "entries": [],
        "problems": [],
    }


@pytest.mark.parametrize("content", [PAGE, "", "Title,Date,Color\nWeeding,31/02/2019,red\n"])
def test_a_reading_comes_back_whole_from_json(content: str) -> None:
    reading = check(content.encode())

    assert unpack(json.loads(json.dumps(pack(reading)))) == reading
