"""What is asked, accepted, flagged and refused in tables of training completions, case by case."""

from __future__ import annotations

from datetime import date

from data.uploads import completions
from data.uploads.open import open_document
from data.uploads.records import Answers, Checked, Option, Question
from tests.data.uploads.completion_samples import SAMPLES, minimal, table, workbook
from tests.data.uploads.told import checked, questions, records, rows


def read(text: str, answers: Answers | None = None, file_name: str = "export.csv") -> Checked:
    return checked(minimal(table(text)).encode(), file_name, answers)


def test_no_status_column_a_date_means_completed_and_none_means_not() -> None:
    found = read("""
        Staff ID|Course|Date completed
        E-1|Fire|2026-01-05
        E-2|Fire|
    """)
    assert records(found) == [
        "states outcomes: True",
        "2, E-1, Fire, completed, on 2026-01-05",
        "3, E-2, Fire, not_completed",
    ]


def test_a_list_of_completions_only_states_no_outcomes() -> None:
    found = read("""
        Staff ID|Course|Date completed
        E-1|Fire|2026-01-05
        E-2|Fire|2026-01-06
    """)
    assert records(found)[0] == "states outcomes: False"


def test_a_list_without_dates_is_completions_without_dates() -> None:
    found = read("""
        Staff ID|Course|Hours
        E-1|Fire|1
        E-2|Fire|x
    """)
    assert records(found) == [
        "states outcomes: False",
        "2, E-1, Fire, completed, hours 1.0",
        "3, E-2, Fire, completed",
    ]
    assert rows(found)["flagged"] == ["2 undated_completion", "3 undated_completion"]


def test_a_mark_in_place_of_a_date_is_undated_and_an_empty_cell_beside_completed_is_without_date() -> None:
    found = read("""
        Staff ID|Course|Status|Date completed
        E-1|Fire|Completed|x
        E-2|Fire|Completed|
        E-3|Fire|In progress|
    """)
    assert rows(found) == {
        "accepted": 3,
        "rejected": [],
        "ignored": [],
        "flagged": ["2 undated_completion", "3 completed_without_date"],
    }


def test_completion_and_success_columns_of_scorm_2004_are_read_together() -> None:
    found = read("""
        Username|Course|Completion status|Success status
        a|Fire|completed|passed
        b|Fire|completed|failed
        c|Fire|completed|unknown
        d|Fire|incomplete|unknown
        e|Fire|not attempted|unknown
        f|Fire|unknown|unknown
        g|Fire|unknown|passed
    """)
    assert [line.rsplit(", ", 1)[1] for line in records(found)[1:]] == [
        *("completed", "failed", "completed", "in_progress", "not_started", "not_completed", "completed"),
    ]


def test_progress_is_an_outcome_where_there_is_no_status() -> None:
    found = read("""
        Email|Course Name|% (Progress)
        a@lib.example|Fire|100
        b@lib.example|Fire|35%
        c@lib.example|Fire|0
    """)
    assert [line.rsplit(", ", 1)[1] for line in records(found)[1:]] == [
        *("completed", "in_progress", "not_started"),
    ]


def test_an_order_that_nothing_proves_is_asked_about_with_its_example() -> None:
    text = """
        Staff ID|Course|Date completed
        E-1|Fire|03/04/2026
        E-2|Fire|05/05/2026
    """
    found = read(text)
    assert records(found)[1] == "2, E-1, Fire, completed, on 2026-03-04"
    assert found.questions == (
        Question(
            "date_order",
            "In 03/04/2026, which comes first?",
            "month",
            (
                Option("day", "Day: April 3, 2026", "No date can only be day first"),
                Option("month", "Month: March 4, 2026", "No date can only be month first"),
            ),
        ),
    )
    assert records(read(text, {"date_order": "day"}))[1] == "2, E-1, Fire, completed, on 2026-04-03"


def test_two_orders_in_one_column_leave_the_dates_that_read_two_ways_to_the_user() -> None:
    text = """
        Staff ID|Course|Date completed
        E-1|Fire|25/12/2025
        E-2|Fire|12/26/2025
        E-3|Fire|03/04/2026
    """
    found = read(text)
    assert rows(found)["rejected"] == ["4 ambiguous_date"]
    assert found.rejected.column("message").to_pylist() == [
        'Row 4, column "Date completed": "03/04/2026" can be read two ways. '
        "Write it as 2026-03-04 or 2026-04-03."
    ]
    assert questions(found) == [("date_order", None)]
    assert rows(read(text, {"date_order": "day"}))["rejected"] == []


def test_the_other_dates_of_the_table_prove_the_order_of_a_column_that_does_not() -> None:
    found = read("""
        Staff ID|Course|Enrolled on|Date completed
        E-1|Fire|03/04/2026|25/04/2026
    """)
    assert records(found)[1] == "2, E-1, Fire, completed, since 2026-04-03, on 2026-04-25"
    assert questions(found) == []


