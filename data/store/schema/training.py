"""Tables of training: attempts as files give them, people, and what is derived from both.

``month`` is a first day of a month; ``fiscal_year`` is named by the year it ends. Branches are kept as
written beside their canonical name, because what is canonical may be decided later.
"""

from __future__ import annotations

from data.store.schema.shape import Column, Table

TABLES: tuple[Table, ...] = (
    Table(
        "completions",
        "one attempt",
        (
            Column("upload_id", "VARCHAR", "The upload."),
            Column("source_row", "INTEGER", "Line or sheet row it was read from."),
            Column("staff_key", "VARCHAR", "Keyed hash of the person."),
            Column("branch", "VARCHAR", "Canonical name of the branch as of then.", nullable=True),
            Column("branch_as_written", "VARCHAR", "The branch as the file has it.", nullable=True),
            Column("course_as_written", "VARCHAR", "The course as the file names it."),
            Column("course_id", "VARCHAR", "The catalog course it was matched to.", nullable=True),
            Column("level", "VARCHAR", "course or activity."),
            Column("status", "VARCHAR", "completed, failed, in_progress, not_started or not_completed."),
            Column("enrolled_on", "DATE", "Day of enrollment.", nullable=True),
            Column("completed_on", "DATE", "Day of completion.", nullable=True),
            Column("days_to_complete", "INTEGER", "Days between both, where neither is odd.", nullable=True),
            Column("month", "DATE", "Month of enrollment, else of completion.", nullable=True),
            Column("fiscal_year", "INTEGER", "Fiscal year of that month.", nullable=True),
            Column("completed_month", "DATE", "Month of completion.", nullable=True),
            Column("hours", "DOUBLE", "Hours credited by the file.", nullable=True),
            Column("score", "DOUBLE", "Score, 0 to 100.", nullable=True),
            Column("has_outcome", "BOOLEAN", "False where the file lists completions only."),
            Column("is_prior_learning", "BOOLEAN", "Recognized without taking the course."),
        ),
    ),
    Table(
        "people_written",
        "one person of one upload",
        (
            Column("upload_id", "VARCHAR", "The upload."),
            Column("staff_key", "VARCHAR", "Keyed hash of the person."),
            Column("name", "VARCHAR", "Name, kept only where names are on.", nullable=True),
            Column("branch_as_written", "VARCHAR", "Latest branch the file gives.", nullable=True),
            Column("role", "VARCHAR", "Latest role the file gives.", nullable=True),
            Column("seen_on", "DATE", "Latest day the file has about the person.", nullable=True),
            Column("from_staff_list", "BOOLEAN", "A staff list knows best where somebody works."),
        ),
    ),
    Table(
        "people_by_branch",
        "one person and branch and period, or a headcount",
        (
            Column("upload_id", "VARCHAR", "The staff list; none for a headcount.", nullable=True),
            Column("source_row", "INTEGER", "Row it was read from.", nullable=True),
            Column("staff_key", "VARCHAR", "Keyed hash of the person; none for a headcount.", nullable=True),
            Column("branch", "VARCHAR", "Canonical name of the branch.", nullable=True),
            Column("role", "VARCHAR", "Role there.", nullable=True),
            Column("from_on", "DATE", "First day there.", nullable=True),
            Column("to_on", "DATE", "Last day there; none while they are there.", nullable=True),
            Column("headcount", "INTEGER", "People: 1 for a person."),
            Column("branch_as_written", "VARCHAR", "The branch as written.", nullable=True),
        ),
    ),
    Table(
        "staff",
        "one person",
        (
            Column("staff_key", "VARCHAR", "Keyed hash of the person."),
            Column("branch", "VARCHAR", "Canonical name of the latest branch.", nullable=True),
            Column("role", "VARCHAR", "Latest role.", nullable=True),
            Column("name", "VARCHAR", "Name, only where the library turns names on.", nullable=True),
        ),
        derived=True,
    ),
    Table(
        "learner_courses",
        "one person and one course",
        (
            Column("staff_key", "VARCHAR", "Keyed hash of the person."),
            Column("course_key", "VARCHAR", "course_id, else name: and the name in lower case."),
            Column("course_id", "VARCHAR", "The catalog course.", nullable=True),
            Column("course_label", "VARCHAR", "The catalog's label, else the name as written."),
            Column("branch", "VARCHAR", "Branch at first completion, else at the last.", nullable=True),
            Column("outcome", "VARCHAR", "Best status of all attempts."),
            Column("first_completed_on", "DATE", "Day of the first completion.", nullable=True),
            Column("enrolled_on", "DATE", "Day of the first enrollment.", nullable=True),
            Column("month", "DATE", "Month of enrollment, else of completion.", nullable=True),
            Column("fiscal_year", "INTEGER", "Fiscal year of that month.", nullable=True),
            Column("completed_month", "DATE", "Month of the first completion.", nullable=True),
            Column("attempts", "INTEGER", "Attempts of all uploads."),
            Column("days_to_complete", "INTEGER", "Days from enrollment to completion.", nullable=True),
            Column("hours", "DOUBLE", "Hours earned; none where not completed.", nullable=True),
            Column("hours_from", "VARCHAR", "file, catalog, prior learning, unknown; none: not completed."),
            Column("has_outcome", "BOOLEAN", "False where files list completions only."),
            Column("score", "DOUBLE", "Best score.", nullable=True),
        ),
        derived=True,
    ),
    Table(
        "training_by_month",
        "month x month of completion x branch x course x outcome x source of hours x has_outcome",
        (
            Column("month", "DATE", "Month the learner-courses belong to.", nullable=True),
            Column("fiscal_year", "INTEGER", "Fiscal year of that month.", nullable=True),
            Column("completed_month", "DATE", "Month of the first completion.", nullable=True),
            Column("branch", "VARCHAR", "Canonical name of the branch.", nullable=True),
            Column("course_key", "VARCHAR", "As in learner_courses."),
            Column("course_id", "VARCHAR", "The catalog course.", nullable=True),
            Column("outcome", "VARCHAR", "Best status."),
            Column("hours_from", "VARCHAR", "Where the hours are from."),
            Column("has_outcome", "BOOLEAN", "False where files list completions only."),
            Column("learner_courses", "INTEGER", "How many learner-courses."),
            Column("hours", "DOUBLE", "Their hours, unknown ones counted as none."),
        ),
        derived=True,
    ),
)
