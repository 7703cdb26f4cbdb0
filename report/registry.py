"""Every finding by its id, whatever it is about, and one way to ask for it.

A filter travels here as plain JSON (field -> value, only what was chosen), so that a pack, a recipe and
an address can keep it without knowing which kind of finding it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from datetime import date
from typing import Any, Final

from analysis.filters import CourseFilter
from analysis.gaps import HORIZON
from analysis.people_filter import PeopleFilter
from data.store import Store
from report import catalog, findings, people
from report.answer import Answer, Role, Told
from report.people.finding import House, PeopleAsked
from report.people.finding import answer as people_answer
from report.people.questions import PlanQuestion, RolloutQuestion, TogetherQuestion

Chosen = Mapping[str, Any]
"""A filter as JSON: the fields of CourseFilter or PeopleFilter that were chosen; ``horizon`` beside them."""

FINDINGS: Final[Mapping[str, Told]] = {**catalog.FINDINGS, **people.FINDINGS}
"""Every finding there is, by id."""


QUESTIONS: Final[Mapping[str, type[PeopleFilter]]] = {
    "together": TogetherQuestion,
    "curriculum": PlanQuestion,
    "rollout": RolloutQuestion,
}
"""The sections whose findings are asked with more than a filter."""


def known(finding_id: str) -> bool:
    """Whether there is such a finding."""
    return finding_id in FINDINGS


def is_about_people(finding_id: str) -> bool:
    """Whether a finding takes periods and branches; those of the catalog take neither."""
    return finding_id in people.FINDINGS


def ask(store: Store, finding_id: str, chosen: Chosen, *, role: Role, today: date) -> Answer[Any]:
    """Answer a finding for a role, as of a day.

    KeyError for an id that no finding has; NotForThisRoleError for a role that may not ask it.
    """
    if finding_id in people.FINDINGS:
        question = PeopleAsked(question_of(finding_id, chosen), role, today, House.of(store))
        return people_answer(store, people.FINDINGS[finding_id], question)
    asked = findings.Asked(
        chosen=course_filter(chosen), role=role, today=today, horizon=int(chosen.get("horizon", HORIZON))
    )
    return findings.answer(store, catalog.FINDINGS[finding_id], asked)


def course_filter(chosen: Chosen) -> CourseFilter:
    """Read a filter of the catalog; what it does not know is left out."""
    return CourseFilter(**_read(CourseFilter, chosen))


def people_filter(chosen: Chosen) -> PeopleFilter:
    """Read a filter of training and satisfaction; what it does not know is left out."""
    return PeopleFilter(**_read(PeopleFilter, chosen))


def question_of(finding_id: str, chosen: Chosen) -> PeopleFilter:
    """Read what a finding about people was asked with: a filter, or a question of its section's own kind."""
    kind = QUESTIONS.get(finding_id.partition(".")[0], PeopleFilter)
    if finding_id.startswith("satisfaction."):  # answers are about no course
        chosen = {name: value for name, value in chosen.items() if name not in ("topics", "courses")}
    return kind(**_read(kind, chosen))


def as_json(chosen: CourseFilter | PeopleFilter, **more: Any) -> dict[str, Any]:
    """Write a filter as JSON: what was chosen, and nothing that is open."""
    open_ = {each.name: each.default for each in fields(chosen) if each.default is not MISSING}
    made = {name: value for name, value in asdict(chosen).items() if value != open_[name]}
    return {
        **{
            name: value.isoformat() if isinstance(value, date) else _listed(value)
            for name, value in made.items()
        },
        **more,
    }


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _read(kind: type[CourseFilter] | type[PeopleFilter], chosen: Chosen) -> dict[str, Any]:
    known_fields = {each.name for each in fields(kind)}
    return {name: _value(name, value) for name, value in chosen.items() if name in known_fields}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if name.endswith("_month") and isinstance(value, str):
        return date.fromisoformat(value)
    return value