def test_the_course_of_a_file_without_one_is_asked_and_the_answer_is_used() -> None:
    file_name, make = SAMPLES["moodle course completion"]
    found = checked(make(), file_name, {"course": "Fire safety for all"})
    assert set(found.records.column("course").to_pylist()) == {"Fire safety for all"}
    assert found.source_key != checked(make(), file_name.replace("fire", "ladder")).source_key


def test_without_a_name_a_file_about_one_course_has_rows_without_course() -> None:
    _, make = SAMPLES["moodle course completion"]
    found = checked(make(), "")
    assert found.rows_accepted == 0
    assert set(found.rejected.column("reason").to_pylist()) == {"missing_course"}
    assert questions(found)[0] == ("course", None)


def test_prior_learning_counts_as_the_user_says() -> None:
    file_name, make = SAMPLES["totara"]
    question = next(one for one in checked(make(), file_name).questions if one.id == "prior_learning")
    assert question.ask == '"Complete via rpl" appears once. Count it as'
    found = checked(make(), file_name, {"prior_learning": "not_completed"})
    assert (
        records(found)[3]
        == "4, Cy Jones, Main, Clerk, Story time, not_completed, since 2025-12-03, on 2026-01-14"
    )
    assert "4 completed_by_prior_learning" not in rows(found)["flagged"]


def test_prior_learning_gives_no_hours() -> None:
    found = read("""
        Username|Course|Status|Date completed|Hours
        a|Fire|RPL|2026-01-05|3
        b|Fire|Completed|2026-01-05|3
    """)
    assert found.records.column("hours").to_pylist() == [None, 3.0]


def test_the_user_chooses_who_somebody_is() -> None:
    text = """
        Staff ID|Email|Name|Course|Date completed
        E-1|a@lib.example|Ann Reyes|Fire|2026-01-05
        |b@lib.example|Ben Ortiz|Fire|2026-01-05
    """
    question = Question(
        "person",
        "Which column says who somebody is?",
        "Staff ID",
        (
            Option("Staff ID", "Staff ID", "Stays the same when a name or an address changes."),
            Option("Email", "Email", "Somebody whose address changes counts as another person."),
            Option("Name", "Name", "Two people of one name count as one."),
        ),
    )
    assert read(text).questions == (question,)
    chosen = {
        answer: read(text, {"person": answer}).records.column("person").to_pylist()
        for answer in ("Staff ID", "Email", "Name")
    }
    assert chosen == {
        "Staff ID": ["E-1", "b@lib.example"],
        "Email": ["a@lib.example", "b@lib.example"],
        "Name": ["Ann Reyes", "Ben Ortiz"],
    }


def test_numbers_of_a_duration_column_are_minutes_where_most_are_large() -> None:
    text = """
        Username|Course|Status|Duration
        a|Fire|Completed|90
        b|Fire|Completed|45
        c|Fire|Completed|1:30
    """
    found = read(text)
    assert found.records.column("hours").to_pylist() == [1.5, 0.75, 1.5]
    assert questions(found) == [("duration_unit", "minutes")]
    assert read(text, {"duration_unit": "hours"}).records.column("hours").to_pylist() == [90.0, 45.0, 1.5]


def test_a_cut_last_row_is_rejected_and_the_good_ones_are_kept() -> None:
    found = checked(b"Staff ID,Course,Date completed\nE-1,Fire,2026-01-05\nE-2,Fi", "cut.csv")
    assert rows(found)["accepted"] == 1
    assert found.rejected.to_pylist() == [
        {
            "source_row": 3,
            "column": "",
            "value": "",
            "reason": "wrong_field_count",
            "message": "Row 3: The row has 2 cells where the header has 3 cells. "
            "Put cells that hold the separator into quotes. "
            "The file ends in the middle of this row and may be cut off: export it again.",
        }
    ]


def test_a_nul_byte_a_wide_row_and_a_surplus_separator() -> None:
    text = (
        "Staff ID,Course,Date completed\nE-1,Fi\x00re,2026-01-05\n"
        "E-2,Fire,2026-01-05,more\nE-3,Fire,2026-01-05,\n"
    )
    assert rows(checked(text.encode(), "x.csv")) == {
        "accepted": 1,
        "rejected": ["2 nul_byte", "3 wrong_field_count"],
        "ignored": [],
        "flagged": [],
    }


def test_a_person_called_like_a_total_in_part_and_a_course_about_totals_are_data() -> None:
    found = read("""
        Name|Course|Date completed
        Tom Count|Total quality|2026-01-05
        Grand total|2|
        Main total|1|
    """)
    assert (found.rows_accepted, rows(found)["ignored"]) == (1, ["3 totals_row", "4 totals_row"])


def test_a_header_without_rows_is_refused() -> None:
    found = read("Staff ID|Course|Date completed")
    assert (found.kind, found.file_reason) == ("reject", "no_rows")


def test_a_needed_header_that_stands_twice_is_refused_by_name() -> None:
    found = read("""
        Staff ID|Course|Status|Status
        E-1|Fire|Completed|Failed
    """)
    assert (found.kind, found.file_reason) == ("reject", "duplicate_header")
    assert found.message.startswith('Two columns are called "Status"')


