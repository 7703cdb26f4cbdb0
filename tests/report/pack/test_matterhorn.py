"""The printed pack passes what a machine can check of PDF/UA-1, and the checks find what is broken."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pikepdf
import pytest

from report.pack.outline import Item, Outline
from report.pack.paper import pdf_bytes
from tests.report.made_up import answer, by_month, rates
from tests.report.pack.matterhorn import _nodes, faults

CONTENT = pdf_bytes(
    Outline(
        "Report", "Cedar", date(2026, 11, 24), changes=("Nothing.",),
        items=[Item(each) for each in (rates(), by_month(), answer(rates().frames.rows))],
    )
)  # fmt: skip


def test_a_pack_passes_every_check() -> None:
    with pikepdf.open(io.BytesIO(CONTENT)) as pdf:
        assert faults(pdf) == []


def _first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return next(node for node in _nodes(pdf) if str(node.S) == kind)


def _untag(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nBT (x) Tj ET\n")


def _hide_font(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values()))["/ToUnicode"]


def _skip_level(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "/H2").S = pikepdf.Name("/H4")


BROKEN: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "01 page 1: Tj is neither tagged nor an artifact": _untag,
    "07 the title is not shown": lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/DisplayDocTitle"),
    "11 no language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "13 a figure without a text alternative": lambda pdf: _first(pdf, "/Figure").__delitem__("/Alt"),
    "14 a heading of level 4 after one of level 1": _skip_level,
    "15 a heading of a table without a scope": lambda pdf: _first(pdf, "/TH").__delitem__("/A"),
    "28 page 1: the order of tabs is not": lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs"),
    "letters that mean nothing": _hide_font,
}


@pytest.mark.parametrize("fault", list(BROKEN))
def test_what_is_broken_is_found(fault: str) -> None:
    with pikepdf.open(io.BytesIO(CONTENT)) as pdf:
        BROKEN[fault](pdf)
        assert any(fault in each for each in faults(pdf)), faults(pdf)
