"""The practice library's files, as a library would have them: exports and a workbook kept by hand.

The same bytes for the same seed everywhere. A few honest blemishes are put in on purpose; ``BLEMISHES``
says which, so that tests can count them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from data.practice.log_book import workbook
from data.practice.staff import Stay, stays
from data.practice.survey import Response, responses
from data.practice.training import Attempt, attempts

LIST, EXPORT, LOG, SURVEY = (
    "staff-list.csv",
    "training-export.csv",
    "yarrowick-training-log.xlsx",
    "patron-survey.csv",
)
KINDS: Final = {LIST: "staff", EXPORT: "completions", LOG: "completions", SURVEY: "satisfaction"}
BLEMISHES: Final = {
    LIST: {},
    EXPORT: {"bad_date": 2, "duplicate_row": 1, "totals_row": 1},
    LOG: {"metadata_row": 2, "blank_row": 1, "totals_row": 1},
    SURVEY: {"bad_date": 1, "duplicate_row": 1, "cell_out_of_range": 1},
}
"""File -> code -> how often: the blemishes that were put in."""
BY_HAND: Final = "Yarrowick Library"
"""The branch that keeps its own list, and is in no export of the training system."""

_SATISFACTION: Final = ("", "Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied")
_QUESTIONS: Final = (
    "Overall, how satisfied were you with your visit today?",
    "How satisfied were you with the help you got from our staff?",
    "How likely are you to recommend the library to a friend or neighbor? (0 to 10)",
)
_BAD_DATES: Final = ("13/45/2025", "2/30/2026")


def files() -> dict[str, bytes]:
    """Make every file, by its name: staff first, so that coverage is known when training comes in."""
    staff = stays()
    places = _places(staff)
    made = attempts(staff)
    at_branch = [(attempt, _stay_of(places[attempt.person], attempt.enrolled)) for attempt in made]
    by_hand = [pair for pair in at_branch if pair[1].branch == BY_HAND]
    exported = [pair for pair in at_branch if pair[1].branch != BY_HAND]
    return {
        LIST: _staff_list(staff),
        EXPORT: _export(exported),
        LOG: workbook(by_hand, BY_HAND),
        SURVEY: _survey(responses()),
    }


def _places(staff: Iterable[Stay]) -> dict[str, list[Stay]]:
    places: dict[str, list[Stay]] = {}
    for stay in staff:
        places.setdefault(stay.person, []).append(stay)
    return places


def _stay_of(stays_of_person: Sequence[Stay], day: date) -> Stay:
    """Find where a person was on a day; before the first stay that, after the last one the last."""
    begun = [stay for stay in stays_of_person if stay.since <= day]
    return begun[-1] if begun else stays_of_person[0]


def _staff_list(staff: Iterable[Stay]) -> bytes:
    rows = [
        [stay.person, stay.name, stay.branch, stay.role, stay.since.isoformat(), _iso(stay.until)]
        for stay in staff
    ]
    return _csv(["Staff ID", "Name", "Branch", "Position", "From", "To"], rows)


def _export(pairs: Sequence[tuple[Attempt, Stay]]) -> bytes:
    """Write the training system's long export; months come before days, and a byte order mark first."""
    header = [
        "Employee ID", "Full Name", "Branch", "Job Title", "Course Title", "Status", "Enrolled On",
        "Completed On", "Credit Hours", "Score (%)",
    ]  # fmt: skip
    rows = [
        [
            attempt.person, stay.name, stay.branch, stay.role, attempt.course, attempt.status,
            _american(attempt.enrolled), _american(attempt.completed),
            f"{attempt.hours:g}" if attempt.completed else "",
            "" if attempt.score is None else str(attempt.score),
        ]
        for attempt, stay in pairs
    ]  # fmt: skip
    # Blemishes: never in the roll-out, so that they blur nothing.
    spoiled = [at for at, row in enumerate(rows) if row[4].startswith("Cybersecurity") and row[7]]
    for at, text in zip((spoiled[40], spoiled[200]), _BAD_DATES, strict=True):
        rows[at][7] = text
    rows.insert(spoiled[100] + 7, list(rows[spoiled[100]]))
    total = sum(float(row[8] or 0) for row in rows)
    rows.append(["Total", "", "", "", "", "", "", "", f"{total:g}", ""])
    return b"\xef\xbb\xbf" + _csv(header, rows)


def _survey(answers: Sequence[Response]) -> bytes:
    """Write the survey tool's table, answers in words; branches are called a little differently here."""
    rows = [
        [
            f"R{number:06}",
            f"{response.at:%Y-%m-%d %H:%M:%S}",
            response.branch.removesuffix(" Library"),
            response.channel,
            _SATISFACTION[response.overall],
            "N/A" if response.help is None else _SATISFACTION[response.help],
            "" if response.recommend is None else str(response.recommend),
            response.comment,
        ]
        for number, response in enumerate(answers, start=1)
    ]
    rows[2500][1] = "2023-06-31 10:15:00"
    rows[7100][6] = "11"
    rows.insert(9000, list(rows[8990]))
    return _csv(["Response ID", "Submitted", "Branch", "Channel", *_QUESTIONS, "Comments"], rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _american(day: date | None) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year}" if day else ""
