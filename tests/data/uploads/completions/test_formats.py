"""Every format of training completions, read whole from a sample in its exact shape."""

from __future__ import annotations

from data.uploads.records import Checked
from tests.data.uploads.completion_samples import SAMPLES
from tests.data.uploads.told import checked, questions, records, rows


def read(name: str) -> Checked:
    file_name, make = SAMPLES[name]
    return checked(make(), file_name)


def test_moodle_course_completion_one_course_from_the_name_of_the_file() -> None:
    found = read("moodle course completion")
    assert (found.kind, found.source_format) == ("completions", "moodle course completion")
    assert records(found) == [
        "states outcomes: True",
        "2, ann@lib.example (Ann Reyes), Main, fire_safety, completed, on 2026-02-09",
        "3, ben@lib.example (Ben Ortiz), North, fire_safety, not_completed",
        '4, E-9 (Cy "CJ" Jones), fire_safety, completed, on 2026-03-31',
        "5, Dee Wu, Main, fire_safety, not_completed",
    ]
    assert rows(found) == {
        "accepted": 4,
        "rejected": [],
        "ignored": [],
        "flagged": ["4 branch_unknown", "5 person_matched_by_name_only"],
    }
    assert questions(found) == [("course", "fire_safety"), ("person", "Email address")]


def test_moodle_activity_completion_activities_are_pairs_of_a_state_and_a_date() -> None:
    found = read("moodle activity completion")
    assert (found.kind, found.source_format) == ("completions", "moodle activity completion")
    assert records(found) == [
        "states outcomes: True",
        "2, ann@lib.example (Ann Reyes), Quiz, activity, completed, on 2026-02-09",
        "2, ann@lib.example (Ann Reyes), Manual, activity, completed, on 2026-02-10",
        "3, ben@lib.example (Ben Ortiz), Quiz, activity, failed, on 2026-02-11",
        "3, ben@lib.example (Ben Ortiz), Manual, activity, not_completed",
    ]
    assert rows(found) == {"accepted": 2, "rejected": [], "ignored": [], "flagged": []}
    assert questions(found) == []


def test_totara_the_branch_of_the_completion_comes_before_the_branch_of_today() -> None:
    found = read("totara")
    assert (found.kind, found.source_format) == ("completions", "totara")
    assert records(found) == [
        "states outcomes: True",
        "2, Ann Reyes, Main, Clerk, Story time, completed, since 2025-12-02, on 2026-01-08, score 92.5",
        "3, Ben Ortiz, North, Page, Story time, in_progress, since 2025-12-02",
        "4, Cy Jones, Main, Clerk, Story time, completed, since 2025-12-03, on 2026-01-14, is_prior_learning",
        "5, Dee Wu, Main, Page, Story time, not_started, since 2026-01-20",
    ]
    assert rows(found) == {
        "accepted": 4,
        "rejected": [],
        "ignored": [],
        "flagged": [
            "2 person_matched_by_name_only",
            "3 person_matched_by_name_only",
            "4 person_matched_by_name_only",
            "4 completed_by_prior_learning",
            "5 person_matched_by_name_only",
        ],
    }
    assert questions(found) == [("prior_learning", "completed")]


def test_iomad_a_header_without_time_expires_is_mended() -> None:
    found = read("iomad")
    assert (found.kind, found.source_format) == ("completions", "iomad")
    assert records(found) == [
        "states outcomes: True",
        "2, ann@lib.example (Ann Reyes), Main, Fire, completed, since 2026-01-05, on 2026-01-09, score 88.0",
        "3, ben@lib.example (Ben Ortiz), North, Fire, not_completed, since 2026-01-05",
    ]
    assert rows(found) == {"accepted": 2, "rejected": [], "ignored": [], "flagged": []}
    assert questions(found) == []


def test_niche_academy_tutorials_are_courses_and_teams_are_branches() -> None:
    found = read("niche academy")
    assert (found.kind, found.source_format) == ("completions", "niche academy")
    assert records(found) == [
        "states outcomes: True",
        "2, ann@lib.example (Ann Reyes), North, Libby, completed, on 2026-01-15",
        "3, ben@lib.example (Ben Ortiz), North, Libby, in_progress",
    ]
    assert rows(found) == {"accepted": 2, "rejected": [], "ignored": [], "flagged": []}
    assert questions(found) == []


def test_lms_export_each_row_is_accepted_or_has_its_first_fault() -> None:
    found = read("lms export")
    assert (found.kind, found.source_format) == ("completions", "lms export")
    assert records(found) == [
        "states outcomes: True",
        "2, ar (Ann Reyes), Main, Tact, completed, since 2026-01-05, on 2026-01-20, hours 1.5, score 85.0",
        "3, bortiz (Ben Ortiz), North, Tact, in_progress, since 2026-01-05",
        "4, cjones (Cy Jones), North, Tact, not_completed, since 2026-01-06",
        "5, dwu (Dee Wu), Main, Tact, not_completed, since 2026-01-06",
        "6, efox (Eve Fox), Tact, completed, since 2026-02-10, on 2026-02-03, hours 0.75, score 85.0",
        "7, ar (Ann Reyes), Main, Tact, completed, since 2026-01-05, on 2026-03-02, hours 1.5, score 90.0",
        "17, nrae (Nan Rae), Main, Signs, completed, since 2026-01-05",
    ]
    assert rows(found) == {
        "accepted": 7,
        "rejected": [
            "8 duplicate_row",
            "9 missing_course",
            "10 missing_person",
            "11 bad_date",
            "12 future_date",
            "13 unknown_status",
            "14 out_of_range",
            "15 out_of_range",
            "16 bad_number",
            "18 wrong_field_count",
        ],
        "ignored": ["19 blank_row"],
        "flagged": [
            "6 completed_before_enrolled",
            "6 branch_unknown",
            "7 repeat_completion",
            "17 completed_without_date",
        ],
    }
    assert questions(found) == []


