"""A recognized survey file -> its ratings and comments, every row accounted for, and what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np
import pyarrow as pa

from data.uploads import by_hand
from data.uploads.dates import DateColumn, answered_order, order_question, read_dates
from data.uploads.day_texts import FORM
from data.uploads.recognized import Recognized, Settings, refused
from data.uploads.records import Answers, Checked, Document, Question
from data.uploads.satisfaction.about import About, about, branch_codes
from data.uploads.satisfaction.asking import Asked, branch_questions, day_question, decide, scale_questions
from data.uploads.satisfaction.body import Body, Flags
from data.uploads.satisfaction.cells import Profile
from data.uploads.satisfaction.classify import classify, has_promoters, multiple_choice, recommending
from data.uploads.satisfaction.comments import comments
from data.uploads.satisfaction.layout import BY_HAND, QUALTRICS, Column, Layout
from data.uploads.satisfaction.ledger import Ledger
from data.uploads.satisfaction.levels import flag_levels, read_levels
from data.uploads.satisfaction.long import long_not_answered, long_records, read_long, reject_long
from data.uploads.satisfaction.rows import account, reject_bad_dates, reject_duplicates, valid
from data.uploads.satisfaction.said import columns_of, message_of, notes_of
from data.uploads.satisfaction.wide import flag_outside, not_answered, read_ratings, records, reject_unrated
from data.vocab.upload_problems import sentence
from data.vocab.upload_words import plain


@dataclass(slots=True)
class Survey:
    """What the steps of one check share."""

    document: Document
    found: Layout
    body: Body
    ledger: Ledger
    dates: DateColumn | None
    shared: About
    answers: Answers


def check(
    document: Document, found: Recognized, *, file_name: str, answers: Answers, today: date, setting: Settings
) -> Checked:
    """Make ratings and comments of a document that ``recognize`` has claimed.

    Every record of its sheet is accepted, rejected or ignored; what the file does not say is asked, with
    the default that was used. A summary without responses is refused (aggregate_report), as is a file
    that has a header and nothing under it (no_rows).
    """
    if found.file_reason:
        return refused(found, file_name, found.file_reason, found.message)
    layout = cast(Layout, found.layout)
    if layout.twice:
        message = sentence("duplicate_header", value=layout.twice)
        return refused(found, file_name, "duplicate_header", message)
    body = Body(layout.sheet, layout.first)
    if not (body.widths > 0).any():
        return refused(found, file_name, "no_rows", sentence("no_rows"))
    survey = _survey(document, layout, body, answers, today, setting)
    checked = _long(survey) if layout.shape == "long" else _wide(survey)
    checked.reason, checked.file_name, checked.source_key = found.reason, file_name, _source_key(layout)
    checked.sample = layout.sheet.head(6)
    return checked


def _source_key(found: Layout) -> str:
    """Name files like this one: by what wrote it and what its columns are called."""
    return by_hand.source_key(
        "by hand" if found.source_format == BY_HAND else found.source_format, found.headers
    )


def _survey(
    document: Document, found: Layout, body: Body, answers: Answers, today: date, setting: Settings
) -> Survey:
    """Read what all rows have in common, and account for those that are no responses."""
    dates = None
    day = pa.scalar(None, pa.date32())
    order = answered_order(answers)
    if "responded_on" in found.roles:
        cells = body.text(found.roles["responded_on"])
        dates = read_dates(cells, order=order, today=today, setting=setting.date_order)
    elif said := str(answers.get("responded_on") or "").strip():
        day = read_dates(pa.array([said]), order=order, today=today, setting=setting.date_order).dates[0]
    ledger = Ledger(body)
    account(ledger, body, found, document.container, dates)
    reject_duplicates(ledger, body, found, dates)
    if dates is not None:
        reject_bad_dates(ledger, body, found, dates)
    return Survey(document, found, body, ledger, dates, about(body, found, dates, day, answers), answers)


def _wide(survey: Survey) -> Checked:
    """Check a table with a row for each response."""
    body, found, ledger = survey.body, survey.found, survey.ledger
    ratings, texts = _sorted_out(survey)
    asked = decide(ratings, found, survey.answers)
    read = read_ratings(body, found, asked)
    levels = read_levels(ledger, body, found)
    both = sorted([*read, *levels], key=lambda each: each.column.position)
    reject_unrated(ledger, body, both, body.height)
    _reject_undated(survey)
    _flag_unfinished(survey)
    flag_outside(ledger, body, read)
    flag_levels(ledger, body, found, levels)
    made = records(both, ledger.open, survey.shared)
    checked = _checked(survey, made, asked)
    checked.not_answered = not_answered(both, ledger.open, survey.shared)
    checked.comments = comments(body, texts, ledger.open, survey.shared)
    checked.columns = columns_of(found, survey.dates, survey.shared, both, texts, ledger.open)
    return checked


def _long(survey: Survey) -> Checked:
    """Check a table with a row for each response and question."""
    body, found, ledger = survey.body, survey.found, survey.ledger
    read = read_long(body, found, survey.answers)
    could_be = ledger.open.copy()
    reject_long(ledger, body, found, read)
    _reject_undated(survey)
    made = long_records(read, ledger.open, survey.shared)
    checked = _checked(survey, made, read.asked)
    known = could_be & valid(survey.shared.responded_on)
    checked.not_answered = long_not_answered(read, known, survey.shared)
    checked.comments = comments(body, found.comments, ledger.open, survey.shared)
    checked.columns = columns_of(
        found, survey.dates, survey.shared, (), found.comments, ledger.open, read.asked
    )
    return checked


def _sorted_out(survey: Survey) -> tuple[list[tuple[Column, Profile]], list[Column]]:
    """Tell rating columns from comments, and what is neither is not read."""
    body, found = survey.body, survey.found
    ratings: list[tuple[Column, Profile]] = []
    absent: list[tuple[Column, Profile]] = []
    texts = list(found.comments)
    if has_promoters(body):
        found.questions[:] = [recommending(column) for column in found.questions]
    several = set() if found.is_certain else multiple_choice(body, found.questions)
    for column in found.questions:
        role, held = classify(body, column, found, survey.ledger.open)
        if column.part:
            continue
        if found.is_certain or (role == "rating" and column.position not in several):
            ratings.append((column, held))
        elif role == "comment":
            texts.append(column)
        elif held.does_not_apply and not held.filled and column.stem:
            absent.append((column, held))
        else:
            found.unused.append(column.header)
    stems = {column.stem for column, _ in ratings}
    ratings += [each for each in absent if each[0].stem in stems]
    ratings.sort(key=lambda each: each[0].position)
    return ratings, sorted(texts, key=lambda column: column.position)


def _reject_undated(survey: Survey) -> None:
    """Reject ratings that belong to no day: nothing could be counted by month."""
    column = survey.found.header("responded_on")
    undated = survey.ledger.open & ~valid(survey.shared.responded_on)
    survey.ledger.reject(undated, "missing_date", column, words=[{"instead": FORM}])


def _flag_unfinished(survey: Survey) -> None:
    """Flag responses that Qualtrics says were not finished; what they answered counts."""
    found, body = survey.found, survey.body
    if found.source_format != QUALTRICS or "finished" not in found.roles:
        return
    coded = body.coded(found.roles["finished"])
    no = np.array([plain(text) in ("0", "false", "faux", "falso") for text in coded.words()], dtype=bool)
    rows: Flags = no[coded.codes]
    values = body.values(found.roles["finished"], rows)
    survey.ledger.flag(rows, "partial_response", found.header("finished"), values)


def _checked(survey: Survey, made: pa.Table, asked: Sequence[Asked]) -> Checked:
    found, ledger = survey.found, survey.ledger
    questions: list[Question] = []
    if survey.dates is not None and (order := order_question([survey.dates])):
        questions.append(order)
    questions += day_question(found) + scale_questions(asked)
    questions += branch_questions(found, branch_codes(survey.body, found), bool(ledger.accepted))
    return Checked(
        "satisfaction",
        found.source_format,
        message_of(found, ledger, made.num_rows),
        records=made,
        rejected=ledger.rejected(),
        ignored=ledger.ignored(),
        flagged=ledger.flagged(),
        rows_accepted=ledger.accepted,
        questions=questions,
        notes=notes_of(survey.document, found, survey.shared),
    )
