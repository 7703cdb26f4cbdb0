"""How a survey file is laid out: where its rows begin, and what each column is for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from data.uploads.records import Sheet

Shape = Literal["wide", "long"]

OUTCOMES: Final = ("learned something", "more confident", "intend to apply", "more aware of")
"""What Project Outcome asks patrons to agree with."""

QUALTRICS: Final = "qualtrics"
SURVEYMONKEY: Final = "surveymonkey"
GOOGLE: Final = "google forms"
MICROSOFT: Final = "microsoft forms"
TYPEFORM: Final = "typeform"
LIBQUAL: Final = "libqual"
PROJECT_OUTCOME: Final = "project outcome"
LONG: Final = "long survey table"
WIDE: Final = "survey table"
BY_HAND: Final = "mapped by hand"


@dataclass(frozen=True, slots=True)
class Column:
    """One column that may hold answers.

    ``header`` is what the user sees in the file, ``item`` what a rating of it is called, ``question``
    everything that is said about it, ``stem`` what it has in common with the others of its matrix.
    ``usual`` is the kind of item that the format or the user says it is, "" if nothing does; ``part``
    is "minimum", "desired", "perceived" or "not applicable" for a column of a LibQUAL item.
    """

    position: int
    header: str
    item: str
    question: str
    stem: str = ""
    usual: str = ""
    part: str = ""


@dataclass(slots=True)
class Layout:
    """What the recognizer found; ``roles`` are columns by what they hold (responded_on, branch...).

    ``first`` is the position of the first record under the header, ``before`` how many records with
    something in them stand above it (titles). ``zone`` is the time zone that the file names.
    ``personal`` and ``unused`` are headers of columns that are not read. ``is_certain`` columns were
    named by the user as ratings or comments, so nothing about them is guessed. ``twice`` is a header that two
    columns have where only one can be meant. ``above`` are the rows above the header in further sheets that
    were put under this one: the sheet's name, rows with something in them, blank rows.
    """

    source_format: str
    reason: str
    score: float
    sheet: Sheet
    first: int
    headers: list[str]
    shape: Shape = "wide"
    header_at: int = 0
    roles: dict[str, int] = field(default_factory=dict)
    questions: list[Column] = field(default_factory=list)
    comments: list[Column] = field(default_factory=list)
    personal: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    zone: str = ""
    usual_scale: tuple[float, float] | None = None
    is_certain: bool = False
    twice: str = ""
    notes: list[str] = field(default_factory=list)
    above: list[tuple[str, list[int], list[int]]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many cells a record should have: as many as the header's widest row."""
        return max([len(self.headers), *map(int, self.sheet.widths[self.header_at : self.first])])

    def header(self, role: str) -> str:
        """Give the header of the column with a role, "" if there is none."""
        return self.headers[self.roles[role]] if role in self.roles else ""
