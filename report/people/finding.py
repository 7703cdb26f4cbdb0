"""How a finding about people is read: role, filter, measure, disclosure, sentence, in this order.

What a role may see is decided here, where the data is read: a page, a file and a slide get an
``Answer`` in which nothing is left to hide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from analysis.disclosure import PATRON_MINIMUM, STAFF_MINIMUM
from analysis.filters import CourseFilter
from analysis.people_filter import PeopleFilter
from analysis.takeaways import brief
from charts.theme import Look
from data.store import Store
from report.answer import AS_TABLE, ROLES, Answer, Method, Role, Shape
from report.people.guard import Guard
from report.people.guards import Tables, guards, held, notes
from report.people.held import Held

BELOW: Final = "A completion is below level 1 of Kirkpatrick's four: it says that a course was finished."
RESULTS: Final = (
    "Patron satisfaction is level 4 of Kirkpatrick's four, results: it has many causes besides training."
)
FILES: Final = "The files on file; Data, Uploads names each of them."
TOO_SMALL: Final = "The groups are too small to be shown, or would give a small one away."


@dataclass(frozen=True, slots=True)
class House:
    """What the library decided that a finding depends on."""

    fiscal_start: int = 7
    staff_minimum: int = STAFF_MINIMUM
    patron_minimum: int = PATRON_MINIMUM
    names_on: bool = False

    @classmethod
    def of(cls, store: Store) -> House:
        """Read it from the library's settings."""
        told = store.preferences
        return cls(told.fiscal_start, told.staff_minimum, told.patron_minimum, told.names_on)


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """What was asked about people: with which filter, by whom, on which day, in which library.

    ``courses`` narrows what stands alongside the catalog to the courses chosen there.
    """

    chosen: PeopleFilter = field(default_factory=PeopleFilter)
    role: Role = "director"
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    house: House = field(default_factory=House)
    courses: CourseFilter = field(default_factory=CourseFilter)


