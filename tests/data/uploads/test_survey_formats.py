"""Every survey format: a file in its exact shape, and everything that is made of it."""

from __future__ import annotations

import pytest

from tests.data.uploads.as_lines import as_lines, checked
from tests.data.uploads.survey_samples import SURVEYS

EXPECTED: dict[str, list[str]] = {
    "qualtrics.csv": [
        "qualtrics: 3 of 6 rows",
        "6 R_1 2026-01-02 Main qr | Staff | satisfaction | 5 of 1-5 | 5",
        "6 R_1 2026-01-02 Main qr | Collection | satisfaction | 4 of 1-5 | 4",
        "6 R_1 2026-01-02 Main qr | Would you recommend us? | recommend | 10 of 0-10 | 10",
        "7 R_2 2026-01-03 East email | Collection | satisfaction | 2 of 1-5 | 2",
        "9 R_4 2026-01-04 East qr | Would you recommend us? | recommend | 0 of 0-10 | 0",
        "N/A 9 - 2026-01-04 East qr | Collection | -1",
        "comment 6 R_1 2026-01-02 Main qr | What could we do better? | More, please",
        "rejected 8 test_response | Status | 1",
        "rejected 10 duplicate_row |  | ",
        "rejected 11 no_ratings |  | ",
        "flagged 7 partial_response | Finished | 0",
        "flagged 9 cell_out_of_range | Q2_1 | 7",
        "asked scale:Staff: 1-5",
        "asked scale:Would you recommend us?: 0-10",
    ],
    "qualtrics.tsv": [
        "qualtrics: 3 of 6 rows",
        "6 R_1 2026-01-02 Main qr | Staff | satisfaction | 5 of 1-5 | 5",
        "6 R_1 2026-01-02 Main qr | Collection | satisfaction | 4 of 1-5 | 4",
        "6 R_1 2026-01-02 Main qr | Would you recommend us? | recommend | 10 of 0-10 | 10",
        "7 R_2 2026-01-03 East email | Collection | satisfaction | 2 of 1-5 | 2",
        "9 R_4 2026-01-04 East qr | Would you recommend us? | recommend | 0 of 0-10 | 0",
        "N/A 9 - 2026-01-04 East qr | Collection | -1",
        "comment 6 R_1 2026-01-02 Main qr | What could we do better? | More, please",
        "rejected 8 test_response | Status | 1",
        "rejected 10 duplicate_row |  | ",
        "rejected 11 no_ratings |  | ",
        "flagged 7 partial_response | Finished | 0",
        "flagged 9 cell_out_of_range | Q2_1 | 7",
        "asked scale:Staff: 1-5",
        "asked scale:Would you recommend us?: 0-10",
    ],
    "qualtrics.xlsx": [
        "qualtrics: 3 of 6 rows",
        "3 R_1 2026-01-02 Main qr | Staff | satisfaction | 5 of 1-5 | 5",
        "3 R_1 2026-01-02 Main qr | Collection | satisfaction | 4 of 1-5 | 4",
        "3 R_1 2026-01-02 Main qr | Would you recommend us? | recommend | 10 of 0-10 | 10",
        "4 R_2 2026-01-03 East email | Collection | satisfaction | 2 of 1-5 | 2",
        "6 R_4 2026-01-04 East qr | Would you recommend us? | recommend | 0 of 0-10 | 0",
        "N/A 6 - 2026-01-04 East qr | Collection | -1",
        "comment 3 R_1 2026-01-02 Main qr | What could we do better? | More, please",
        "rejected 5 test_response | Status | 1",
        "rejected 7 duplicate_row |  | ",
        "rejected 8 no_ratings |  | ",
        "flagged 4 partial_response | Finished | 0",
        "flagged 6 cell_out_of_range | Q2_1 | 7",
        "asked scale:Staff: 1-5",
        "asked scale:Would you recommend us?: 0-10",
    ],
    "surveymonkey.csv": [
        "surveymonkey: 2 of 2 rows",
        "3 118051234567 2026-01-13 Main 401 | Staff | satisfaction | 5 of 1-5 | Very satisfied",
        "3 118051234567 2026-01-13 Main 401 | Hours | satisfaction | 2 of 1-5 | Dissatisfied",
        ("3 118051234567 2026-01-13 Main 401 | Would you recommend us, 0 to 10? | recommend | 9 of 0-10 | 9"),
        "5 118051234568 2026-01-15 East 402 | Staff | satisfaction | 4 of 1-5 | satisfied",
        (
            "5 118051234568 2026-01-15 East 402 | Hours | satisfaction | 3 of 1-5 "
            "| Neither satisfied nor dissatisfied"
        ),
        ("5 118051234568 2026-01-15 East 402 | Would you recommend us, 0 to 10? | recommend | 0 of 0-10 | 0"),
        "N/A 3 - 2026-01-13 Main 401 | Computers | N/A",
        "comment 3 118051234567 2026-01-13 Main 401 | Anything else? | Longer hours, \nplease",
    ],
    "surveymonkey-old.csv": [
        "surveymonkey: 2 of 2 rows",
        (
            "3 row3 2026-01-03 - 401 "
            "| Overall, how was your visit? (1 = poor, 5 = excellent) | satisfaction | 5 of 1-5 | 5"
        ),
        (
            "4 row4 2026-01-30 - 401 "
            "| Overall, how was your visit? (1 = poor, 5 = excellent) | satisfaction | 2 of 1-5 | 2"
        ),
        "asked branch: None",
    ],
    "google-forms-sheet.csv": [
        "google forms: 3 of 5 rows",
        "2 row2 2023-08-31 Main - | Rate our service [Staff] | satisfaction | 5 of 1-5 | 5",
        "2 row2 2023-08-31 Main - | Rate our service [Wi-Fi.] | satisfaction | 4 of 1-5 | 4",
        (
            "2 row2 2023-08-31 Main - | How likely are you to recommend the library? "
            "| recommend | 10 of 0-10 | 10"
        ),
        "3 row3 2023-08-31 Main - | Rate our service [Staff] | satisfaction | 5 of 1-5 | 5",
        "3 row3 2023-08-31 Main - | Rate our service [Wi-Fi.] | satisfaction | 4 of 1-5 | 4",
        (
            "3 row3 2023-08-31 Main - | How likely are you to recommend the library? "
            "| recommend | 10 of 0-10 | 10"
        ),
        (
            "5 row5 2023-09-01 East - | How likely are you to recommend the library? "
            "| recommend | 0 of 0-10 | 0"
        ),
        "comment 2 row2 2023-08-31 Main - | Comments | =cmd()",
        "rejected 4 duplicate_row |  | ",
        "rejected 6 missing_date | Timestamp | ",
        "flagged 5 cell_out_of_range | Rate our service [Staff] | 6",
        "asked scale:Rate our service [Staff]: 1-5",
        "asked scale:How likely are you to recommend the library?: 0-10",
    ],
    "google-forms-download.csv": [
        "google forms: 2 of 2 rows",
        (
            "2 row2 2026-09-27 - - | How easy was it to find what you needed? "
            "| satisfaction | 5 of 1-5 | Very easy"
        ),
        (
            "3 row3 2026-09-28 - - | How easy was it to find what you needed? "
            "| satisfaction | 2 of 1-5 | Difficult"
        ),
        "comment 3 row3 2026-09-28 - - | Tell us more | The signs are too small",
        "asked branch: None",
    ],
    "microsoft-forms.xlsx": [
        "microsoft forms: 2 of 2 rows",
        "2 1 2024-09-20 Main - | Overall, how satisfied are you? | satisfaction | 5 of 1-5 | 5",
        "2 1 2024-09-20 Main - | Staff were helpful | agreement | 5 of 1-5 | Strongly agree",
        "2 1 2024-09-20 Main - | How likely are you to recommend us? | recommend | 9 of 0-10 | 9",
        "3 4 2024-09-21 East - | Overall, how satisfied are you? | satisfaction | 2 of 1-5 | 2",
        "3 4 2024-09-21 East - | Staff were helpful | agreement | 2 of 1-5 | Somewhat disagree",
        "3 4 2024-09-21 East - | How likely are you to recommend us? | recommend | 10 of 0-10 | 10",
        "asked scale:Overall, how satisfied are you?: 1-5",
        "asked scale:How likely are you to recommend us?: 0-10",
    ],
    "typeform.csv": [
        "typeform: 2 of 3 rows",
        "2 aq1 2026-02-01 Main - | How would you rate the library? | satisfaction | 4 of 1-5 | 4",
        "4 aq3 2026-02-04 East - | How would you rate the library? | satisfaction | 2 of 1-5 | 2",
        "comment 2 aq1 2026-02-01 Main - | Why? | Kind staff",
        "rejected 3 missing_date | Submit Date (UTC) | ",
        "asked scale:How would you rate the library?: 1-5",
    ],
    "libqual.csv": [
        "libqual: 3 of 3 rows",
        (
            "2 1 2026-03-01 Main - | AS-1 Employees who instill confidence | quality "
            "| 7 of 1-9 (minimum 5, desired 8) | 7"
        ),
        (
            "2 1 2026-03-01 Main - | LP-1 Quiet space for study | quality "
            "| 3 of 1-9 (minimum 4, desired 9) | 3"
        ),
        "2 1 2026-03-01 Main - | In general, I am satisfied | satisfaction | 8 of 1-9 | 8",
        "3 2 2026-03-01 Main - | In general, I am satisfied | satisfaction | 9 of 1-9 | 9",
        (
            "4 3 2026-03-02 East - | AS-1 Employees who instill confidence | quality "
            "| 8 of 1-9 (minimum 9, desired 7) | 8"
        ),
        "N/A 3 - 2026-03-01 Main - | AS-1 Employees who instill confidence | N/A",
        "comment 2 1 2026-03-01 Main - | Comments | Too loud",
        "flagged 3 cell_out_of_range | LP-1 Quiet space for study - Desired | (empty)",
        "flagged 4 minimum_above_desired | AS-1 Employees who instill confidence - Perceived | 8",
        "flagged 4 cell_out_of_range | LP-1 Quiet space for study - Desired | 10",
    ],
    "libqual-new.csv": [
        "libqual: 2 of 2 rows",
        "3 7 2026-03-01 Main - | Helpful staff | importance | 9 of 1-9 | 9",
        "3 7 2026-03-01 Main - | Helpful staff | quality | 8 of 1-9 | 8",
        "4 8 2026-03-02 Main - | Helpful staff | importance | 5 of 1-9 | 5",
        "4 8 2026-03-02 Main - | Quiet space | importance | 7 of 1-9 | 7",
        "4 8 2026-03-02 Main - | Quiet space | quality | 6 of 1-9 | 6",
        "N/A 3 - 2026-03-01 Main - | Quiet space | n/a",
        "flagged 4 cell_out_of_range | Helpful staff - Performance | 0",
    ],
    "project-outcome.csv": [
        "project outcome: 2 of 2 rows",
        (
            "2 501 2025-07-14 Main - | You learned something that is helpful | agreement "
            "| 5 of 1-5 | Strongly agree"
        ),
        (
            "2 501 2025-07-14 Main - | You feel more confident about what you just learned "
            "| agreement | 4 of 1-5 | Agree"
        ),
        (
            "3 502 2025-07-15 Main - | You learned something that is helpful | agreement "
            "| 3 of 1-5 | Neither agree nor disagree"
        ),
        (
            "3 502 2025-07-15 Main - | You feel more confident about what you just learned "
            "| agreement | 1 of 1-5 | STRONGLY DISAGREE"
        ),
        (
            "3 502 2025-07-15 Main - | You intend to apply what you just learned "
            "| agreement | 2 of 1-5 | Disagree"
        ),
        "N/A 2 - 2025-07-14 Main - | You intend to apply what you just learned | N/A",
        "comment 2 501 2025-07-14 Main - | What did you like most about the program? | The handout",
    ],
    "long-survey.csv": [
        "long survey table: 4 of 11 rows",
        "2 r1 2026-04-01 Main web | Staff | satisfaction | 5 of 1-5 | 5",
        "3 r1 2026-04-01 Main web | Would you recommend us? | recommend | 0 of 0-10 | 0",
        "4 r1 2026-04-01 Main web | Our hours suit me | agreement | 4 of 1-5 | Agree",
        "8 r2 2026-04-02 East desk | Our hours suit me | agreement | 1 of 1-5 | Strongly disagree",
        "N/A 6 - 2026-04-02 East desk | Staff | N/A",
        "rejected 5 out_of_range | rating | 7",
        "rejected 6 not_a_rating | rating | N/A",
        "rejected 7 not_a_rating | rating | lovely",
        "rejected 9 duplicate_row |  | ",
        "rejected 10 bad_date | date | 31/31/2026",
        "rejected 11 missing_date | date | ",
        "rejected 12 future_date | date | 2027-04-02",
        "asked scale:Staff: 1-5",
        "asked scale:Would you recommend us?: 0-10",
    ],
    "long-survey-scales.csv": [
        "long survey table: 2 of 2 rows",
        "2 1 2026-04-01 Centrale - | Accueil | satisfaction | 3 of 1-4 | 3",
        "3 1 2026-04-01 Centrale - | Recommanderiez-vous la bibliothèque ? | recommend | 10 of 0-10 | 10",
    ],
    "wide-survey.csv": [
        "survey table: 3 of 8 rows",
        "3 row3 2026-05-01 Main - | Friendly staff | satisfaction | 4 of 1-5 | ★★★★",
        "3 row3 2026-05-01 Main - | Value of programs | agreement | 4 of 1-5 | 4 - Agree",
        "3 row3 2026-05-01 Main - | Collection rating | satisfaction | 5 of 1-5 | 5 (Excellent)",
        "5 row5 2026-05-02 East - | Friendly staff | satisfaction | 2 of 1-5 | ★★☆☆☆",
        "5 row5 2026-05-02 East - | Value of programs | agreement | 5 of 1-5 | 5 - Strongly agree",
        "5 row5 2026-05-02 East - | Collection rating | satisfaction | 3 of 1-5 | 3 (Good)",
        "6 row6 2026-05-02 East - | Friendly staff | satisfaction | 2 of 1-5 | ★★☆☆☆",
        "6 row6 2026-05-02 East - | Value of programs | agreement | 5 of 1-5 | 5 - Strongly agree",
        "6 row6 2026-05-02 East - | Collection rating | satisfaction | 3 of 1-5 | 3 (Good)",
        "comment 3 row3 2026-05-01 Main - | Remarks | Lovely",
        "ignored 1 metadata_row",
        "ignored 4 blank_row",
        "ignored 7 repeated_header",
        "ignored 8 totals_row",
        "ignored 9 metadata_row",
    ],
    "nps.csv": [
        "survey table: 2 of 3 rows",
        (
            "2 row2 2026-06-01 1 - "
            "| How likely are you to recommend the library to a friend? | recommend | 10 of 0-10 | 10"
        ),
        (
            "3 row3 2026-06-01 3 - "
            "| How likely are you to recommend the library to a friend? | recommend | 0 of 0-10 | 0"
        ),
        "comment 2 row2 2026-06-01 1 - | Why did you give this score? | Story time",
        "rejected 4 no_ratings | How likely are you to recommend the library to a friend? | 11",
        "asked scale:How likely are you to recommend the library to a friend?: 0-10",
        "asked branch_codes: None",
    ],
    "libsat.csv": [
        "survey table: 2 of 2 rows",
        "2 a 2026-06-03 - - | Staff | satisfaction | 5 of 1-5 | 5",
        "2 a 2026-06-03 - - | Staff | importance | 4 of 1-5 | 4",
        "2 a 2026-06-03 - - | Hours | satisfaction | 2 of 1-5 | 2",
        "2 a 2026-06-03 - - | Hours | importance | 5 of 1-5 | 5",
        "3 b 2026-06-04 - - | Staff | satisfaction | 4 of 1-5 | 4",
        "3 b 2026-06-04 - - | Hours | satisfaction | 3 of 1-5 | 3",
        "asked scale:Staff: 1-5",
        "asked scale:Hours: 1-5",
        "asked branch: None",
    ],
    "google-forms-spanish.csv": [
        "google forms: 2 of 2 rows",
        (
            "2 row2 2026-05-01 Centro - | ¿Qué tan satisfecho está con el personal? "
            "| satisfaction | 5 of 1-5 | Muy satisfecho"
        ),
        (
            "2 row2 2026-05-01 Centro - | Los horarios me convienen | agreement | 5 of 1-5 "
            "| Totalmente de acuerdo"
        ),
        (
            "3 row3 2026-05-02 Norte - | ¿Qué tan satisfecho está con el personal? "
            "| satisfaction | 3 of 1-5 | Ni satisfecho ni insatisfecho"
        ),
        "N/A 3 - 2026-05-02 Norte - | Los horarios me convienen | No aplica",
        "comment 2 row2 2026-05-01 Centro - | Comentarios | Gracias",
    ],
    "survey-summary.csv": [
        "survey table: 0 of 0 rows",
    ],
}


@pytest.mark.parametrize("name", SURVEYS)
def test_a_file_of_each_format_gives_exactly_this(name: str) -> None:
    assert as_lines(checked(SURVEYS[name]())) == EXPECTED[name]
