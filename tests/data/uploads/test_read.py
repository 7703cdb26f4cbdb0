"""Files to readings: told by content, refused with one sentence, lists with their rows."""

from __future__ import annotations

import re
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.records import Problem, Reading
from data.uploads import delimited as delimited_text
from data.uploads.read import check
from tests.data.uploads.made_files import archive, with_sheet_xml, workbook

TODAY = date(2026, 11, 24)
PAGE = (
    "Format: Webinar, original date May 6, 2019\nHosted by: Infopeople\nLength: 1 hour\n"
    "Recruit volunteers for the café’s book sale.\nPresented by: Ann Example\n"
)
HTML = """<!DOCTYPE html>
<html><head><title>Format: no</title><style>p{color:red}</style></head><body>
<nav>Format: Webinar</nav><h2>Courses &amp; more</h2>
<p><strong>Format:</strong> Webinar,
   original date May 6, 2019<br><strong>Hosted by:</strong> <a href="http://example.org/">Infopeople</a><br/>
<strong>Length:</strong> 1 hour</p>
<!-- Presented by: Nobody -->
<p>Recruit volunteers for the caf&eacute;&rsquo;s book sale. You will be able to:</p>
<ul><li>Find them</li><li><p>Thank them</p></li></ul>
<script>document.write("<p>Format: Webinar</p>")</script><template>Format: Webinar</template>
<p>Presented by: Ann&nbsp;Example</p></body></html>"""