@dataclass(frozen=True, slots=True)
class PeopleFrames:
    """What was measured and may be shown: ``rows`` of the finding's table, ``more`` for figure and words."""

    rows: pd.DataFrame
    asked: PeopleAsked
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a measure found: its rows, how many things they hold, what is not in them, and what else is drawn.

    ``more`` is numbers for the figure and the words, ``notes`` is for the foot. ``is_hidden`` says that
    the total over the rows is a small group, or cannot be told without giving one away.
    """

    rows: pd.DataFrame
    n: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    notes: str = ""
    hidden: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """What a measure may read: the tables under the filter, the whole ones, the question, and the guards.

    ``under`` gives the tables under another filter, for a comparison. ``notes`` are kept as long as the
    data stays the same: only what holds for every filter and role belongs there. ``held`` has the counts
    of the rollups in memory.
    """

    chosen: Tables
    whole: Tables
    asked: PeopleAsked
    staff: Guard
    patrons: Guard
    held: Held
    notes: dict[str, Any] = field(default_factory=dict)

    def under(self, chosen: PeopleFilter) -> Tables:
        """Give the tables under another filter: the period before, or none."""
        return chosen.apply(self.whole)


@dataclass(frozen=True, slots=True)
class PeopleFinding:
    """A question about people: how it is measured and protected, drawn and said.

    ``measure`` gives what may be shown to the role that asks: small groups are hidden in it already.
    ``noun`` is what ``n`` counts, ``groups`` what a hidden row is, ``level`` the end of the foot. ``roles``
    are those who may ask at all. ``brief`` tells the sentence in two parts, where it is long.
    """

    id: str
    title: str
    shows: str
    headings: Mapping[str, str]
    measure: Callable[[Source], Seen]
    sentence: Callable[[PeopleFrames], str]
    figure: Callable[[PeopleFrames, Look], go.Figure] | None
    method: Method
    noun: str = "learner-course"
    groups: tuple[str, str] = ("group", "groups")
    level: str = "below level 1"
    shape: Shape = AS_TABLE
    roles: tuple[Role, ...] = ROLES
    brief: Callable[[PeopleFrames], brief.Brief] | None = None


class NotForThisRoleError(Exception):
    """A finding was asked for by a role that may not see it."""

    def __init__(self, finding: PeopleFinding) -> None:
        roles = wording.join(list(finding.roles), "or")
        super().__init__(f"{finding.id} is for the {roles} only.")


def answer(store: Store, finding: PeopleFinding, asked: PeopleAsked) -> Answer[PeopleFrames]:
    """Answer a finding for a role and a filter; everything is read as of one moment.

    NotForThisRoleError where the role may not ask.
    """
    if asked.role not in finding.roles:
        raise NotForThisRoleError(finding)
    with store.reading() as tables:
        version = tables.data_version
        staff, patrons = guards(store, version, tables, asked.house.staff_minimum, asked.house.patron_minimum)
        source = Source(
            asked.chosen.apply(tables),
            tables,
            asked,
            staff,
            patrons,
            held(store, version, tables),
            notes(store, version),
        )
        seen = finding.measure(source)
    frames = PeopleFrames(seen.rows, asked, seen.more)
    sentence = TOO_SMALL if seen.is_hidden and _all_hidden(seen.rows) else finding.sentence(frames)
    headline, detail = _brief(finding, frames, sentence)
    return Answer(
        finding=finding,
        sentence=sentence,
        n=0 if seen.is_hidden else seen.n,
        left_out={reason: count for reason, count in seen.left_out.items() if count},
        foot=_foot(finding, seen),
        frames=frames,
        data_version=version,
        hidden=seen.hidden,
        headline=headline,
        detail=detail,
    )


def _brief(finding: PeopleFinding, frames: PeopleFrames, sentence: str) -> brief.Brief:
    """Tell a sentence in two parts where it is too long for a headline."""
    if finding.brief is None or len(sentence) <= brief.LONGEST:
        return brief.NOTHING
    return finding.brief(frames)


def restated(
    said: Answer[PeopleFrames], rows: pd.DataFrame, n: int, hidden: int, note: str
) -> Answer[PeopleFrames]:
    """Say an answer anew for other rows of it.

    ``n`` is what they count, ``hidden`` how many groups have no number; ``note`` is for the foot.
    """
    finding = said.finding
    assert isinstance(finding, PeopleFinding)
    frames = replace(said.frames, rows=rows)
    sentence = TOO_SMALL if _all_hidden(rows) else finding.sentence(frames)
    headline, detail = _brief(finding, frames, sentence)
    foot = _refooted(said.foot, finding, n, hidden, note)
    told = replace(said, sentence=sentence, headline=headline, detail=detail, n=n, foot=foot)
    return replace(told, frames=frames, hidden=hidden)


def _refooted(foot: str, finding: PeopleFinding, n: int, hidden: int, note: str) -> str:
    """Write a foot anew for other rows: its count and its hidden groups; the notes between them stay."""
    rest = [each for each in foot.split(" · ")[1:] if not each.startswith("hidden: ")]
    level = [rest.pop()] if finding.level and rest else []
    groups = [f"hidden: {wording.count(hidden, *finding.groups)}"] if hidden else []
    counted = _counted(n, finding.noun) if n else "too few to say how many"
    return " · ".join([counted, *rest, *groups, note, *level])


def _all_hidden(rows: pd.DataFrame) -> bool:
    return "hidden" in rows and bool(rows["hidden"].all())


def _counted(n: int, noun: str) -> str:
    return wording.count(n, noun, f"{noun}es" if noun.endswith("ch") else None)


def _foot(finding: PeopleFinding, seen: Seen) -> str:
    """Write the line under the figure: n, hidden, left out, level."""
    is_unknown = seen.is_hidden or (seen.hidden and not seen.n)
    said = ["too few to say how many" if is_unknown else _counted(seen.n, finding.noun)]
    if seen.notes:
        said.append(seen.notes)
    if seen.hidden:
        said.append(f"hidden: {wording.count(seen.hidden, *finding.groups)}")
    left = [f"{wording.number(count)} {reason}" for reason, count in seen.left_out.items() if count]
    if left:
        said.append("left out: " + ", ".join(left))
    return " · ".join([*said, *([finding.level] if finding.level else [])])
