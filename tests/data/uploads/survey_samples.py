"""Survey files in the exact shape in which survey tools write them, made up for the tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime

import xlsxwriter

Rows = Sequence[Sequence[str]]


def as_csv(rows: Rows, separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode("utf-8")


QUALTRICS_NAMES = [
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
    "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName", "RecipientEmail",
    "ExternalReference", "LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage",
    "Q1", "Q2_1", "Q2_2", "Q3_NPS_GROUP", "Q3", "Q4",
]  # fmt: skip
QUALTRICS_LABELS = [
    "Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished",
    "Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name", "Recipient Email",
    "External Data Reference", "Location Latitude", "Location Longitude", "Distribution Channel",
    "User Language", "Which branch did you visit?", "How satisfied are you with\neach of these? - Staff",
    "How satisfied are you with\neach of these? - Collection.", "Would you recommend us? - Group",
    "Would you recommend us?", "What could we do better?",
]  # fmt: skip


def _qualtrics(
    day: str, status: str, done: str, response: str, channel: str, branch: str, *answers: str
) -> list[str]:
    start, end = f"{day} 10:00:00", f"{day} 10:05:00"
    progress = "100" if done in ("1", "True") else "60"
    return [
        start, end, status, "192.0.2.7", progress, "300", done, end, response, "", "", "", "",
        "39.7", "-104.9", channel, "EN", branch, *answers,
    ]  # fmt: skip


QUALTRICS_ROWS = [
    _qualtrics("2026-01-02", "0", "1", "R_1", "qr", "Main", "5", "4", "Promoter", "10", "More, please"),
    _qualtrics("2026-01-03", "IP Address", "0", "R_2", "email", "East", "-99", "2", "", "", ""),
    _qualtrics("2026-01-03", "1", "1", "R_3", "preview", "East", "3", "3", "", "0", "only trying"),
    _qualtrics("2026-01-04", "0", "1", "R_4", "qr", "East", "7", "-1", "Detractor", "0", ""),
    _qualtrics("2026-01-04", "0", "1", "R_4", "qr", "East", "7", "-1", "Detractor", "0", ""),
    _qualtrics("2026-01-05", "0", "1", "R_5", "qr", "East", "", "", "", "", "Nothing to rate"),
]


def _import_ids() -> list[str]:
    zone = ',"timeZone":"America/Denver"'
    return [
        f'{{"ImportId":"{name[:1].lower()}{name[1:]}"{zone if name.endswith("Date") else ""}}}'
        for name in QUALTRICS_NAMES
    ]


def qualtrics() -> bytes:
    """Three header rows; a test, a repeated row and a response without ratings among the rows."""
    return as_csv([QUALTRICS_NAMES, QUALTRICS_LABELS, _import_ids(), *QUALTRICS_ROWS])


def qualtrics_tsv() -> bytes:
    """As it is downloaded as TSV: UTF-16 with a byte order mark, tabs."""
    rows = [QUALTRICS_NAMES, QUALTRICS_LABELS, _import_ids(), *QUALTRICS_ROWS]
    return b"\xff\xfe" + as_csv(rows, "\t").decode().encode("utf-16-le")


def qualtrics_xlsx() -> bytes:
    """A workbook: two header rows, no import ids."""
    return as_xlsx([QUALTRICS_NAMES, QUALTRICS_LABELS, *QUALTRICS_ROWS])


def as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm:ss"})
    sheet = book.add_worksheet("Sheet1")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(at, column, cell)
            elif isinstance(cell, int):
                sheet.write_number(at, column, cell)
            elif cell:
                sheet.write_string(at, column, str(cell))
    book.close()
    return target.getvalue()


def surveymonkey() -> bytes:
    """Two header rows, blanks to the right of a matrix, HTML, a question with several answers."""
    return as_csv(
        [
            [
                "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
                "First Name", "Last Name", "Custom Data 1", "Which library did you visit?",
                "<b>How satisfied</b> are you with our:", "", "", "Which did you use?", "",
                "Would you recommend us, 0 to 10?", "Anything else?",
            ],
            ["", "", "", "", "", "", "", "", "", "Response", "Staff", "Hours", "Computers", "Books", "Films",
             "Response", "Open-Ended Response"],
            ["118051234567", "401", "01/13/2026 09:58:00 AM", "01/13/2026 10:02:11 AM", "192.0.2.1",
             "a@b.org", "Ann", "Lee", "", "Main", "Very satisfied", "Dissatisfied", "N/A", "Books", "", "9",
             "Longer hours, \nplease"],
            ["118051234568", "402", "01/14/2026 11:58:00 PM", "01/15/2026 12:02:11 AM", "192.0.2.2",
             "", "", "", "", "East", "satisfied ", "Neither satisfied nor dissatisfied", "", "Books",
             "Films", "0", ""],
        ]
    )  # fmt: skip


def surveymonkey_old() -> bytes:
    """The older names, no text in the second header row, codes instead of words, ids that Excel destroyed."""
    return as_csv(
        [
            ["RespondentID", "CollectorID", "StartDate", "EndDate", "IP Address", "Email Address",
             "FirstName", "LastName", "Custom Data",
             "Overall, how was your visit? (1 = poor, 5 = excellent)"],
            ["", "", "", "", "", "", "", "", "", ""],
            ["1.18052E+11", "401", "1/3/2026 9:58", "1/3/2026 10:02", "", "", "", "", "", "5"],
            ["1.18052E+11", "401", "1/30/2026 9:58", "1/30/2026 10:02", "", "", "", "", "", "2"],
        ]
    )  # fmt: skip


def google_forms() -> bytes:
    """As downloaded from the linked sheet: local dates, no id, no scale; two people answer alike."""
    return as_csv(
        [
            ["Timestamp", "Email Address", "Which branch do you use?", "Rate our service [Staff]",
             "Rate our service [Wi-Fi.]", "How likely are you to recommend the library?", "What do you use?",
             "Comments"],
            ["8/31/2023 19:08:16", "a@b.org", "Main", "5", "4", "10", "Books, Films", "=cmd()"],
            ["8/31/2023 19:09:16", "", "Main", "5", "4", "10", "Books", ""],
            ["8/31/2023 19:09:16", "", "Main", "5", "4", "10", "Books", ""],
            ["9/1/2023 8:00:00", "", "East", "6", "", "0", "", "n/a"],
            ["", "", "East", "3", "3", "3", "", ""],
        ]
    )  # fmt: skip


def google_forms_download() -> bytes:
    """As downloaded from Forms itself: year first, AM and PM, an offset; a quiz score that is no rating."""
    return as_csv(
        [
            ["Timestamp", "Username", "Score", "How easy was it to find what you needed?", "Tell us more"],
            ["2026/09/27 3:00:00 PM GMT+3", "x@y.org", "2 / 3", "Very easy", ""],
            ["2026/09/28 3:00:00 PM GMT+3", "", "1 / 3", "Difficult", "The signs are too small"],
        ]
    )  # fmt: skip


def microsoft_forms() -> bytes:
    """A workbook with real dates; no-break spaces and line breaks in headers, quiz columns, "a;b;"."""
    return as_xlsx(
        [
            ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time", "Total points",
             "Quiz feedback", "Which branch did you visit?\u00a0", "Overall, how satisfied are you?\u00a0\n",
             "Points - Overall, how satisfied are you?", "Feedback - Overall, how satisfied are you?",
             "Staff were helpful.", "Which did you use?", "How likely are you to recommend us?"],
            [1, datetime(2024, 9, 20, 19, 0, 1), datetime(2024, 9, 20, 19, 4, 1), "anonymous", "", "", 5, "",
             "Main", 5, 3, "", "Strongly agree", "AGOL;Cartography;", 9],
            [4, datetime(2024, 9, 21, 19, 0, 1), datetime(2024, 9, 21, 19, 4, 1), "anonymous", "", "", 5, "",
             "East", 2, 3, "", "Somewhat disagree", "AGOL;", 10],
        ]
    )  # fmt: skip


def typeform() -> bytes:
    """A token first, one column a choice, dates in UTC; the second was never submitted."""
    return as_csv(
        [
            ["#", "Your branch", "Books", "Films", "How would you rate the library?", "Why?",
             "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
            ["aq1", "Main", "Books", "", "4", "Kind staff", "2026-02-01 10:00:00",
             "2026-02-01 10:01:00", "f3"],
            ["aq2", "Main", "", "Films", "3", "", "2026-02-01 10:00:00", "", "f4"],
            ["aq3", "East", "Books", "Films", "2", "", "2026-02-03 23:59:00", "2026-02-04 00:01:00", "f5"],
        ]
    )  # fmt: skip


def libqual() -> bytes:
    """Classic: minimum, desired and perceived; N/A, a missing cell, 10 of 9, a minimum above the desired."""
    staff, space = "AS-1 Employees who instill confidence", "LP-1 Quiet space for study"
    levels = ("Minimum", "Desired", "Perceived")
    return as_csv(
        [
            ["ID", "Date", "Library", *(f"{staff} - {level}" for level in levels),
             *(f"{space} - {level}" for level in levels), "In general, I am satisfied", "Comments"],
            ["1", "2026-03-01", "Main", "5", "8", "7", "4", "9", "3", "8", "Too loud"],
            ["2", "2026-03-01", "Main", "N/A", "N/A", "N/A", "6", "", "5", "9", ""],
            ["3", "2026-03-02", "East", "9", "7", "8", "4", "10", "6", "", ""],
        ]
    )  # fmt: skip


def libqual_new() -> bytes:
    """The new instrument: importance and performance, names over two rows."""
    return as_csv(
        [
            ["Response ID", "Survey Date", "Branch", "Helpful staff", "", "Quiet space", ""],
            ["", "", "", "Importance", "Performance", "Importance", "Performance"],
            ["7", "2026-03-01", "Main", "9", "8", "n/a", "n/a"],
            ["8", "2026-03-02", "Main", "5", "0", "7", "6"],
        ]
    )  # fmt: skip


def project_outcome() -> bytes:
    """Agreement about learning, with N/A; an outcome, not satisfaction."""
    return as_csv(
        [
            ["Response ID", "Date Submitted", "Library", "Service Area", "Program Name",
             "You learned something that is helpful.", "You feel more confident about what you just learned.",
             "You intend to apply what you just learned.", "What did you like most about the program?"],
            ["501", "07/14/2025", "Main", "Job Skills", "Resumes", "Strongly agree", "Agree", "N/A",
             "The handout"],
            ["502", "07/15/2025", "Main", "Job Skills", "Resumes", "Neither agree nor disagree",
             "STRONGLY DISAGREE", "Disagree", ""],
        ]
    )  # fmt: skip


def long_table() -> bytes:
    """One row for each response and question: numbers, words, N/A, text, and numbers outside."""
    return as_csv(
        [
            ["response_id", "date", "branch", "question", "rating", "collector"],
            ["r1", "2026-04-01", "Main", "Staff.", "5", "web"],
            ["r1", "2026-04-01", "Main", "Would you recommend us?", "0", "web"],
            ["r1", "2026-04-01", "Main", "Our hours suit me", "Agree", "web"],
            ["r2", "2026-04-02", "East", "Staff.", "7", "desk"],
            ["r2", "2026-04-02", "East", "Staff.", "N/A", "desk"],
            ["r2", "2026-04-02", "East", "Staff.", "lovely", "desk"],
            ["r2", "2026-04-02", "East", "Our hours suit me", "Strongly disagree", "desk"],
            ["r2", "2026-04-02", "East", "Our hours suit me", "Strongly disagree", "desk"],
            ["r3", "31/31/2026", "East", "Staff.", "4", "desk"],
            ["r4", "", "East", "Staff.", "4", "desk"],
            ["r5", "2027-04-02", "East", "Staff.", "4", "desk"],
        ]
    )  # fmt: skip


def long_table_with_scales() -> bytes:
    """A long table that states each scale, in French."""
    return as_csv(
        [
            ["Numéro de réponse", "Date de réponse", "Succursale", "Question", "Note", "Échelle"],
            ["1", "2026-04-01", "Centrale", "Accueil", "3", "1-4"],
            ["1", "2026-04-01", "Centrale", "Recommanderiez-vous la bibliothèque ?", "10", "0-10"],
        ],
        ";",
    )  # fmt: skip


def wide_table() -> bytes:
    """A table that nobody knows, kept by hand: a title, stars, labelled numbers, a total, a note."""
    return as_csv(
        [
            ["Patron survey, spring", "", "", "", "", ""],
            ["Date", "Location", "Friendly staff", "Value of programs", "Collection rating", "Remarks"],
            ["2026-05-01", "Main", "★★★★", "4 - Agree", "5 (Excellent)", "Lovely"],
            ["", "", "", "", "", ""],
            ["2026-05-02", "East", "★★☆☆☆", "5 - Strongly agree", "3 (Good)", ""],
            ["2026-05-02", "East", "★★☆☆☆", "5 - Strongly agree", "3 (Good)", ""],
            ["Date", "Location", "Friendly staff", "Value of programs", "Collection rating", "Remarks"],
            ["Average", "", "3", "4.5", "4", ""],
            ["Stars were given at the desk", "", "", "", "", ""],
        ]
    )  # fmt: skip


def nps() -> bytes:
    """One question from 0 to 10, with the groups that follow from it and a comment."""
    return as_csv(
        [
            ["Response Date", "Branch", "How likely are you to recommend the library to a friend?",
             "NPS Group", "Why did you give this score?"],
            ["2026-06-01", "1", "10", "Promoter", "Story time"],
            ["2026-06-01", "3", "0", "Detractor", ""],
            ["2026-06-02", "3", "11", "", ""],
        ]
    )  # fmt: skip


def libsat() -> bytes:
    """Satisfaction and importance of each aspect, side by side."""
    return as_csv(
        [
            ["Respondent", "Survey Date", "Staff - Satisfaction", "Staff - Importance",
             "Hours - Satisfaction", "Hours - Importance"],
            ["a", "2026-06-03", "5", "4", "2", "5"],
            ["b", "2026-06-04", "4", "", "3", "prefer not to say"],
        ]
    )  # fmt: skip


def spanish() -> bytes:
    """Google Forms in Spanish, with Likert words."""
    return as_csv(
        [
            ["Marca temporal", "¿Qué biblioteca visitó?", "¿Qué tan satisfecho está con el personal?",
             "Los horarios me convienen", "Comentarios"],
            ["2026/05/01 9:00:00 AM GMT-6", "Centro", "Muy satisfecho", "Totalmente de acuerdo", "Gracias"],
            ["2026/05/02 9:00:00 AM GMT-6", "Norte", "Ni satisfecho ni insatisfecho", "No aplica", ""],
        ]
    )  # fmt: skip


def summary() -> bytes:
    """Averages and counts: nobody's answers."""
    return as_csv(
        [["Question", "Average", "Responses"], ["Staff", "4.6", "120"], ["Hours", "3.9", "118"]]
    )  # fmt: skip


SURVEYS: dict[str, Callable[[], bytes]] = {
    "qualtrics.csv": qualtrics,
    "qualtrics.tsv": qualtrics_tsv,
    "qualtrics.xlsx": qualtrics_xlsx,
    "surveymonkey.csv": surveymonkey,
    "surveymonkey-old.csv": surveymonkey_old,
    "google-forms-sheet.csv": google_forms,
    "google-forms-download.csv": google_forms_download,
    "microsoft-forms.xlsx": microsoft_forms,
    "typeform.csv": typeform,
    "libqual.csv": libqual,
    "libqual-new.csv": libqual_new,
    "project-outcome.csv": project_outcome,
    "long-survey.csv": long_table,
    "long-survey-scales.csv": long_table_with_scales,
    "wide-survey.csv": wide_table,
    "nps.csv": nps,
    "libsat.csv": libsat,
    "google-forms-spanish.csv": spanish,
    "survey-summary.csv": summary,
}
