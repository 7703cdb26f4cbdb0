"""Reading in a child process: the same answer, and an end to what would exhaust the reader."""

from __future__ import annotations

import sys
import time
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from data.uploads import child, early
from data.uploads.child import check_in_child, take_in_child
from data.uploads.read import check
from data.uploads.recognized import Settings
from data.uploads.records import IGNORED, Checked
from data.uploads.transport import Result
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
    monkeypatch.setattr(early, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))
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
    ("output", "code"),
    [
        ("", 0),
        ("not json", 0),
        ("{}", 0),
        ('[{"reading": 1}]', 0),
        ("null", 0),
        ("", 9),
        ("[]", 0),
        ("[{}]", 0),
    ],
)
def test_a_child_that_dies_or_babbles_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, output: str, code: int
) -> None:
    babble = f"import sys; print({output!r}); sys.exit({code})"
    monkeypatch.setattr(early, "COMMAND", (sys.executable, "-c", babble))

    assert check_in_child(PAGE * 1_000).file_reason == "too_complex"
    assert [each.file_reason for each in take_in_child(PAGE * 1_000)] == ["too_complex"]


def test_a_whole_answer_counts_for_nothing_when_the_child_dies_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dies = "import os, sys; from data.uploads import child; child.main(); sys.stdout.flush(); os._exit(3)"
    monkeypatch.setattr(early, "COMMAND", (sys.executable, "-c", dies))

    assert check_in_child(PAGE).file_reason == "too_complex"


def echo(content: bytes, file_name: str, **told: Any) -> list[Result]:
    """Stand in for ``take``: say what arrived."""
    said = f"{told['kind']} {told['answers']} {told['today']} {told['setting']} {told['most_bytes']}"
    rows = pa.table({"source_row": [len(content)], "reason": ["blank_row"]}, IGNORED)
    return [check(content), Checked("completions", "csv", said, file_name=file_name, ignored=rows)]


def test_an_upload_travels_with_its_answers_and_comes_back_with_its_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child, "TAKE", "tests.data.uploads.test_child:echo")

    page, upload = take_in_child(
        PAGE,
        "../é\n.csv",
        kind="completions",
        answers={"course": "Ünï", "columns": {"person": "Name"}},
        today=date(2026, 11, 24),
        setting=Settings("day"),
    )

    assert page == check(PAGE)
    assert isinstance(upload, Checked)
    assert (upload.file_name, upload.ignored.to_pylist()) == (
        "../é\n.csv",
        [{"source_row": len(PAGE), "reason": "blank_row"}],
    )
    assert upload.message == (
        "completions {'course': 'Ünï', 'columns': {'person': 'Name'}} 2026-11-24"
        f" Settings(date_order='day') {child.MOST_BYTES}"
    )


def faulty(content: bytes, file_name: str, **told: Any) -> list[Result]:
    """Fail, with something personal in the message."""
    raise KeyError("Ann Example")


def test_a_fault_of_ours_is_logged_by_its_place_without_what_people_wrote(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(child, "TAKE", "tests.data.uploads.test_child:faulty")

    assert [each.file_reason for each in take_in_child(PAGE)] == ["too_complex"]
    assert "KeyError in tests/data/uploads/test_child.py, line " in caplog.text
    assert "Ann" not in caplog.text


def test_an_upload_that_is_too_large_or_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))

    assert [each.file_reason for each in take_in_child(PAGE, most_bytes=5)] == ["too_large"]
    assert [each.file_reason for each in take_in_child(PAGE, seconds=0.2)] == ["too_complex"]


def test_larger_files_may_take_more() -> None:
    small, large = child.allowed(1_000), child.allowed(100_000_000)

    assert small == (20, 1536)
    assert large > small


def test_a_child_that_was_started_early_does_the_same_and_ends_when_nothing_comes() -> None:
    early.start()
    (found,) = take_in_child(PAGE, "t.txt")
    assert found == take_in_child(PAGE, "t.txt")[0]
    early.start()
    with early.child() as waiting:
        assert waiting.communicate()[0] == b""
    assert waiting.returncode == 0
