"""Which survey tool wrote a file, said with a reason, from its header and a look at its first rows."""

from __future__ import annotations

import re
from typing import Final

from data.uploads.recognized import Recognized
from data.uploads.records import Answers, Document, Sheet
from data.uploads.satisfaction import layout as formats
from data.uploads.satisfaction.classify import Evidence, evidence
from data.uploads.satisfaction.columns import build
from data.uploads.satisfaction.headers import Head, find_head
from data.uploads.satisfaction.layout import Layout
from data.uploads.satisfaction.mapping import by_hand
from data.uploads.satisfaction.parts import CLASSIC, NEW, asked_on
from data.uploads.satisfaction.stacked import take_in_alike
from data.uploads.understood import left_out
from data.vocab.survey_words import column_role
from data.vocab.upload_problems import sentence
from data.vocab.upload_words import plain

_SUMMARY = re.compile(
    r"(?:(?:weighted )?average|avg|mean|median|std|standard deviation|percent(?:age)?|%|count|n|total)\b"
    r"|(?:number of )?responses\b|nps(?: score)?$|net promoter score$|answer choices|top 2"
    r"|promoters|detractors|passives|moyenne|nombre de reponses|pourcentage|effectif"
    r"|promedio|media\b|porcentaje|respuestas\b|numero de respuestas"
)


def recognize(document: Document, file_name: str, answers: Answers) -> Recognized | None:
    """Say which survey tool wrote the document, how sure that is and why; None if it is no survey.

    A mapping by hand in ``answers`` is honored before anything is guessed.
    """
    if answers.get("kind") not in (None, "", "satisfaction"):
        return None
    found = [each for sheet in _in_order(document) if (each := _sheet(sheet, answers))]
    if not found:
        return None
    best = max(found, key=lambda each: each.score)
    if isinstance(best.layout, Layout):
        seen = [sheet for sheet in _in_order(document) if sheet is not best.layout.sheet]
        take_in_alike(best.layout, seen)
        shown = {id(sheet) for sheet in (best.layout.sheet, *_in_order(document))}
        hidden = [sheet for sheet in document.sheets if id(sheet) not in shown and sheet.height]
        best.layout.notes.extend(left_out(sheet, "is hidden") for sheet in hidden)
    return best


def _in_order(document: Document) -> list[Sheet]:
    """The sheets that are seen; the hidden ones only if there are no others."""
    seen = [sheet for sheet in document.sheets if not sheet.is_hidden and sheet.height]
    return seen or [sheet for sheet in document.sheets if sheet.height]


def _sheet(sheet: Sheet, answers: Answers) -> Recognized | None:
    mapping = answers.get("columns")
    if answers.get("kind") == "satisfaction" and isinstance(mapping, dict) and mapping:
        hand = by_hand(sheet, mapping)
        return _claim(hand) if hand else None
    head = find_head(sheet)
    if head is None:
        return None
    found = _by_tool(sheet, head) or _by_questions(sheet, head)
    if found is not None:
        return _claim(found)
    return _table(sheet, head, is_announced=answers.get("kind") == "satisfaction")


def _claim(found: Layout) -> Recognized:
    return Recognized(found.score, "satisfaction", found.source_format, found.reason, found)


def _by_tool(sheet: Sheet, head: Head) -> Layout | None:
    """A file whose header only one tool writes."""
    names = {plain(name) for name in head.names}
    first = plain(head.names[0]) if head.names else ""
    if head.tool == "qualtrics":
        rows = head.first - head.at
        return build(
            sheet, head, formats.QUALTRICS, 0.99,
            "This is a Qualtrics export: three header rows, the third with import ids."
            if rows == 3
            else "This is a Qualtrics export: its columns are Qualtrics' own.",
        )  # fmt: skip
    if head.tool == "surveymonkey":
        return build(
            sheet, head, formats.SURVEYMONKEY, 0.98,
            "This is a SurveyMonkey export: respondent ids, and a second header row."
            if head.below
            else "This is a SurveyMonkey export: it has respondent ids.",
        )  # fmt: skip
    if names & {"submit date (utc)"} or (first == "#" and "submit date" in " ".join(names)):
        return build(
            sheet, head, formats.TYPEFORM, 0.97, "This is a Typeform export: it has submit dates in UTC."
        )
    if first in _MICROSOFT_IDS and names & _MICROSOFT_TIMES:
        return build(
            sheet, head, formats.MICROSOFT, 0.96,
            "This is a Microsoft Forms export: it begins with an id, a start and a completion time.",
        )  # fmt: skip
    return None


