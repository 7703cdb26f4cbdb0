"""Files of training completions in the exact shape in which systems and people make them.

Each function gives the bytes of one file; ``SAMPLES`` names them all, with the names that files of this
kind have. Tables are written here with ``|`` between cells.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

Cell = str | float | date | None


def table(text: str) -> list[list[str]]:
    """One row a line, cells between bars."""
    return [line.strip().split("|") for line in text.splitlines() if line.strip()]


def quoted(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Every cell in quotes, quotes inside as apostrophes, LF at the ends."""
    lines = [delimiter.join('"' + cell.replace('"', "'") + '"' for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def minimal(rows: Sequence[Sequence[str]], delimiter: str = ",", ends: str = "\r\n") -> str:
    """Quotes only where they are needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return out.getvalue()


def put_csv(row: Sequence[str]) -> str:
    """A line as PHP writes it: quotes around cells with a space, comma, quote, tab or line end."""
    needs = set(' ,"\t\n\r\\')
    cells = ['"' + cell.replace('"', '""') + '"' if set(cell) & needs else cell for cell in row]
    return ",".join(cells) + "\n"


def workbook(sheets: dict[str, list[list[Cell]]], hidden: Sequence[str] = ()) -> bytes:
    """An XLSX workbook: dates as dates, formulas without a value, numbers as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, at, cell, day)
                    elif isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(number, at, cell, value="")
                    elif cell is not None:
                        sheet.write(number, at, cell)
    return out.getvalue()


def moodle_course() -> bytes:
    rows = table("""
        ID|Name|Email address|ID number|Department|Quiz|Quiz - Completion date|Course complete
        12|Ann Reyes|ann@lib.example|E-7|Main|Completed (achieved pass grade)|09/02/26, 10:04|09/02/26, 10:05
        13|Ben Ortiz|ben@lib.example||North|Completed (did not achieve pass grade)|10/02/26, 09:00|
        14|Cy "CJ" Jones||E-9||Completed|11/02/26, 16:30|31/03/26, 08:00
        15|Dee Wu|||Main|Not completed||
    """)
    return "".join(map(put_csv, rows)).encode()


def moodle_activity(*, excel: bool = False) -> bytes:
    rows = table("""
        |Email address|Quiz||Manual|Friday, 6 March 2026, 12:00 AM
        Ann Reyes|ann@lib.example|Completed (achieved pass grade)|2026-02-09 10:04:11|Completed (set by "Pat")|2026-02-10 09:00:00
        Ben Ortiz|ben@lib.example|Completed (did not achieve pass grade)|2026-02-11 11:00:00|Not completed|
    """)  # noqa: E501
    return quoted(rows, "\t").encode("utf-16") if excel else quoted(rows).encode()


def totara() -> bytes:
    rows = table("""
        User's Fullname|Course Name|User's Organisation Name(s)|Completion Organisation Name|User's Position|Completion Status|Completion Date|Date Enrolled|Grade
        Ann Reyes|Story time|North|Main|Clerk|Complete|8 Jan 2026|2 Dec 2025|92.5
        Ben Ortiz|Story time|North||Page|In progress||2 Dec 2025|
        Cy Jones|Story time|Main|Main|Clerk|Complete via rpl|14 Jan 2026|3 Dec 2025|
        Dee Wu|Story time|Main||Page|Not yet started||20 Jan 2026|
    """)  # noqa: E501
    return minimal(rows).encode()


def iomad() -> bytes:
    rows = table("""
        First name|Last name|Email address|Department|Course|Time enrolled|Time started|Time completed|Final score
        Ann|Reyes|ann@lib.example|Main|Fire|2026-01-05|2026-01-06|2026-01-09|2027-01-09|88
        Ben|Ortiz|ben@lib.example|North|Fire|2026-01-05||||
    """)  # noqa: E501
    return minimal(rows).encode()


def niche_academy() -> bytes:
    rows = table("""
        Learner|Email|Team|Tutorial|Status|Completed
        Ann Reyes|ann@lib.example|North|Libby|Completed|1/15/2026
        Ben Ortiz|ben@lib.example|North|Libby|In Progress|
    """)
    return minimal(rows, ends="\n").encode()


def lms_long() -> bytes:
    rows = table("""
        Username|Full Name|Branch|Course Name|Enrolled on|Status|Completion Date|Duration (minutes)|Score|IP Address
        ar|Ann Reyes|Main|Tact|01/05/2026|Completed|01/20/2026|90|85%|10.0.0.1
        bortiz|Ben Ortiz|North|Tact|01/05/2026|Incomplete||||
        cjones|Cy Jones|North|Tact|01/06/2026|Exemption||||
        dwu|Dee Wu|Main|Tact|01/06/2026|Equivalency||||
        efox|Eve Fox||Tact|02/10/2026|Passed|02/03/2026|45|17/20|
        ar|Ann Reyes|Main|Tact|01/05/2026|Completed|03/02/2026|90|90%|10.0.0.1
        ar|Ann Reyes|Main|Tact|01/05/2026|Completed|01/20/2026|90|85%|10.0.0.1
        gkim|Gus Kim|Main||01/05/2026|Completed|01/20/2026|||
        ||Main|Tact|01/05/2026|Completed|01/20/2026|||
        hlee|Hal Lee|Main|Signs|01/05/2026|Completed|13/32/2026|||
        ipaz|Ida Paz|Main|Signs|01/05/2026|Completed|12/25/2026|||
        jroy|Jo Roy|Main|Signs|01/05/2026|Certainly||||
        kmax|Kit Max|Main|Signs|01/05/2026|Failed|01/30/2026|7000||
        lnox|Lou Nox|Main|Signs|01/05/2026|Passed|01/30/2026||120|
        mpim|Max Pim|Main|Signs|01/05/2026|Passed|01/30/2026|long||
        nrae|Nan Rae|Main|Signs|01/05/2026|Completed||||
        oshaw|Oz Shaw|Main|Signs
        |||||||||
    """)  # noqa: E501
    return b"\xef\xbb\xbf" + minimal(rows).encode()


def linkedin_summary() -> bytes:
    rows = table("""
        Name|Email|Unique User ID|Days Logged In|Hours Viewed|Course Views|Course Completions
        Ann Reyes|ann@lib.example|E-7|12|4:31:07|9|3
    """)
    return minimal(rows).encode()


def matrix() -> bytes:
    rows: list[list[Cell]] = [
        ["Staff training 2026"],
        [],
        ["Name", "Branch", "CPR", "Story time", "Ladders", "Total"],
        ["Ann Reyes", "Main", "x", date(2026, 2, 3), "", 2.0],
        ["Ben Ortiz", "North", "", "yes", 85.0, 2.0],
        ["Cy Jones", "North", "", "", "", 0.0],
        ["Total", "", 1.0, 2.0, 1.0, 4.0],
    ]
    return workbook({"Matrix": rows})


def hand_kept() -> bytes:
    """A READ ME, then a sheet a branch with titles, tiers, mixed dates, hours in words, totals and notes."""
    names: list[Cell] = ["Name", "Position", "Course", "Date completed", "Hours"]
    header: list[list[Cell]] = [
        ["Riverside Libraries"],
        ["Continuing education log"],
        [],
        ["Employee", "", "Training", "", ""],
        names,
    ]
    main: list[list[Cell]] = [
        *header,
        ["Ann Reyes", "Clerk", "Story time", date(2025, 10, 2), 1.0],
        ["Ann Reyes", "Clerk", "Fire", "45932", "1 hr"],
        ["Ben Ortiz", "Page", "Fire", "3/14/2026", "1 hour 30 minutes"],
        ["Ben Ortiz", "Page", "Story time", "x", 1.5],
        ["Subtotal", "", "", "", "=SUM(E6:E9)"],
        [],
        names,
        ["Cy Jones", "Page", "Fire", "", ""],
        ["* x means that the day is not known"],
    ]
    north: list[list[Cell]] = [
        *header,
        ["Dee Wu", "Clerk", "Fire", "4/31/2026", "1:30:00"],
        ["Eve Fox", "Page", "Fire", date(2026, 3, 14), "0:45:00"],
        ["Total", "", "", "", 2.25],
    ]
    notes: list[list[Cell]] = [["READ ME"], ["One sheet a branch."], ["Ask Pat before changing anything."]]
    drafts: list[list[Cell]] = [*header, ["Zoe Old", "Page", "Fire", date(2020, 1, 1), 1.0]]
    sheets = {"READ ME": notes, "Main Library": main, "Northside": north, "Drafts": drafts}
    return workbook(sheets, hidden=["Drafts"])


def french() -> bytes:
    rows = table("""
        Nom complet|Courriel|Succursale|Formation|Statut|Date d'achèvement|Durée (heures)
        Zoé Côté|zoe@bib.example|Bibliothèque du Nord|L'accueil|Terminé|3 février 2026|1,5
        Léo Roy|leo@bib.example|Bibliothèque du Nord|L'accueil|En cours||
    """)
    return minimal(rows, ";").encode("cp1252")


def spanish() -> bytes:
    rows = table("""
        Nombre|Apellidos|Correo electrónico|Sucursal|Curso|Estado|Fecha de finalización
        Ana|Núñez|ana@bib.example|Central|Atención al público|Completado|14 de enero de 2026
        Luis|Peña|luis@bib.example|Central|Atención al público|No iniciado|
    """)
    return minimal(rows, "\t").encode("utf-16")


def statement(who: str, verb: str, day: str, **more: Any) -> dict[str, Any]:
    """One xAPI statement about the course "Fire"."""
    name = {"fr": "Le feu", "en-US": "Fire"}
    made: dict[str, Any] = {
        "id": f"{verb}-{who}-{day}",
        "actor": {"objectType": "Agent", "name": who.title(), "mbox": f"mailto:{who}@lib.example"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": {"en-US": verb}},
        "object": {
            "id": "https://lms.example/courses/fire",
            "definition": {"name": name, "type": "http://adlnet.gov/expapi/activities/course"},
        },
        "timestamp": f"{day}T10:00:00.000Z",
    }
    return made | more


def xapi() -> bytes:
    attempt = {"context": {"registration": "11111111-0000-4000-8000-000000000001"}}
    voided = statement("cy", "completed", "2026-02-03")
    statements = [
        statement("ann", "launched", "2026-02-01", **attempt),
        statement("ann", "passed", "2026-02-01", result={"score": {"scaled": 0.92}}, **attempt),
        statement("ann", "completed", "2026-02-01", result={"duration": "PT1H5M"}, **attempt),
        statement("ben", "attempted", "2026-02-02"),
        voided,
        statement("admin", "voided", "2026-02-04", object={"objectType": "StatementRef", "id": voided["id"]}),
        statement("dee", "failed", "2026-02-05", result={"score": {"scaled": -0.5}}),
        statement("dee", "completed", "2026-02-06", result={"duration": "P5D"}),
        statement("eve", "completed", "2027-02-06"),
        statement("fay", "completed", "2026-02-07", actor={"name": "Fay Oz"}),
        statement("gus", "completed", "2026-02-07", actor={}),
    ]
    return json.dumps(statements, ensure_ascii=False, indent=1).encode()


SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "moodle course completion": ("completion-fire_safety-20260401_0930-comma_separated.csv", moodle_course),
    "moodle activity completion": ("progress.fire_safety.csv", moodle_activity),
    "moodle activity completion for Excel": ("progress.fire.csv", lambda: moodle_activity(excel=True)),
    "totara": ("course_completion_report.csv", totara),
    "iomad": ("completion_report.csv", iomad),
    "niche academy": ("learners.csv", niche_academy),
    "lms export": ("CourseReport_2026.csv", lms_long),
    "linkedin summary": ("Learner_Summary.csv", linkedin_summary),
    "staff x course matrix": ("training matrix.xlsx", matrix),
    "hand-kept spreadsheet": ("CE log.xlsx", hand_kept),
    "in French": ("formations.csv", french),
    "in Spanish": ("cursos.csv", spanish),
    "xapi": ("statements.json", xapi),
}
"""Name -> the file's name, and its bytes."""
