"""Staff lists: who works where, in which role, from when to when."""

from __future__ import annotations

from tests.data.uploads.completion_samples import minimal, table
from tests.data.uploads.told import questions, records, rows, staff_list


def test_a_staff_list_is_read_whole() -> None:
    content = minimal(
        table("""
        Employee ID|Name|Branch|Position|Hire date|Left on|Home phone
        E-1|Ann Reyes|Main|Clerk|13/01/2024||555 0100
        E-2|Ben Ortiz|North|Page|01/02/2025|01/06/2027|
        |Cy Jones|North|Page|||
        E-4|Dee Wu|||||
        ||Main|Clerk|||
        E-6|Eve Fox|Main|Clerk|31/31/2024||
        E-1|Ann Reyes|Main|Clerk|13/01/2024||555 0100
        Total|4|||||
        """)
    )
    found = staff_list(content.encode())
    assert (found.kind, found.source_format) == ("staff", "staff list")
    assert records(found) == [
        "2, E-1 (Ann Reyes), Main, Clerk, since 2024-01-13",
        "3, E-2 (Ben Ortiz), North, Page, since 2025-02-01, until 2027-06-01",
        "4, Cy Jones, North, Page",
    ]
    assert rows(found) == {
        "accepted": 3,
        "rejected": ["5 missing_branch", "6 missing_person", "7 bad_date", "8 duplicate_row"],
        "ignored": ["9 totals_row"],
        "flagged": ["4 person_matched_by_name_only"],
    }
    assert questions(found) == []
