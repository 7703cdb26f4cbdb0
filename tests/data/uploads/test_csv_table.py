"""Delimited text as a sheet: separators, widths, blank lines, and what is cut off or damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.csv_table import read_table
from data.uploads.records import Sheet
from data.uploads.refused import RefusedError
from data.uploads.sheets import SPACE


def rows(sheet: Sheet) -> dict[int, list[str]]:
    return {int(line): sheet.row(position) for position, line in enumerate(sheet.source_rows)}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Name;Hours\nAnn;1,5\nBo;2,5\n", ["Ann", "1,5"]),
        ("Staff;Course\nDoe, Ann;A, b\nRoe, Bo;C, d\n", ["Doe, Ann", "A, b"]),
        ("Name\tNote\nAnn\ta, b; c\nBo\tc, d; e\n", ["Ann", "a, b; c"]),
        ("Name|Note|x\nAnn|a, b|1\nBo|c|2\n", ["Ann", "a, b", "1"]),
        (
            'Who,When,Tools\n"Ann","09/02/26, 10:04",a;b;\n"Bo","10/02/26, 10:04",c;d;\n',
            ["Ann", "09/02/26, 10:04", "a;b;"],
        ),
        ('Who,"' + "Question\n" * 40 + '",Note\nAnn,1,a; b\nBo,2,c; d\nCy,3,e; f\n', ["Ann", "1", "a; b"]),
        ("sep=;\nAnn;a,b\n", ["Ann", "a,b"]),
        ('"sep=\t"\r\nName,x\r\nAnn\ta,b\r\n', ["Name,x"]),
        ("Title\n\nFor 2026\nName,Hours\nAnn,1\nBo,2\nCy,3\nDi,4\nEd,5\n", ["Name", "Hours"]),
    ],
)
def test_the_separator_is_the_one_that_cuts_steadily(text: str, row: list[str]) -> None:
    found = read_table(text.encode())

    assert row in found.head(5)


def test_a_separator_too_many_at_each_line_is_dropped_and_a_cell_too_many_is_not() -> None:
    sheet = read_table(b"a,b,c\n1,2,3,\n4,,,\n5,6,7,8,,\n9\n,,,,\n" + b"0,0,0,\n" * 20)

    assert list(rows(sheet).values()) == [
        *(["a", "b", "c"], ["1", "2", "3"], ["4", "", ""], ["5", "6", "7", "8"], ["9"], []),
        *([["0", "0", "0"]] * 20),
    ]
    assert len(sheet.columns) == 4


def test_names_are_not_taken_for_surplus_where_headers_are_empty() -> None:
    sheet = read_table(b',"Weeding",""\n"Ann","Completed","2026-02-09 10:00:00"\n"Bo","Not completed",""\n')

    assert sheet.widths.tolist() == [3, 3, 3]


def test_titles_that_hold_a_separator_do_not_make_the_table_narrow() -> None:
    sheet = read_table(b"Log, 2026\nMade by Ann, HR\nName,Course,Note\nAnn,Weeding,\nBo,Weeding,\n")

    assert sheet.widths.tolist() == [2, 2, 3, 3, 3]


def test_white_space_around_cells_is_no_content() -> None:
    sheet = read_table("a , b\u00a0\n \t,\u2003\n\u3000x y\u202f,\ufeffz\n".encode())

    assert list(rows(sheet).values()) == [["a", "b"], [], ["x y", "z"]]


@pytest.mark.parametrize(
    ("text", "cut_row", "last"),
    [
        ("a,b\n1,2\n", None, ["1", "2"]),
        ("a,b\n1,2", None, ["1", "2"]),
        ("a,b\n1,2\n3", 3, ["3"]),
        ("a,b\n1,2\n3\n", None, ["3"]),
        ('a,b\n1,"2\n3', 2, ["1", "2\n3"]),
        ('a,b\n"x\ny",1\n2,"3', 4, ["2", "3"]),
        ('a,b\n2,"3""', 2, ["2", '3"']),
        ('a,b\n2,"3"""', None, ["2", '3"']),
        ('a,b\n2,3"', None, ["2", '3"']),
        ('a,b\r\n"x\r\ny",1\r\n2,"3', 4, ["2", "3"]),
        ('a,b\r"x\ry",1\r2,"3', 4, ["2", "3"]),
    ],
)
def test_a_row_that_is_cut_is_named(text: str, cut_row: int | None, last: list[str]) -> None:
    sheet = read_table(text.encode())

    assert (sheet.cut_row, sheet.row(sheet.height - 1)) == (cut_row, last)


def test_rows_that_a_quote_swallowed_are_read_again() -> None:
    sheet = read_table(b'a,b\n1,"x"\n2,"y\n3,z\n4,"w"\n5,v\n')

    assert sheet.cut_row is None  # the quote is closed by the next one
    assert rows(sheet)[3] == ["2", 'y\n3,z\n4,w"'] or rows(sheet)[5]
    sheet = read_table(b'a,b\n1,x\n2,"y\n3,z\n4,w\n')
    assert rows(sheet) == {1: ["a", "b"], 2: ["1", "x"], 3: ["2", "y"], 4: ["3", "z"], 5: ["4", "w"]}
    assert sheet.cut_row == 3


def test_nul_bytes_are_shown_and_their_records_named() -> None:
    sheet = read_table(b'\x00a,b\n1,"x\n\x00y"\n\n2,3\n\x004,\x00\n')

    assert rows(sheet) == {
        1: ["\ufffda", "b"],
        2: ["1", "x\n\ufffdy"],
        4: [],
        5: ["2", "3"],
        6: ["\ufffd4", "\ufffd"],
    }
    assert sheet.nul_rows == (1, 2, 6)


CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=5)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_quoted_cells_come_back_as_they_were_with_the_line_they_begin_on(
    table: list[list[str]], end: str
) -> None:
    table = [["Name", "Course", "Note"], ["Ann", "Weeding", ""], *table]
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    text = end.join(lines) + end
    sheet = read_table(text.encode())

    numbers, line = [], 1
    for written in lines:
        numbers.append(line)
        line += 1 + written.count("\n") + written.count("\r") - written.count("\r\n")
    expected = [[cell.strip(SPACE) for cell in row] for row in table]
    assert [sheet.row(at) for at in range(sheet.height)] == [row if any(row) else [] for row in expected]
    assert sheet.source_rows.tolist() == numbers
    assert sheet.cut_row is None


@given(st.binary(max_size=60))
def test_any_text_becomes_records_in_order(data: bytes) -> None:
    sheet = read_table(data.decode("cp1252", "replace").encode())

    assert all(len(column) == sheet.height for column in sheet.columns)
    assert (sheet.widths <= len(sheet.columns)).all()
    assert (sheet.source_rows[1:] > sheet.source_rows[:-1]).all()


def test_a_cell_larger_than_any_table_has_is_no_table() -> None:
    with pytest.raises(RefusedError) as refused:
        read_table(b"a,b\n" + b"x" * 11_000_000)

    assert refused.value.code == "not_a_table"


def test_a_few_wide_records_do_not_make_every_record_wide() -> None:
    with pytest.raises(RefusedError) as refused:
        read_table(b"a,b\n" * 60_000 + b",x" * 4_500)

    assert refused.value.code == "too_complex"
