"""Rules of surveys beside their formats: what is asked, what is never kept, how rows add up."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.uploads.records import ANSWERS, COMMENTS, FLAGGED, IGNORED, NOT_ANSWERED, RECORDS, REJECTED
from tests.data.uploads.as_lines import as_lines, checked, recognized
from tests.data.uploads.survey_samples import SURVEYS, as_csv, long_table, nps, qualtrics, surveymonkey
from tests.effort import few


def test_no_ip_address_place_name_or_email_is_kept() -> None:
    for content in (qualtrics(), surveymonkey()):
        found = checked(content)
        kept = " ".join(
            str(table.to_pydict()) for table in (found.records, found.comments, found.not_answered)
        )
        assert [secret for secret in ("192.0.2", "39.7", "a@b.org", "Lee") if secret in kept] == []
    assert checked(surveymonkey()).notes == [
        'Not read, and not kept: "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1". '
        "They say who or where a patron is."
    ]


def test_what_a_branch_code_means_is_asked_once_and_kept() -> None:
    named = checked(nps(), {"branch_codes": "1 = Main Library, 3 = Bookmobile"})
    assert named.records["branch"].to_pylist() == ["Main Library", "Bookmobile"]
    assert checked(nps(), {"branch_codes": {"3": "East"}}).records["branch"].to_pylist() == ["1", "East"]


def test_a_file_without_a_branch_or_a_date_takes_both_from_the_user() -> None:
    rows = as_csv([["Response ID", "How satisfied are you?", "Staff"], ["a", "Very satisfied", "Good"]])
    silent = checked(rows)
    assert [line for line in as_lines(silent) if line.startswith(("rejected", "asked"))] == [
        "rejected 2 missing_date |  | ",
        "asked responded_on: None",
    ]
    told = checked(rows, {"responded_on": "2026-03-31", "branch": "Main"})
    assert as_lines(told)[1:3] == [
        "2 a 2026-03-31 Main - | How satisfied are you? | satisfaction | 5 of 1-5 | Very satisfied",
        "2 a 2026-03-31 Main - | Staff | satisfaction | 4 of 1-5 | Good",
    ]


def test_an_order_of_dates_that_no_row_proves_is_asked_and_can_be_answered() -> None:
    rows = as_csv([["Timestamp", "Rate us"], ["5/10/2026 09:15:00", "5"]])
    assert checked(rows).records["responded_on"].to_pylist()[0].isoformat() == "2026-05-10"
    assert checked(rows).questions[0].id == "date_order"
    by_day = checked(rows, {"date_order": "day"})
    assert by_day.records["responded_on"].to_pylist()[0].isoformat() == "2026-10-05"


def test_columns_chosen_by_hand_are_read_as_chosen() -> None:
    rows = as_csv([["When", "Where", "A", "B", "C"], ["2026-01-01", "Main", "3", "x", "fine"]])
    guessed = recognized(rows)
    assert guessed is None or guessed.score < 0.5
    wide = {"responded_on": "When", "branch": "Where", "ratings": ["A"], "comments": ["C"]}
    found = checked(rows, {"kind": "satisfaction", "columns": wide})
    assert as_lines(found) == [
        "mapped by hand: 1 of 1 rows",
        "2 row2 2026-01-01 Main - | A | satisfaction | 3 of 1-5 | 3",
        "comment 2 row2 2026-01-01 Main - | C | fine",
        "asked scale:A: 1-5",
    ]
    long = {"date": "When", "question": "B", "rating": "A"}
    found = checked(rows, {"kind": "satisfaction", "columns": long})
    assert found.records.select(["item", "value"]).to_pylist() == [{"item": "x", "value": 3.0}]


@pytest.mark.parametrize(
    "header",
    [
        ["Name", "Course", "Status", "Score", "Completed"],
        ["Staff Name", "Training", "Date completed", "Hours", "Credits"],
        ["Date", "Branch", "Door count", "Circulation", "Computers"],
    ],
)
def test_tables_of_other_things_are_no_surveys(header: list[str]) -> None:
    found = recognized(
        as_csv([header, ["Ann", "2", "3", "4", "2026-01-02"], ["Bo", "2", "3", "4", "2026-01-02"]])
    )
    assert found is None or found.score < 0.5


def test_a_header_alone_is_refused_with_a_sentence() -> None:
    found = checked(qualtrics().split(b"2026-01-02")[0].rpartition(b"\r\n")[0] + b"\r\n")
    assert (found.kind, found.file_reason, found.rows_total) == ("reject", "no_rows", 0)


def test_a_cut_row_is_named_and_the_others_are_kept() -> None:
    found = checked(long_table() + b'r9,2026-04-05,"Ma')
    assert found.rejected.to_pylist()[-1]["reason"] == "wrong_field_count"
    assert found.message.endswith("The file may be cut off.")
    assert found.rows_accepted == 4


def test_a_row_of_another_width_and_a_nul_byte_are_rejected() -> None:
    found = checked(long_table() + b"r8,2026-04-05,Main,Staff.,4\r\nr9,2026-04-05,Ma\x00in,Staff.,4,web\r\n")
    assert [(row["source_row"], row["reason"]) for row in found.rejected.to_pylist()[-2:]] == [
        (13, "wrong_field_count"),
        (14, "nul_byte"),
    ]


cells = st.sampled_from(
    [
        "",
        "1",
        "5",
        "7",
        "-99",
        "N/A",
        "Agree",
        "Total",
        "2026-01-02",
        "02/03/2026",
        "13/13/2026",
        "great",
        "0",
    ]
)
tables = st.lists(st.lists(cells, min_size=0, max_size=7), max_size=10)
HEADERS = (
    ["date", "branch", "Rate our staff", "Comments"],
    ["response_id", "date", "question", "rating", "scale"],
    ["Timestamp", "Rate [Staff]", "Rate [Hours]", "Would you recommend us?"],
    ["ID", "Date", "Staff - Minimum", "Staff - Desired", "Staff - Perceived"],
)


@few(60)
@given(header=st.sampled_from(HEADERS), rows=tables)
def test_every_row_is_accepted_rejected_or_ignored_once(header: list[str], rows: list[list[str]]) -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 14)]
    good = [
        [
            day if name in ("date", "Date", "Timestamp") else "Staff" if name == "question" else "4"
            for name in header
        ]
        for day in days
    ]
    content = as_csv([header, *good, *rows])
    found = checked(content)
    lines = range(2, len(good) + len(rows) + 2)
    out = [*found.rejected["source_row"].to_pylist(), *found.ignored["source_row"].to_pylist()]
    assert len(out) == len(set(out))
    assert found.rows_total == len(lines)
    accepted = set(lines) - set(out)
    assert len(accepted) == found.rows_accepted
    assert set(found.records["source_row"].to_pylist()) == accepted
    assert set(found.flagged["source_row"].to_pylist()) <= accepted


@pytest.mark.parametrize("name", SURVEYS)
def test_tables_have_the_columns_that_were_agreed(name: str) -> None:
    found = checked(SURVEYS[name]())
    tables: list[tuple[pa.Table, pa.Schema]] = [
        (found.comments, COMMENTS), (found.not_answered, NOT_ANSWERED), (found.rejected, REJECTED),
        (found.ignored, IGNORED), (found.flagged, FLAGGED),
    ]  # fmt: skip
    if found.kind == "satisfaction":
        tables.append((found.records, ANSWERS))
        assert RECORDS[found.kind] is ANSWERS
        assert found.columns
        assert found.sample[0]
        assert found.source_key
    assert [table.schema.equals(schema) for table, schema in tables] == [True] * len(tables)


def test_names_in_code_style_are_understood_and_kept_as_written() -> None:
    rows = as_csv(
        [
            ["response_id", "submitted_at", "branch_name", "likely_to_recommend", "how_often_visit"],
            ["1", "2026-01-02", "Main", "0", "3"],
        ]
    )
    assert as_lines(checked(rows)) == [
        "survey table: 1 of 1 rows",
        "2 1 2026-01-02 Main - | likely_to_recommend | recommend | 0 of 0-10 | 0",
        "asked scale:likely_to_recommend: 0-10",
    ]


def test_promoters_beside_a_score_say_that_it_is_from_0_to_10() -> None:
    rows = as_csv(
        [["Date", "Score", "Category"], ["2026-01-02", "9", "Promoter"], ["2026-01-03", "7", "Passive"]]
    )
    assert checked(rows).records["item_kind"].to_pylist() == ["recommend", "recommend"]


def test_codes_of_choices_are_no_ratings() -> None:
    rows = as_csv(
        [
            ["Timestamp", "Do you have a card?", "Which desk did you ask?", "Rate the desk", "Age"],
            ["2026-01-02 10:00:00", "1", "2", "5", "9"],
        ]
    )
    found = checked(rows)
    assert found.records["item"].to_pylist() == ["Rate the desk"]
    assert [use.column for use in found.columns if use.field == "Not read"] == [
        "Age",
        "Do you have a card?",
        "Which desk did you ask?",
    ]


def test_several_answers_exported_as_codes_are_no_ratings() -> None:
    head = ["Respondent ID", "Collector ID", "Start Date", "End Date", "What do you use?", "", "How was it?"]
    rows = as_csv(
        [
            head,
            ["", "", "", "", "Books", "Films", "Response"],
            ["11805123456", "1", "", "2026-01-02", "1", "2", "4"],
            ["11805123457", "1", "", "2026-01-02", "1", "", "3"],
        ]
    )
    assert checked(rows).records["item"].to_pylist() == ["How was it?", "How was it?"]


def test_a_needed_column_that_stands_twice_is_refused() -> None:
    rows = as_csv([["Date", "Date", "Rate our staff"], ["2026-01-02", "2026-02-02", "5"]])
    found = checked(rows)
    assert (found.kind, found.file_reason) == ("reject", "duplicate_header")
