"""Tables of the store itself: uploads, what was answered and matched, settings, and who did what."""

from __future__ import annotations

from data.store.schema.shape import Column, Table

TABLES: tuple[Table, ...] = (
    Table(
        "uploads",
        "one upload",
        (
            Column("upload_id", "VARCHAR", "Short random id, named in the ledger."),
            Column("kind", "VARCHAR", "What the file was: catalog, completions, satisfaction or staff."),
            Column("source_format", "VARCHAR", "Which layout it had, in words."),
            Column("file_name", "VARCHAR", "The name it came under, as text; never part of a path."),
            Column("sha256", "VARCHAR", "Hash of the file's bytes; the same content is never added twice."),
            Column("entries", "INTEGER", "Catalog entries the file held."),
            Column("new_courses", "INTEGER", "Courses it added that no earlier live upload had."),
            Column(
                "problem_count", "INTEGER", "Problems listed for it: rows of problems or of row_problems."
            ),
            Column("added_by", "VARCHAR", "Who added it."),
            Column("added_at", "TIMESTAMP", "When, in UTC."),
            Column("undone_by", "VARCHAR", "Who took it back.", nullable=True),
            Column("undone_at", "TIMESTAMP", "When it was taken back, in UTC.", nullable=True),
            Column("rows_accepted", "INTEGER", "Rows of the file that were taken."),
            Column("rows_rejected", "INTEGER", "Rows that could not be taken."),
            Column("rows_ignored", "INTEGER", "Rows that are none: blank, totals, repeated headers."),
            Column("rows_flagged", "INTEGER", "Accepted rows that somebody should look at."),
            Column("records", "INTEGER", "Records the accepted rows gave."),
            Column("answers", "VARCHAR", "Answers given to the questions about it, as JSON."),
            Column("is_practice", "BOOLEAN", "Whether it belongs to the practice library."),
            Column("original", "VARCHAR", "Name of the kept original; none when not kept.", nullable=True),
        ),
    ),
    Table(
        "row_problems",
        "one rejected, ignored or flagged row",
        (
            Column("upload_id", "VARCHAR", "The upload."),
            Column("source_row", "INTEGER", "Line or sheet row, from 1."),
            Column("outcome", "VARCHAR", "rejected, ignored or flagged."),
            Column("code", "VARCHAR", "What is the matter, as a code."),
            Column("column", "VARCHAR", "The column it is about; empty when none."),
            Column("value", "VARCHAR", "What was read; empty when nothing."),
            Column("message", "VARCHAR", "One sentence for a person; empty for ignored rows."),
        ),
    ),
    Table(
        "names_written",
        "one course or branch name of one upload",
        (
            Column("upload_id", "VARCHAR", "The upload."),
            Column("kind", "VARCHAR", "course or branch."),
            Column("as_written", "VARCHAR", "The name as the file has it."),
            Column("records", "INTEGER", "Records that have it."),
        ),
    ),
    Table(
        "matches",
        "one course or branch as written",
        (
            Column("match_id", "VARCHAR", "Short random id."),
            Column("kind", "VARCHAR", "course or branch."),
            Column("as_written", "VARCHAR", "The name as files have it."),
            Column("target", "VARCHAR", "course_id or canonical branch; a guess while open.", nullable=True),
            Column("score", "DOUBLE", "How alike both are, 0 to 100.", nullable=True),
            Column("state", "VARCHAR", "automatic, open, confirmed or not in the catalog."),
            Column("made_by", "VARCHAR", "Who; empty for the program's own."),
            Column("made_at", "TIMESTAMP", "When, in UTC."),
            Column("undone_at", "TIMESTAMP", "When it was taken back, in UTC.", nullable=True),
        ),
    ),
    Table(
        "remembered",
        "answers for files like one",
        (
            Column("source_key", "VARCHAR", "Format and headers, hashed."),
            Column("answers", "VARCHAR", "Question id -> value, as JSON."),
            Column("made_by", "VARCHAR", "Who answered last."),
            Column("made_at", "TIMESTAMP", "When, in UTC."),
        ),
    ),
    Table(
        "settings",
        "one setting",
        (
            Column("name", "VARCHAR", "The setting."),
            Column("value", "VARCHAR", "Its value, as JSON."),
        ),
    ),
    Table(
        "audit",
        "one action",
        (
            Column("at", "TIMESTAMP", "When, in UTC."),
            Column("actor", "VARCHAR", "Who did it."),
            Column("action", "VARCHAR", "What was done: add, undo, correct, alias, restore."),
            Column("subject", "VARCHAR", "The id it was done to; no personal data."),
        ),
    ),
)