_MICROSOFT_IDS: Final = frozenset({"id", "identifiant", "identificador"})
_MICROSOFT_TIMES: Final = frozenset({"completion time", "heure de fin", "hora de finalizacion"})
_GOOGLE_TIMES: Final = frozenset({"timestamp", "horodateur", "marca temporal"})


def _by_questions(sheet: Sheet, head: Head) -> Layout | None:
    """A file whose questions only one survey asks, or that begins as Google Forms does."""
    if asked_on(head.names, head.below, CLASSIC):
        return build(
            sheet, head, formats.LIBQUAL, 0.95,
            "This is a LibQUAL+ file: items have a minimum, a desired and a perceived level.",
        )  # fmt: skip
    if asked_on(head.names, head.below, NEW):
        return build(
            sheet, head, formats.LIBQUAL, 0.9,
            "This is a file of the new LibQUAL+ survey: items have an importance and a performance.",
        )  # fmt: skip
    questions = plain(" | ".join(head.names))
    if sum(outcome in questions for outcome in formats.OUTCOMES) >= 2:
        return build(
            sheet, head, formats.PROJECT_OUTCOME, 0.95,
            "This is a Project Outcome file: it asks what patrons learned and what they will do with it.",
        )  # fmt: skip
    if plain(head.names[0]) in _GOOGLE_TIMES:
        return _google(sheet, head)
    return None


def _google(sheet: Sheet, head: Head) -> Layout | None:
    """Google Forms, unless nothing in it is an answer (any table may begin with a timestamp)."""
    found = build(
        sheet, head, formats.GOOGLE, 0.9,
        "This is a Google Forms export: it begins with a timestamp, and questions follow.",
    )  # fmt: skip
    seen = evidence(found)
    if not seen.ratings and not seen.comments:
        return None
    found.score = 0.9 if not seen.is_training else 0.55
    return found


def _table(sheet: Sheet, head: Head, *, is_announced: bool) -> Recognized | None:
    """Any other table: a long one, a wide one, a summary, or no survey at all."""
    if summary := _summary(head):
        return summary
    found = build(sheet, head, formats.WIDE, 0.0, "")
    if found.shape == "long":
        found.source_format = formats.LONG
        found.reason = "This is a long survey table: one row for each response and question."
    else:
        found.reason = "This is a survey table: one row for each response, with ratings in its columns."
    seen = evidence(found)
    found.score = _score(found, seen)
    if is_announced and seen.ratings:
        found.score = max(found.score, 0.6)
    return _claim(found) if found.score > 0 else None


def _score(found: Layout, seen: Evidence) -> float:
    """How sure it is that a table nobody knows holds ratings of patrons."""
    if not seen.ratings:
        return 0.0
    if found.shape == "long":
        return max(
            0.0, 0.85 - (0.4 if seen.is_training else 0.0) - (0.3 if "responded_on" not in found.roles else 0)
        )
    score = 0.2 if "responded_on" in found.roles else 0.0
    score += 0.35 if seen.words else 0.0
    score += 0.4 if seen.recommending else 0.0
    score += 0.35 if seen.survey_words else 0.0
    score += 0.1 if seen.comments else 0.0
    score += 0.1 if "response_id" in found.roles else 0.0
    score += 0.15
    return max(0.0, min(score, 0.9) - (0.5 if seen.is_training else 0.0))


def _summary(head: Head) -> Recognized | None:
    """A table of averages or counts: it says how many answered, and no answer is in it."""
    said = [name for name in head.names if name and _SUMMARY.match(plain(name).strip(" :?.*"))]
    named = [name for name in head.names if name]
    is_short = all(len(name) <= 40 for name in said)
    if len(said) < 2 or 3 * len(said) < len(named) or not is_short:
        return None
    if any(column_role(name) == "response_id" for name in named):
        return None
    value = f"columns such as {said[0]} and {said[1]}"
    return Recognized(
        0.75, "satisfaction", formats.WIDE, "This is a summary of a survey.",
        file_reason="aggregate_report", message=sentence("aggregate_report", value=value),
    )  # fmt: skip
