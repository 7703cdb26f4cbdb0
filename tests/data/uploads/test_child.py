"""Reading in a child process: the same answer, and an end to what would exhaust the reader."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

import pytest

from data.uploads import child
from data.uploads.child import check_in_child
from data.uploads.read import check
from tests.data.uploads.made_files import with_sheet_xml, workbook

PAGE = (
    "Format: Webinar, original date May 6, 2019\nHosted by: Infopeople and Ünïcode Society\nLength: 4 weeks\n"
    "Recruit volunteers for the café’s book sale. You will be able to:\n- Find them.\n"
    "Presented by: Ann Example\n"
).encode()
BOOK = workbook(A=[["Title", "Date"], ["Weeding", "2019-02-03"]])
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="memory limits need POSIX")


@pytest.mark.parametrize(
    "content", [PAGE, BOOK, b"", b"%PDF"], ids=["page", "workbook", "nothing", "refused"]
)
def test_the_child_answers_as_the_reader_itself(content: bytes) -> None:
    today = date(2026, 11, 24)

    assert check_in_child(content, "a name\n\x00", today=today) == check(content, today=today)


def test_what_the_caller_says_reaches_the_child() -> None:
    assert check_in_child(PAGE, kind="staff").file_reason == "not_catalog"
    assert check_in_child(PAGE, today=date(2017, 1, 1)).entries[0].dated_on is None
    assert check_in_child(PAGE, most_bytes=5).file_reason == "too_large"


@needs_posix
def test_a_small_workbook_that_fills_the_memory_is_refused_and_the_caller_lives() -> None:
    far_cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    hostile = with_sheet_xml(BOOK, lambda xml: xml.replace(b"</sheetData>", far_cell))
    start = time.monotonic()

    reading = check_in_child(hostile)

    assert (len(hostile) < 10_000, reading.kind, reading.file_reason) == (True, "reject", "too_complex")
    assert time.monotonic() - start < 20


def test_a_workbook_that_claims_a_million_rows_is_read_as_what_it_holds() -> None:
    claimed = with_sheet_xml(BOOK, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))

    assert claimed != BOOK
    assert [entry.label for entry in check_in_child(claimed).entries] == ["Weeding"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_sheet_xml(BOOK, lambda xml: xml + b" " * 50_000_000)

    assert check_in_child(bomb).file_reason == "unsafe_archive"


@pytest.mark.parametrize(
    "content",
    [b"a" * 5_000_000, b"Format: " * 600_000, b"\n" * 5_000_000, b"<div>" * 1_000_000],
    ids=["one line", "labels", "line ends", "deep page"],
)
def test_large_and_strange_files_are_answered_in_seconds(content: bytes) -> None:
    start = time.monotonic()

    assert check_in_child(content).file_reason in ("no_rows", "empty_file")
    assert time.monotonic() - start < 20


def test_a_file_that_takes_too_long_is_refused() -> None:
    reading = check_in_child(PAGE * 20_000, seconds=0.3)

    assert (reading.kind, reading.file_reason) == ("reject", "too_complex")
    assert reading.message.startswith("The file takes too much time or memory to read")


def test_a_child_that_waits_without_an_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
    start = time.monotonic()

    assert check_in_child(PAGE, seconds=1).file_reason == "too_complex"
    assert time.monotonic() - start < 30


@needs_posix
def test_a_page_that_needs_more_memory_than_it_may_have_is_refused() -> None:
    many = PAGE * 12_000

    assert check_in_child(many).kind == "catalog"
    assert check_in_child(many, memory_mb=100).file_reason == "too_complex"
    assert check_in_child(PAGE, memory_mb=100).kind == "catalog"


@pytest.mark.parametrize(
    ("output", "code"), [(b"", 0), (b"not json", 0), (b"{}", 0), (b'{"kind": 1}', 0), (b"null", 0), (b"", -9)]
)
def test_a_child_that_dies_or_babbles_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, output: bytes, code: int
) -> None:
    def run(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], code, output, b"")

    monkeypatch.setattr(child.subprocess, "run", run)

    assert check_in_child(PAGE).file_reason == "too_complex"
