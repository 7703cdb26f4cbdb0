"""The web page, the workbook and the PDF: the same numbers, nothing that runs, nothing left to interpret."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from report.answer import Answer
from report.pack import paper
from report.pack.outline import Item, Outline
from report.pack.paper import displayable, pdf_bytes, plain_letters
from report.pack.sheets import xlsx_bytes
from report.pack.web import html_bytes
from tests.effort import few
from tests.report.made_up import answer, by_month, rates

HOSTILE = '<script>alert(1)</script> #eval("1") *b* ![x](http://198.51.100.7/x.png) =cmd()'


def outline(*answers: Answer[Any], title: str = "Board report") -> Outline:
    return Outline(title, "Cedar Valley Libraries", date(2026, 11, 24), [Item(each) for each in answers])


def text_of(pdf: pikepdf.Pdf) -> str:
    """The text alternatives of a PDF's figures, as its tags have them."""
    return " ".join(str(node.Alt) for node in nodes(pdf) if "/Alt" in node)


def nodes(pdf: pikepdf.Pdf) -> list[Any]:
    found: list[Any] = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


def test_the_page_asks_nothing_of_anybody_and_shows_text_as_typed() -> None:
    page = html_bytes(outline(rates([HOSTILE, "b", "c"]), title=HOSTILE)).decode()
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)""", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src 'none'" in page


def test_the_page_has_every_row_and_says_hidden_for_what_is_not_shown() -> None:
    page = html_bytes(outline(rates())).decode()
    assert "<td>Main</td><td>80%</td>" in page
    assert "<td>Small</td><td>hidden</td>" in page
    assert "hidden" in page


def test_the_workbook_has_the_whole_table_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(outline(rates(["=1+1", "b", "c"]), by_month()))))
    sheet = book["1 Rates"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", 0.8, 0.76, 0.84, 428]
    assert sheet["A2"].data_type == "s"
    assert book["Contents"]["B2"].value == "Main completes most."


def test_the_pdf_is_tagged_has_a_language_and_embeds_its_fonts() -> None:
    with pikepdf.open(io.BytesIO(pdf_bytes(outline(rates(), by_month())))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("en")
        tags = {str(node.S) for node in nodes(pdf) if "/S" in node}
        assert {"/H1", "/H2", "/Figure", "/Table", "/TH", "/TD"} <= tags
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(inner.FontDescriptor.keys())
        assert "Main completes most." in text_of(pdf)


@few(15)
@given(
    st.text(max_size=60)
    | st.sampled_from(["\x00", "\ufffe", "\u202eabc", "#", "\\", "$x$", "😀" * 30, HOSTILE])
)
def test_any_text_goes_through_every_form(text: str) -> None:
    told = outline(
        answer(rates([text, "b", "c"]).frames.rows, rates().finding.shape, sentence=text), title=text
    )
    assert html_bytes(told)
    load_workbook(io.BytesIO(xlsx_bytes(told)))
    with pikepdf.open(io.BytesIO(pdf_bytes(told))) as pdf:
        assert len(pdf.pages) >= 3


def test_marks_over_letters_are_given_up_where_the_font_cannot_set_them() -> None:
    assert displayable("Ann\u00e9 e\u0301 \u4e2d", plain_letters()) == "Ann\u00e9 e\ufffd \ufffd"
    assert displayable("e\u0301") == "e\u0301"


def test_the_workbook_says_hidden_and_coded_where_there_is_no_number() -> None:
    rows = rates().frames.rows.assign(coded=["", "", "over 95%"])
    rows.loc[2, ["rate", "low", "high"]] = None
    book = load_workbook(io.BytesIO(xlsx_bytes(outline(answer(rows, rates().finding.shape)))))
    assert [[cell.value for cell in row] for row in book["1 Rates"].iter_rows(min_row=3)] == [
        ["Small", "hidden", "hidden", "hidden", "hidden"],
        ["North", "over 95%", None, None, 52],
    ]


def test_a_pack_whose_letters_cannot_be_set_is_printed_in_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    compiled = paper._compiled

    def fussy(told: Outline, words: dict[str, Any]) -> bytes:
        tried.append(words["title"])
        if not words["title"].isascii():
            raise typst.TypstError("missing codepoints")
        return compiled(told, words)

    monkeypatch.setattr(paper, "_compiled", fussy)
    with pikepdf.open(io.BytesIO(pdf_bytes(outline(rates(), title="Bücher \U0001f600")))) as pdf:
        assert len(pdf.pages) >= 3
    assert tried == ["Bücher \ufffd", "Bücher \ufffd", "B?cher ?"]
