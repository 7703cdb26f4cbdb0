"""Small good files of every kind that is read, by name: what tests and the fuzz begin with.

Whoever teaches the reader a format adds a function under ``MAKERS``; the fuzz takes it up by itself.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import datetime
from functools import cache

import xlsxwriter
import xlwt

from tests.data.uploads import completion_samples, survey_samples
from tests.data.uploads.made_files import archive
from tests.data.uploads.open_documents import training_log

TABLE = (
    "Username,Full name,Branch,Course,Status,Completed,Hours\n"
    'ann,"Doe, Ann",Main Library,Difficult conversations,Completed,2026-02-09,1.5\n'
    'bo,"Roe ""Bo"" Bo",Café Branch,"Weeding,\nagain",In progress,,\n'
    "\n"
    "cy,Cy Moe,Main Library,Difficult conversations,Completed,31/12/2025,1:30:00\n"
)
STATEMENT = {
    "actor": {"mbox": "mailto:ann@example.org", "name": "Ann"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": {"id": "http://example.org/course/1", "definition": {"name": {"en": "Weeding"}}},
    "timestamp": "2026-02-09T10:04:00Z",
}


def xlsx() -> bytes:
    """Make a workbook with title rows, merged branches, dates, lengths, a formula and a hidden sheet."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    day, moment, length = (
        book.add_format({"num_format": code}) for code in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "[h]:mm:ss")
    )
    sheet = book.add_worksheet("Log 2026")
    sheet.write("A1", "Training log")
    sheet.write_row("A3", ["Branch", "Name", "When", "Length", "Hours", "Done", "Score"])
    sheet.merge_range("A4:A5", "Main")
    for row, name in ((3, "Ann"), (4, "Bo")):
        sheet.write(row, 1, name)
        sheet.write_datetime(row, 2, datetime(2026, 2, 9), day)
    sheet.write_datetime("C6", datetime(2026, 2, 9, 14, 30), moment)
    sheet.write("D4", 1.25 + 1 / 24, length)
    sheet.write("E4", 1.5)
    sheet.write("E5", 45932)
    sheet.write_boolean("F4", True)
    sheet.write_formula("G4", "=1/0", value="#DIV/0!")
    sheet.write_formula("G5", "=SUM(E4:E5)", value="")
    hidden = book.add_worksheet("Old")
    hidden.write_row("A1", ["Name", "Course"])
    hidden.hide()
    book.close()
    return file.getvalue()


def xls() -> bytes:
    """Make a workbook as Excel did before 2007."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Staff")
    for column, name in enumerate(["Branch", "Name", "When", "Hours", "Done"]):
        sheet.write(0, column, name)
    sheet.write_merge(1, 2, 0, 0, "Café")
    for row, name in ((1, "Ann"), (2, "Bo")):
        sheet.write(row, 1, name)
        sheet.write(row, 2, datetime(2026, 2, 9), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(row, 3, row + 0.5 * row)
        sheet.write(row, 4, row == 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def html() -> bytes:
    """Make a report as web systems save it under an .xls name."""
    return (
        '<html><head><meta charset="utf-8"><style>td{color:red}</style></head><body><h1>Report</h1>'
        "<table><tr><th>Branch<th>Name<th>Course</tr>"
        "<tr><td rowspan=2>Café &amp; Main</td><td>Ann</td><td>=cmd()<br>again</td></tr>"
        "<tr><td>Bo</td><td><b>Weed</b>ing<script>alert(1)</script></td></tr></table>"
        "<table><tr><td colspan=2>Total</td><td>2</td></tr></table></body></html>"
    ).encode()


def xml_spreadsheet() -> bytes:
    """Make a workbook as one XML file, as some systems save it under an .xls name."""
    cells = {
        "String": "Café &amp; <B>Main</B>",
        "Number": "1.5",
        "DateTime": "2026-02-09T00:00:00.000",
        "Boolean": "1",
        "Error": "#N/A",
    }
    row = "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in cells.items())
    row = row.replace("<Cell>", '<Cell ss:MergeDown="1">', 1)
    moment, time_of_day = (
        f'<Row><Cell ss:Index="3"><Data ss:Type="DateTime">{text}.000</Data></Cell></Row>'
        for text in ("2026-02-09T14:30:00", "1899-12-31T01:05:00")
    )
    return (
        '<?xml version="1.0" encoding="windows-1252"?><?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Log"><Table>'
        '<Row><Cell ss:MergeAcross="4"><Data ss:Type="String">Title</Data></Cell></Row>'
        f'<Row ss:Index="3">{row}</Row>{moment}{time_of_day}</Table></Worksheet>'
        '<Worksheet ss:Name="Old"><Table><Row><Cell/><Cell><Data ss:Type="String">x</Data></Cell></Row>'
        '</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden'
        "</Visible></WorksheetOptions></Worksheet></Workbook>"
    ).encode("cp1252")


def statements() -> bytes:
    """Make an array of xAPI statements."""
    return json.dumps([STATEMENT, {**STATEMENT, "timestamp": "2026-02-10T10:04:00Z"}], indent=1).encode()


MAKERS: dict[str, Callable[[], bytes]] = {
    "csv": TABLE.encode,
    "csv with mark": lambda: TABLE.encode("utf-8-sig"),
    "csv windows": lambda: TABLE.replace(",", ";").replace("\n", "\r\n").encode("cp1252"),
    "csv old mac": lambda: TABLE.replace("\n", "\r").encode(),
    "csv sep line": lambda: ("sep=|\n" + TABLE.replace(",", "|")).encode(),
    "tsv utf-16": lambda: TABLE.replace(",", "\t").encode("utf-16"),
    "tsv utf-16 without mark": lambda: TABLE.replace(",", "\t").encode("utf-16-le"),
    "xlsx": xlsx,
    "ods": training_log,
    "xls": xls,
    "xml spreadsheet": xml_spreadsheet,
    "html": html,
    "json": statements,
    "json lines": lambda: "\n".join([json.dumps(STATEMENT)] * 3).encode(),
    "json object": lambda: json.dumps({"statements": [STATEMENT], "more": ""}).encode(),
    "zip": lambda: archive(**{"a.csv": TABLE.encode(), "b__c.xlsx": xlsx()}),
}
MAKERS.update({f"completions: {name}": make for name, (_, make) in completion_samples.SAMPLES.items()})
MAKERS.update({f"survey: {name}": make for name, make in survey_samples.SURVEYS.items()})


@cache
def samples() -> dict[str, bytes]:
    """Give every sample by its name."""
    return {name: make() for name, make in MAKERS.items()}