def test_columns_are_mapped_by_hand() -> None:
    text = """
        Who did it|Where|What|Ended
        Ann Reyes|Main|Fire|2026-01-05
    """
    document = open_document(minimal(table(text)).encode(), "x.csv")
    assert completions.recognize(document, "x.csv", {}) is None
    columns = {"person": "Who did it", "branch": "Where", "course": "What", "completed_on": "Ended"}
    assert completions.recognize(document, "x.csv", {"kind": "satisfaction", "columns": columns}) is None
    found = read(text, {"kind": "completions", "columns": columns})
    assert (found.source_format, records(found)) == (
        "mapped by hand",
        ["states outcomes: False", "2, Ann Reyes, Main, Fire, completed, on 2026-01-05"],
    )


def test_sheets_named_for_branches_give_the_branch_unless_the_user_says_none() -> None:
    file_name, make = SAMPLES["hand-kept spreadsheet"]
    found = checked(make(), file_name, {"branch": "none"})
    assert set(found.records.column("branch").to_pylist()) == {None}


def test_sheets_named_for_years_give_no_branch() -> None:
    rows_of_year = [["Name", "Course", "Date completed"], ["Ann Reyes", "Fire", date(2025, 1, 5)]]
    found = checked(workbook({"FY2025": rows_of_year, "2026": rows_of_year}), "log.xlsx")
    assert set(found.records.column("branch").to_pylist()) == {None}
    assert questions(found) == []
    assert rows(found)["flagged"][-1] == "2 repeat_completion"
    assert found.flagged.column("message").to_pylist()[-1] == (
        'Sheet "2026", row 2: This person completed the course before (row 2 of the sheet "FY2025"). '
        "It is kept as another attempt."
    )


def test_a_hidden_sheet_is_read_when_the_user_says_so() -> None:
    file_name, make = SAMPLES["hand-kept spreadsheet"]
    assert "Zoe Old" not in checked(make(), file_name).records.column("person").to_pylist()
    assert (
        "Zoe Old"
        in checked(make(), file_name, {"hidden_sheets": "read"}).records.column("person").to_pylist()
    )


def test_personal_columns_are_left_out_and_named() -> None:
    file_name, make = SAMPLES["lms export"]
    found = checked(make(), file_name)
    assert found.notes == ('Personal data that is not needed was left out: "IP Address".',)
    assert "10.0.0.1" not in str(found.records.to_pylist())


def test_what_was_understood_is_told_by_column() -> None:
    file_name, make = SAMPLES["lms export"]
    uses = [(use.field, use.column, use.read_as) for use in checked(make(), file_name).columns]
    assert uses == [
        ("Person", "Username", "kept as a keyed hash, not as an id"),
        ("Course", "Course Name", "2 names"),
        ("Branch", "Branch", "2 branches"),
        ("Status", "Status", "4 completed, 2 not completed, 1 in progress"),
        ("Completed on", "Completion Date", "month first: 01/20/2026"),
        ("Enrolled on", "Enrolled on", "month first: 01/05/2026"),
        ("Hours", "Duration (minutes)", "hours of the file"),
        ("Score", "Score", "0 to 100"),
    ]


def test_the_dates_of_activities_show_the_order_of_a_moodle_report() -> None:
    text = """
        ID|Name|Email address|Quiz|Quiz - Completion date|Course complete
        1|Ann Reyes|a@lib.example|Completed|31/01/26, 10:04|09/02/26, 10:05
    """
    found = read(text, file_name="completion-fire-20260401_0930-comma_separated.csv")
    assert records(found)[1] == "2, a@lib.example (Ann Reyes), fire, completed, on 2026-02-09"
    assert questions(found) == [("course", "fire")]


def test_sums_without_a_word_for_it_are_totals() -> None:
    found = read("""
        Employee|Class|Date|CE hours
        Ann Reyes|Fire|1/15/2026|1.5
        |||1.5
    """)
    assert (found.rows_accepted, rows(found)["ignored"]) == (1, ["3 totals_row"])


def test_a_file_named_for_a_branch_is_asked_about_and_taken_for_it() -> None:
    text = """
        Employee ID|Course|Date completed
        E-1|Fire|2026-01-05
    """
    name = "Northside Branch - training 2026.csv"
    assert questions(read(text, file_name=name)) == [("branch", "Northside Branch")]
    said = read(text, {"branch": "North"}, file_name=name)
    assert said.records.column("branch").to_pylist() == ["North"]


def test_a_survey_is_no_table_of_completions() -> None:
    content = minimal(
        table("""
        Timestamp|Email Address|How satisfied are you?|Did you find it?
        8/31/2023 19:08:16|a@lib.example|5|Yes
        8/31/2023 19:09:16|b@lib.example|4|No
        """)
    )
    assert completions.recognize(open_document(content.encode(), "x.csv"), "x.csv", {}) is None
