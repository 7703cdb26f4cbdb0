"""Workbooks as one XML file: the same text as from any other workbook, and nothing taken in from outside."""

from __future__ import annotations

import pytest

from data.uploads.open import open_document
from data.uploads.refused import RefusedError
from tests.data.uploads.samples import xml_spreadsheet


def test_an_xml_workbook_is_text_by_its_sheet_rows() -> None:
    document = open_document(xml_spreadsheet(), "log.xls")

    assert document.container == "xls"
    assert [(sheet.name, sheet.is_hidden, sheet.head(9)) for sheet in document.sheets] == [
        (
            "Log",
            False,
            [
                ["Title", "", "", "", ""],
                [],
                ["Café & Main", "1.5", "2026-02-09", "TRUE", ""],
                ["Café & Main", "", "2026-02-09 14:30:00", "", ""],
                ["", "", "1:05:00", "", ""],
            ],
        ),
        ("Old", True, [["", "x"]]),
    ]
    assert document.notes == [
        'In the sheet "Log", 1 merged cell was repeated in each of the rows it spans.',
        'The sheet "Old" is hidden.',
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"</Workbook>", b"", "damaged_file"),
        (b'ss:Index="3"', b'ss:Index="0"', "damaged_file"),
        (b'ss:Index="3"', b'ss:Index="9999999"', "damaged_file"),
        (b'ss:MergeAcross="4"', b'ss:MergeAcross="9999999"', "too_complex"),
        (b'<Row ss:Index="3">', b'<Row ss:Index="1048576"><Cell ss:Index="4000"/>', "too_complex"),
        (b"<Workbook", b"<!DOCTYPE x><Workbook", "unsafe_xml"),
        (b"<Workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><Workbook', "unsafe_xml"),
    ],
)
def test_what_is_no_honest_workbook_is_refused(old: bytes, new: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        open_document(xml_spreadsheet().replace(old, new, 1))

    assert refused.value.code == code
