"""Files made to exhaust or mislead the reader: refused with a code, or read for what they hold."""

from __future__ import annotations

import tracemalloc

import pytest

from data.uploads.open import members, open_document
from data.uploads.refused import RefusedError
from tests.data.uploads.hostile import READ, REFUSED, million_rows_claimed, truncated


def opened(content: bytes) -> int:
    """Open a file, or each file of an archive; gives how many records there are."""
    inside = members(content)
    documents = [open_document(each) for _, each in inside] if inside else [open_document(content)]
    return sum(sheet.height for document in documents for sheet in document.sheets)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused(name: str) -> None:
    make, codes = REFUSED[name]
    content = make()

    tracemalloc.start()
    with pytest.raises(RefusedError) as refused:
        opened(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert refused.value.code in codes
    assert peak < 200_000_000


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read(name: str) -> None:
    assert opened(READ[name]()) > 0


def test_a_claim_of_a_million_rows_is_not_believed() -> None:
    assert opened(million_rows_claimed()) == 2


@pytest.mark.parametrize("name", [name for name in truncated() if not name.startswith("csv")])
def test_a_cut_workbook_is_refused(name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        open_document(truncated()[name])

    assert refused.value.code in ("damaged_file", "wrong_type")


def test_of_a_cut_table_the_rows_before_the_cut_are_kept() -> None:
    read = {share: open_document(truncated()[f"csv at {share} %"]).sheets[0] for share in (1, 25, 50, 99)}

    # A cut inside the last cell leaves a row of the full width: its value is for the checks to judge.
    assert {share: (sheet.height, sheet.cut_row) for share, sheet in read.items()} == {
        1: (1, None),
        25: (2, 2),
        50: (3, 3),
        99: (5, None),
    }
