"""Tables of web pages: cells that span, tables in tables, and what a reader does not see."""

from __future__ import annotations

import pytest

from data.uploads.html_tables import read_tables


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<tr><td>a<td>b<tr><td>c", [["a", "b"], ["c"]]),
        (
            "<tr><td colspan=2>a</td><td>b</td></tr><tr><td>1</td><td>2</td><td>3</td></tr>",
            [["a", "", "b"], list("123")],
        ),
        ("<tr><td rowspan=3>a<td>1<tr><td>2<tr><td>3", [["a", "1"], ["a", "2"], ["a", "3"]]),
        ("<tr><td>1<td rowspan=2>a<tr><td>2", [["1", "a"], ["2", "a"]]),
        ("<tr><td colspan=x rowspan=-1>a<td colspan=0>b", [["a", "b"]]),
        ("<tr><td> a \n\n b&nbsp;<td>&lt;script&gt;", [["a b", "<script>"]]),
        ("<tr><td>a<br>b<p>c</p><td><ul><li>d</ul>", [["a\nb\nc", "d"]]),
        (
            "<thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td>1<td>2</tbody>",
            [["h", "i"], ["1", "2"]],
        ),
        (
            "<tr><td>a<script>b</script><style>c</style><!-- d --><td><select><option>e</select>f",
            [["a", "f"]],
        ),
        ("<tr><td><td></tr><tr><td>1<td>2", [[], ["1", "2"]]),
    ],
)
def test_cells_are_the_text_a_reader_sees(source: str, expected: list[list[str]]) -> None:
    (sheet,) = read_tables(f"<table>{source}</table>".encode()).sheets

    assert [sheet.row(at) for at in range(sheet.height)] == expected
    assert sheet.source_rows.tolist() == list(range(1, len(expected) + 1))


def test_a_table_in_a_cell_is_a_sheet_of_its_own() -> None:
    source = b"<table><tr><td>a<table><tr><td>1<td>2</table>b<td>c</table><table><tr><td> </table>"
    document = read_tables(source)

    assert [(sheet.name, sheet.head(9)) for sheet in document.sheets] == [
        ("Table 1", [["ab", "c"]]),
        ("Table 2", [["1", "2"]]),
    ]