def read(content: bytes, **more: str) -> Reading:
    return check(content, "file.bin", today=TODAY, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        PAGE.encode(),
        b"\xef\xbb\xbf" + PAGE.encode(),
        PAGE.encode("utf-16"),
        b"\xfe\xff" + PAGE.encode("utf-16-be"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big end first", "utf-16 without mark", "windows"],
)
def test_text_is_read_in_every_usual_encoding(content: bytes) -> None:
    reading = read(content)

    assert (reading.kind, reading.source_format, reading.problems) == ("catalog", "catalog page (text)", [])
    assert [entry.description for entry in reading.entries] == [
        "Recruit volunteers for the café’s book sale."
    ]


def test_text_cut_in_mid_letter_is_still_utf_8() -> None:
    cut = PAGE.encode()[: PAGE.encode().index("café".encode()) + 4]

    assert read(cut).entries[0].description == "Recruit volunteers for the caf"


def test_a_saved_web_page_is_read_as_its_text() -> None:
    reading = read(HTML.encode())
    (entry,) = reading.entries

    assert reading.source_format == "catalog page (saved web page)"
    assert (entry.dated_on, entry.hosts, entry.minutes) == (date(2019, 5, 6), ("Infopeople",), 60)
    assert entry.description == "Recruit volunteers for the café’s book sale. You will be able to:"
    assert (entry.objectives, entry.presenters) == (("Find them", "Thank them"), ("Ann Example",))
    assert (entry.problems, reading.problems) == ((), [])


def test_a_web_archive_is_read_as_the_page_in_it() -> None:
    message = EmailMessage()
    message["Subject"] = "Course catalog"
    message["MIME-Version"] = "1.0"
    message.add_related(HTML, subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")

    assert read(message.as_bytes()) == read(HTML.encode())


def test_a_line_of_a_page_that_names_two_columns_makes_no_list() -> None:
    line = "Title, date and host, and then some, and more, are on it.\nTitle,Date\n"
    (entry,) = read(PAGE.replace("Recruit", line + "Recruit").encode()).entries

    assert entry.hosts == ("Infopeople",)


REFUSED = {
    "nothing": (b"", "empty_file"),
    "spaces": (b" \r\n\t ", "empty_file"),
    "text without a course": (b"Dear diary,\nnothing today.\n", "no_rows"),
    "web page without a course": (b"<html><body><p>Hello</p><p>you</p></body></html>", "no_rows"),
    "header only": (b"Title,Date\n", "no_rows"),
    "PDF": (b"%PDF-1.7\n...", "wrong_type"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "wrong_type"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", "wrong_type"),
    "rich text": (b"{\\rtf1 Format: Webinar}", "wrong_type"),
    "bytes": (bytes(range(256)) * 20, "wrong_type"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "wrong_type"),
    "locked workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "password_protected",
    ),
    "Word document": (archive(**{"word__document.xml": b"<w/>"}), "wrong_type"),
    "archive": (archive(**{"page.txt": PAGE.encode()}), "wrong_type"),
    "damaged workbook": (workbook(A=[["Title", "Date"], ["Weeding", ""]])[:-200], "damaged_file"),
    "broken sheet": (
        with_sheet_xml(workbook(A=[["Title", "Date"]]), lambda xml: xml[: len(xml) // 2]),
        "damaged_file",
    ),
    "empty workbook": (workbook(A=[]), "empty_file"),
    "other table": (b"Name,Email,Completed\nAnn,a@example.org,yes\nBo,b@example.org,no\n", "wrong_kind"),
    "completions": (b"Course title,Email,Date completed\nWeeding,a@example.org,2019-02-03\n", "wrong_kind"),
    "other workbook": (workbook(A=[["Branch", "Visits"], ["Main", 12]]), "wrong_kind"),
    "entities": (b"<!DOCTYPE html [<!ENTITY a 'b'>]><html><p>Format: Webinar</p><br></html>", "unsafe_xml"),
    "unpacks to too much": (archive(**{"xl__workbook.xml": b"0" * 5_000_000}), "unsafe_archive"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_catalog_is_refused_with_one_sentence(content: bytes, code: str) -> None:
    reading = read(content)

    assert (reading.kind, reading.file_reason, reading.entries, reading.problems) == ("reject", code, [], [])
    assert re.fullmatch(r"[A-Z][^\n]{20,}\.", reading.message)
    assert "Traceback" not in reading.message


def test_a_file_over_the_limit_is_refused_unread() -> None:
    assert check(PAGE.encode(), most_bytes=10).file_reason == "too_large"


def test_another_kind_is_refused_by_name() -> None:
    reading = read(PAGE.encode(), kind="completions")

    assert (reading.file_reason, "completions" in reading.message) == ("not_catalog", True)


def test_a_table_with_a_cell_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited_text, "LONGEST_CELL", 1000)

    assert read(b"Title,Date\nWeeding,2019-02-03\n" * 20 + b"x" * 2000 + b",y\n").file_reason == "not_a_table"


def test_a_name_decides_nothing() -> None:
    for name in ("page.pdf", "../../etc/passwd", "page.xlsx", "\x00"):
        assert check(PAGE.encode(), name, today=TODAY) == read(PAGE.encode())


# Course lists.

LIST = [
    [
        "Course ID",
        "Course title",
        "Hosted by",
        "Format",
        "Topic",
        "Year",
        "Date",
        "Length (minutes)",
        "Description",
        "Color",
    ],
    [
        "C-1",
        "Weeding",
        "ARSL",
        "Webinar",
        "Policy; teens",
        "2019",
        "2019-02-03",
        "60",
        "Books come and go.",
        "red",
    ],
    [
        "C-2",
        "",
        "WebJunction",
        "self-paced",
        "",
        "2018",
        "",
        "1 hour 30 minutes",
        "Recruit volunteers.",
        "blue",
    ],
    ["", "Two Words", "Nobody Society", "", "Cats", "1999", "31/02/2019", "soon", "", ""],
]


def delimited(separator: str, rows: list[list[str]] = LIST, end: str = "\n") -> bytes:
    quoted = [[f'"{cell}"' if separator in cell or '"' in cell else cell for cell in row] for row in rows]
    return "".join(separator.join(row) + end for row in quoted).encode()


FORMS = {
    "comma": (delimited(","), 1),
    "semicolon": (delimited(";"), 1),
    "tab": (delimited("\t"), 1),
    "bar": (delimited("|"), 1),
    "carriage returns": (delimited(",", end="\r\n"), 1),
    "with mark": (b"\xef\xbb\xbf" + delimited(","), 1),
    "sep line": (b"sep=;\n" + delimited(";"), 2),
    "title row above": (b"Our courses of 2019\n\n" + delimited(","), 3),
    "blank lines below": (delimited(",") + b"\n,,,,\n", 1),
    "workbook": (workbook(Courses=LIST), 1),
    "workbook, header in row 3": (workbook(Courses=[["Our courses"], [], *LIST]), 3),
}


@pytest.mark.parametrize(("content", "header"), FORMS.values(), ids=FORMS)
def test_a_course_list_is_read_in_every_form(content: bytes, header: int) -> None:
    reading = read(content)
    first, second, third = reading.entries

    assert reading.kind == "catalog"
    assert (first.listed_id, first.label, first.label_from, first.hosts) == (
        "C-1",
        "Weeding",
        "page",
        ("Association for Rural & Small Libraries",),
    )
    assert (first.format, first.dated_on, first.year, first.minutes) == (
        "webinar",
        date(2019, 2, 3),
        2019,
        60,
    )
    assert [topic.label for topic in first.topics] == ["Policy", "Teens"]
    assert (second.label_from, second.label, second.format) == ("derived", "Recruit volunteers", "self-paced")
    assert (second.dated_on, second.year, second.date_precision, second.minutes) == (None, 2018, "year", 90)
    assert [(entry.first_line, entry.last_line) for entry in reading.entries] == [
        (header + number, header + number) for number in (1, 2, 3)
    ]
    assert first.problems == ()
    assert [problem.message for problem in second.problems] == [
        f'Row {header + 2}, column "Course title": The title is missing. '
        "A short name was made from the description."
    ]
    assert [problem.message for problem in third.problems if problem.code != "no_topic"] == [
        f'Row {header + 3}, column "Date": "31/02/2019" is not a date. '
        "Write it as year-month-day, such as 2019-02-28.",
        f'Row {header + 3}, column "Year": "1999" is not a year from 2003 to 2027. Write it as 2019.',
        f'Row {header + 3}, column "Length (minutes)": "soon" is not a length. '
        "Write the minutes as a whole number such as 60.",
        f'Row {header + 3}, column "Topic": "Cats" is not on the list of topics. '
        "Write it as Customer service, for example.",
        f'Row {header + 3}, column "Hosted by": "Nobody Society" is not on the list of known organizations. '
        "It was kept as written.",
    ]
    assert [(problem.code, problem.value, problem.source_row) for problem in reading.problems] == [
        ("column_left_out", "Color", header)
    ]


def column(name: str, *cells: str) -> Reading:
    rows = "".join(f'Course {number},"{cell}"\n' for number, cell in enumerate(cells, 1))
    return read(f"Title,{name}\n{rows}".encode())


@pytest.mark.parametrize(
    ("cells", "days", "codes"),
    [
        (("03/04/2019", "13/04/2019"), (date(2019, 4, 3), date(2019, 4, 13)), []),
        (("03/04/2019", "04/13/2019"), (date(2019, 3, 4), date(2019, 4, 13)), []),
        (("03/04/2019", "04/05/2019"), (None, None), ["ambiguous_date", "ambiguous_date"]),
        (
            ("03/04/2019", "13/04/2019", "04/13/2019"),
            (None, date(2019, 4, 13), date(2019, 4, 13)),
            ["ambiguous_date"],
        ),
        (("May 6, 2019", "2019-05-06", "6 May 2019"), (date(2019, 5, 6),) * 3, []),
        (("04/04/2019",), (date(2019, 4, 4),), []),
    ],
)
def test_a_date_column_has_one_order(
    cells: tuple[str, ...], days: tuple[date | None, ...], codes: list[str]
) -> None:
    entries = column("Date", *cells).entries

    assert tuple(entry.dated_on for entry in entries) == days
    assert [p.code for entry in entries for p in entry.problems if p.column == "Date"] == codes


@pytest.mark.parametrize(
    ("name", "cell", "minutes"),
    [
        ("Minutes", "60", 60),
        ("Duration", "90.0", 90),
        ("Length", "1 hour", 60),
        ("Hours", "1.5", 90),
        ("Length (hours)", "2", 120),
        ("Duration", "1:30", 90),
        ("Duration", "01:00:00", 60),
        ("Minutes", "4 weeks", None),
        ("Minutes", "-5", None),
    ],
)
def test_lengths_of_a_list(name: str, cell: str, minutes: int | None) -> None:
    (entry,) = column(name, cell).entries

    assert entry.minutes == minutes
    assert [p.column for p in entry.problems if p.code.endswith("length")] == ([] if minutes else [name])


def test_dates_and_numbers_of_a_workbook_are_dates_and_numbers() -> None:
    (entry,) = read(
        workbook(
            A=[["Title", "Date", "Minutes", "Year"], ["Weeding", date(2019, 2, 3), 90, 2019]], B=[["note"]]
        )
    ).entries

    assert (entry.dated_on, entry.minutes, entry.problems) == (date(2019, 2, 3), 90, ())


def test_a_year_that_contradicts_the_date_is_said() -> None:
    (entry,) = read(b"Title,Date,Year\nWeeding,2019-02-03,2018\n").entries

    assert (entry.year, [p.code for p in entry.problems]) == (2019, ["year_contradicts_date"])


def test_a_row_without_a_course_is_said_and_the_others_are_kept() -> None:
    reading = read(b"Title,Minutes\nWeeding,60\n,60\nTeens,90\n")

    assert [entry.first_line for entry in reading.entries] == [2, 4]
    assert reading.problems == [
        Problem(
            "blank_course",
            "Row 3: The row has neither a title nor a description. Write one of them.",
            3,
            "",
            "",
        )
    ]


def test_a_repeated_header_is_no_course() -> None:
    assert len(read(b"Title,Minutes\nWeeding,60\nTitle,Minutes\nTeens,90\n").entries) == 2


def test_cells_with_line_ends_keep_the_line_they_begin_on() -> None:
    reading = read(b'Title,Description\nWeeding,"Books come.\nBooks go."\nTeens,Say yes to noise.\n')

    assert [(entry.first_line, entry.description) for entry in reading.entries] == [
        (2, "Books come.\nBooks go."),
        (4, "Say yes to noise."),
    ]


@pytest.mark.parametrize(
    "content", [b'Title,Description\nWeeding,Books\nTeens,"Say y', b"Title,Minutes\nWeeding,60\nTee"]
)
def test_a_list_cut_in_mid_row_says_so(content: bytes) -> None:
    reading = read(content)

    assert [problem.code for problem in reading.problems] == ["page_cut"]
    assert [entry.label[:3] for entry in reading.entries] == ["Wee", "Tee"]
    assert "cut_entry" not in [problem.code for problem in reading.entries[0].problems]
    assert "cut_entry" in [problem.code for problem in reading.entries[1].problems]


def test_error_values_of_a_spreadsheet_are_not_text() -> None:
    (entry,) = read(b"Title,Host\nWeeding,#REF!\n").entries

    assert (entry.hosts, [p.code for p in entry.problems]) == ((), ["bad_cell"])


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert check(content).kind in ("catalog", "reject")


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6))
def test_any_table_gets_an_answer(rows: list[list[str]]) -> None:
    lines = "\n".join(",".join(row) for row in [["Title", "Date", "Minutes", "Year", "Topic"], *rows])

    assert check(lines.encode("utf-8", "surrogatepass")).kind in ("catalog", "reject")


def test_a_course_list_without_a_row_is_told_from_a_page_without_a_course() -> None:
    assert read(b"Title,Date\n").message.startswith("The course list has a header but no course under it")
    assert read(b"Dear diary,\nnothing today.\n").message.startswith("No course was found: a catalog page")
