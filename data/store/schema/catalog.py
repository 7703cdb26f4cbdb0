"""Tables of the catalog: entries, what editors set right, and the courses derived from both."""

from __future__ import annotations

from data.store.schema.shape import Column, Table

TABLES: tuple[Table, ...] = (
    Table(
        "catalog_entries",
        "one entry of one live upload",
        (
            Column("upload_id", "VARCHAR", "The upload."),
            Column("entry_number", "INTEGER", "Place in the file, from 1."),
            Column("course_id", "VARCHAR", "The course the entry is about."),
            Column("first_line", "INTEGER", "First line (text) or sheet row of the entry."),
            Column("last_line", "INTEGER", "Last line or row."),
            Column("source_text", "VARCHAR", "The entry as it stands in the file, as text."),
            Column("record", "VARCHAR", "The resolved entry as JSON (data.catalog.records.Entry)."),
        ),
    ),
    Table(
        "problems",
        "one thing a person should look at",
        (
            Column("upload_id", "VARCHAR", "The upload."),
            Column("course_id", "VARCHAR", "The course, when it is about one.", nullable=True),
            Column("source_row", "INTEGER", "Line or sheet row, from 1.", nullable=True),
            Column("column", "VARCHAR", "The label or column it is about; empty when none."),
            Column("value", "VARCHAR", "What was read."),
            Column("code", "VARCHAR", "A row of data/vocab/problems.csv."),
            Column("message", "VARCHAR", "One sentence for a person."),
        ),
    ),
    Table(
        "corrections",
        "one correction by an editor",
        (
            Column("correction_id", "VARCHAR", "Short random id."),
            Column("course_id", "VARCHAR", "The course."),
            Column("field", "VARCHAR", "label or topics."),
            Column("value", "VARCHAR", "The new label, or topic labels as a JSON list, main one first."),
            Column("made_by", "VARCHAR", "Who."),
            Column("made_at", "TIMESTAMP", "When, in UTC."),
            Column("undone_at", "TIMESTAMP", "When it was taken back, in UTC.", nullable=True),
        ),
    ),
    Table(
        "host_aliases",
        "one spelling an editor has mapped",
        (
            Column("alias_id", "VARCHAR", "Short random id."),
            Column("spelling", "VARCHAR", "An organization's name as the vocabulary left it."),
            Column("organization", "VARCHAR", "The name it stands for."),
            Column("made_by", "VARCHAR", "Who."),
            Column("made_at", "TIMESTAMP", "When, in UTC."),
            Column("undone_at", "TIMESTAMP", "When it was taken back, in UTC.", nullable=True),
        ),
    ),
    Table(
        "courses",
        "one course",
        (
            Column("course_id", "VARCHAR", "Stable: a hash of date, hosts and first words."),
            Column("label", "VARCHAR", "Short name to recognize the course by."),
            Column(
                "label_from",
                "VARCHAR",
                "Where the label came from: derived, page, learned from uploads, editor.",
            ),
            Column("format", "VARCHAR", "webinar, self-paced, instructor-led or unknown."),
            Column("dated_on", "DATE", "Original date, to the day.", nullable=True),
            Column("date_precision", "VARCHAR", "day, month, year or none."),
            Column("year", "INTEGER", "Year of the original date.", nullable=True),
            Column("minutes", "INTEGER", "Stated learning time in whole minutes.", nullable=True),
            Column("summary", "VARCHAR", "First sentences of the description."),
            Column("description", "VARCHAR", "The description as written, paragraphs kept."),
            Column("main_topic", "VARCHAR", "The topic of rank 1.", nullable=True),
            Column("topic_count", "INTEGER", "How many topics the course has."),
            Column("host_count", "INTEGER", "How many organizations count as its hosts."),
            Column("objective_count", "INTEGER", "How many learning objectives are listed."),
            Column("search_text", "VARCHAR", "Lower-case text that search looks in."),
            Column("upload_id", "VARCHAR", "The upload its facts were first read from."),
            Column("entry_number", "INTEGER", "Its place in that upload."),
            Column("first_line", "INTEGER", "First line or row of the entry there."),
            Column("last_line", "INTEGER", "Last line or row of the entry there."),
        ),
        derived=True,
    ),
    Table(
        "course_organizations",
        "course x organization x role",
        (
            Column("course_id", "VARCHAR", "The course."),
            Column("organization", "VARCHAR", "Canonical name, or the spelling where none is known."),
            Column("role", "VARCHAR", "host, developer, funder or designer."),
            Column("position", "INTEGER", "Place in its role, from 1."),
            Column("is_known", "BOOLEAN", "Whether the vocabulary or an editor knows the name."),
            Column("counts_as_host", "BOOLEAN", "Hosts; for a course without one, its developers."),
        ),
        derived=True,
    ),
    Table(
        "course_people",
        "course x person x role",
        (
            Column("course_id", "VARCHAR", "The course."),
            Column("person", "VARCHAR", "Name as the public page gives it."),
            Column("role", "VARCHAR", "presenter, moderator, subject expert or lead developer."),
            Column("position", "INTEGER", "Place in its role, from 1."),
        ),
        derived=True,
    ),
    Table(
        "course_objectives",
        "course x objective",
        (
            Column("course_id", "VARCHAR", "The course."),
            Column("position", "INTEGER", "Place in the list, from 1."),
            Column("text", "VARCHAR", "The objective as written."),
        ),
        derived=True,
    ),
    Table(
        "course_topics",
        "course x topic",
        (
            Column("course_id", "VARCHAR", "The course."),
            Column("topic", "VARCHAR", "A label of data/vocab/topics.csv."),
            Column("area", "VARCHAR", "The area the topic belongs to."),
            Column("rank", "INTEGER", "1 is the main topic."),
            Column("phrases", "VARCHAR", "Phrases that matched, as a JSON list."),
            Column("set_by", "VARCHAR", "vocabulary, page (a course list says so) or editor."),
        ),
        derived=True,
    ),
)
