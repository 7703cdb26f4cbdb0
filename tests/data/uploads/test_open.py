"""Any file to sheets of text: each kind with its whole result, each refusal with its code."""

from __future__ import annotations

import pytest

from data.uploads.open import open_document
from data.uploads.records import Document
from data.uploads.refused import RefusedError
from tests.data.uploads.made_files import archive, zipped
from tests.data.uploads.samples import STATEMENT, TABLE, samples

ROWS = {
    1: ["Username", "Full name", "Branch", "Course", "Status", "Completed", "Hours"],
    2: ["ann", "Doe, Ann", "Main Library", "Difficult conversations", "Completed", "2026-02-09", "1.5"],
    3: ["bo", 'Roe "Bo" Bo', "Café Branch", "Weeding,\nagain", "In progress", "", ""],
    5: [],
    6: ["cy", "Cy Moe", "Main Library", "Difficult conversations", "Completed", "31/12/2025", "1:30:00"],
}


def sheets(document: Document) -> list[dict[int, list[str]]]:
    """Give every sheet as its rows by source row."""
    return [
        {int(line): sheet.row(position) for position, line in enumerate(sheet.source_rows)}
        for sheet in document.sheets
    ]


def refused(content: bytes, name: str = "") -> tuple[str, str]:
    with pytest.raises(RefusedError) as error:
        open_document(content, name)
    return error.value.code, error.value.called


@pytest.mark.parametrize(
    "name", ["csv", "csv with mark", "csv old mac", "tsv utf-16", "tsv utf-16 without mark"]
)
def test_text_is_one_sheet_in_every_encoding(name: str) -> None:
    document = open_document(samples()[name], "export.csv")
    end = "\r" if "mac" in name else "\n"
    mark = "\t" if "tsv" in name else ","
    expected = {
        line: [cell.replace("\n", end).replace(",", mark) for cell in row] for line, row in ROWS.items()
    }

    assert (document.container, document.notes, document.statements) == ("csv", [], None)
    assert sheets(document) == [expected]


def test_windows_letters_are_read_and_said() -> None:
    document = open_document(samples()["csv windows"])

    assert document.notes == ["The file is not UTF-8; its letters were read as Windows-1252."]
    assert sheets(document)[0][3] == [
        "bo",
        'Roe "Bo" Bo',
        "Café Branch",
        "Weeding;\r\nagain",
        "In progress",
        "",
        "",
    ]


def test_a_line_that_names_the_separator_is_no_row() -> None:
    (rows,) = sheets(open_document(samples()["csv sep line"]))

    assert list(rows) == [2, 3, 4, 6, 7]
    assert rows[3][1] == "Doe| Ann"


def test_a_workbook_is_text_by_its_sheet_rows() -> None:
    document = open_document(samples()["xlsx"], "log.xlsx")

    assert document.container == "xlsx"
    assert sheets(document) == [
        {
            1: ["Training log", "", "", "", "", "", ""],
            2: [],
            3: ["Branch", "Name", "When", "Length", "Hours", "Done", "Score"],
            4: ["Main", "Ann", "2026-02-09", "31:00:00", "1.5", "TRUE", ""],
            5: ["Main", "Bo", "2026-02-09", "", "45932", "", ""],
            6: ["", "", "2026-02-09 14:30:00", "", "", "", ""],
        },
        {1: ["Name", "Course"]},
    ]
    assert [(sheet.name, sheet.is_hidden) for sheet in document.sheets] == [
        ("Log 2026", False),
        ("Old", True),
    ]
    assert document.notes == [
        'In the sheet "Log 2026", 1 merged cell was repeated in each of the rows it spans.',
        'The sheet "Old" is hidden.',
    ]


def test_an_old_workbook_is_read_as_a_new_one() -> None:
    document = open_document(samples()["xls"], "staff.xls")

    assert document.container == "xls"
    assert sheets(document) == [
        {
            1: ["Branch", "Name", "When", "Hours", "Done"],
            2: ["Café", "Ann", "2026-02-09", "1.5", "TRUE"],
            3: ["Café", "Bo", "2026-02-09", "3", "FALSE"],
        }
    ]


def test_each_table_of_a_web_page_is_a_sheet_and_the_name_that_says_otherwise_is_noted() -> None:
    document = open_document(samples()["html"], "report.xls")

    assert sheets(document) == [
        {
            1: ["Branch", "Name", "Course"],
            2: ["Café & Main", "Ann", "=cmd()\nagain"],
            3: ["Café & Main", "Bo", "Weeding"],
        },
        {1: ["Total", "", "2"]},
    ]
    assert document.notes == ["The file's name ends in .xls, but it is a web page and was read as that."]


@pytest.mark.parametrize(("name", "count"), [("json", 2), ("json lines", 3), ("json object", 1)])
def test_statements_are_given_as_they_are(name: str, count: int) -> None:
    document = open_document(samples()[name])

    assert (document.container, document.sheets) == ("json", [])
    assert document.statements is not None
    assert len(document.statements) == count
    assert document.statements[0] == STATEMENT


def test_an_archive_of_one_file_is_that_file() -> None:
    packed = zipped({"../../x.csv": TABLE.encode(), "__MACOSX/x.csv": b"?", "folder/.DS_Store": b"?"})

    assert sheets(open_document(packed)) == [ROWS]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("empty_file", "")),
        (b" \r\n\t\n", ("empty_file", "")),
        (b"\xef\xbb\xbf", ("empty_file", "")),
        (b",,,\n,,,\n", ("empty_file", "")),
        (b"\x00" * 500, ("wrong_type", "not text")),
        (b"MZ\x90\x00\x03\x00\x00", ("wrong_type", "a program")),
        (b"%PDF-1.7", ("wrong_type", "a PDF")),
        (b"\x89PNG\r\n", ("wrong_type", "a picture")),
        (b"PK\x03\x04 and no more", ("damaged_file", "")),
        (b"PK\x05\x06" + bytes(18), ("empty_file", "")),
        (samples()["xls"][:1000], ("wrong_type", "an old Office file")),
        (samples()["xlsx"][:2000], ("damaged_file", "")),
        (samples()["zip"], ("wrong_type", "an archive of several files")),
        (
            archive(**{"[Content_Types].xml": b"", "word__document.xml": b""}),
            ("wrong_type", "a Word document"),
        ),
        (archive(mimetype=b"", **{"content.xml": b""}), ("wrong_type", "an OpenDocument file")),
        (archive(a=archive(b=b"a,b\n")), ("wrong_type", "an archive inside an archive")),
        (b"<html><p>No table</p><p>here</p></html>", ("not_a_table", "")),
        (b"<table><tr></tr><tr><td> </td></tr></table>", ("not_a_table", "")),
        (b'<?xml version="1.0"?><feed><item/></feed>', ("wrong_type", "an XML file")),
        (b'{"actor": 1', ("damaged_file", "")),
        (b'[{"actor": 1}, {"act', ("damaged_file", "")),
        (b"[]", ("not_a_table", "")),
        (b"[[1, 2]]", ("not_a_table", "")),
        (b"[" * 100_000, ("too_complex", "")),
    ],
)
def test_what_is_not_read_is_refused_with_a_code(content: bytes, expected: tuple[str, str]) -> None:
    assert refused(content, "data.csv") == expected