def test_staff_x_course_matrix_marks_days_and_scores_are_completions_and_no_mark_is_none() -> None:
    found = read("staff x course matrix")
    assert (found.kind, found.source_format) == ("completions", "staff x course matrix")
    assert records(found) == [
        "states outcomes: False",
        "4, Ann Reyes, Main, CPR, completed",
        "4, Ann Reyes, Main, Story time, completed, on 2026-02-03",
        "5, Ben Ortiz, North, Story time, completed",
        "5, Ben Ortiz, North, Ladders, completed, score 85.0",
    ]
    assert rows(found) == {
        "accepted": 3,
        "rejected": [],
        "ignored": ["1 metadata_row", "2 blank_row", "7 totals_row"],
        "flagged": [
            "4 person_matched_by_name_only",
            "4 undated_completion",
            "5 person_matched_by_name_only",
            "5 undated_completion",
            "5 undated_completion",
            "6 person_matched_by_name_only",
        ],
    }
    assert questions(found) == [("cell_numbers", "score")]


def test_hand_kept_spreadsheet_sheets_of_branches_with_titles_tiers_totals_and_notes() -> None:
    found = read("hand-kept spreadsheet")
    assert (found.kind, found.source_format) == ("completions", "hand-kept spreadsheet")
    assert records(found) == [
        "states outcomes: True",
        "6, Ann Reyes, Main Library, Clerk, Story time, completed, on 2025-10-02, hours 1.0",
        "7, Ann Reyes, Main Library, Clerk, Fire, completed, on 2025-10-02, hours 1.0",
        "8, Ben Ortiz, Main Library, Page, Fire, completed, on 2026-03-14, hours 1.5",
        "9, Ben Ortiz, Main Library, Page, Story time, completed, hours 1.5",
        "13, Cy Jones, Main Library, Page, Fire, not_completed",
        "7, Eve Fox, Northside, Page, Fire, completed, on 2026-03-14, hours 0.75",
    ]
    assert rows(found) == {
        "accepted": 6,
        "rejected": ["6 bad_date"],
        "ignored": [
            "1 metadata_row",
            "2 metadata_row",
            "3 blank_row",
            "10 totals_row",
            "11 blank_row",
            "12 repeated_header",
            "14 metadata_row",
            "1 metadata_row",
            "2 metadata_row",
            "3 blank_row",
            "8 totals_row",
        ],
        "flagged": [
            "6 person_matched_by_name_only",
            "7 person_matched_by_name_only",
            "8 person_matched_by_name_only",
            "9 person_matched_by_name_only",
            "9 undated_completion",
            "13 person_matched_by_name_only",
            "7 person_matched_by_name_only",
        ],
    }
    assert questions(found) == [("branch", "sheet"), ("hidden_sheets", "leave")]


def test_in_french_words_and_days() -> None:
    found = read("in French")
    assert (found.kind, found.source_format) == ("completions", "lms export")
    assert records(found) == [
        "states outcomes: True",
        "2, zoe@bib.example (Zoé Côté), Bibliothèque du Nord, L'accueil, completed, on 2026-02-03, hours 1.5",
        "3, leo@bib.example (Léo Roy), Bibliothèque du Nord, L'accueil, in_progress",
    ]
    assert rows(found) == {"accepted": 2, "rejected": [], "ignored": [], "flagged": []}
    assert questions(found) == []


def test_in_spanish_words_and_days() -> None:
    found = read("in Spanish")
    assert (found.kind, found.source_format) == ("completions", "lms export")
    assert records(found) == [
        "states outcomes: True",
        "2, ana@bib.example (Ana Núñez), Central, Atención al público, completed, on 2026-01-14",
        "3, luis@bib.example (Luis Peña), Central, Atención al público, not_started",
    ]
    assert rows(found) == {"accepted": 2, "rejected": [], "ignored": [], "flagged": []}
    assert questions(found) == []


def test_xapi_statements_of_one_attempt_are_one_completion() -> None:
    found = read("xapi")
    assert (found.kind, found.source_format) == ("completions", "xapi")
    assert records(found) == [
        "states outcomes: True",
        "3, ann@lib.example (Ann), Fire, completed, on 2026-02-01, hours 1.0833333333333333, score 92.0",
        "4, ben@lib.example (Ben), Fire, in_progress, since 2026-02-02",
        "7, dee@lib.example (Dee), Fire, failed, since 2026-02-05, score 0.0",
        "10, Fay Oz, Fire, completed, on 2026-02-07",
    ]
    assert rows(found) == {
        "accepted": 4,
        "rejected": ["8 out_of_range", "9 future_date", "11 missing_person"],
        "ignored": [
            "1 not_a_completion_statement",
            "2 same_attempt_as_completed",
            "5 voided_statement",
            "6 voiding_statement",
        ],
        "flagged": ["10 person_matched_by_name_only"],
    }
    assert questions(found) == []


def test_the_excel_dialect_of_moodle_reads_the_same() -> None:
    assert read("moodle activity completion for Excel").records == read("moodle activity completion").records


def test_a_summary_is_refused_with_advice() -> None:
    found = read("linkedin summary")
    assert (found.kind, found.file_reason, found.records.num_rows) == ("reject", "aggregate_report", 0)
    assert found.message == (
        "This is a summary (Days Logged In, Hours Viewed, Course Views): export the detailed report, "
        "with one row for each person and course, or for each response."
    )
