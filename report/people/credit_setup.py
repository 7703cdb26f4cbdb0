"""What a library decided about credit: its own rules, who they hold for, when a cycle began, what counts.

Everything is in the store's ``saved`` table, each with an audit line, and can be taken back. Nothing is
guessed: a role is held to a rule only when somebody said so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import narwhals as nw

from analysis import credit_rules
from analysis.counting import Rows
from analysis.credit_rules import Rule
from data.store import Store
from data.store.saved import COUNTED, CREDIT_KINDS, CREDIT_ROLES, CREDIT_RULE, CREDIT_START
from data.vocab import tables

IN_FORCE: Final = "in force"
OWN: Final = "own"
"""How the id of a rule begins that comes from the library alone."""

COLUMNS: Final = (
    "rule_id", "state", "who", "hours", "unit", "cycle_years", "cycle_start", "cycle_anchor",
    "minutes_per_hour", "round_down_to", "minimums", "maximums", "half_credit", "source", "read_on", "note",
    "check",
)  # fmt: skip
"""What a rule is written in: the columns of credit_rules.csv, all of them text."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What courses are for under one rule: course_key -> kinds, and the kind of every other course."""

    courses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: str = ""

    def of(self, course_key: str) -> str:
        """Write the kinds of a course as ``analysis.credit`` reads them: "B|technology"."""
        return "|".join(self.courses.get(course_key, (self.others,)))


@dataclass(frozen=True, slots=True)
class Setup:
    """What is in force.

    ``rules``: by id, the library's own words before the built-in ones; ``edited`` are those with words of
    the library's. ``roles``: a role as the staff list has it -> the id of its rule. ``common_start``: the
    day on which personal cycles began where ``starts`` (staff_key -> day) has no other; None is each
    person's first day in the staff list.
    """

    rules: Mapping[str, Rule]
    edited: frozenset[str] = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)
    common_start: date | None = None
    starts: Mapping[str, date] = field(default_factory=dict)
    kinds: Mapping[str, Kinds] = field(default_factory=dict)


def built_in() -> dict[str, Row]:
    """Every rule that comes with Front Desk as it is written in its table."""
    return {row["rule_id"]: row for row in tables.rows("credit_rules.csv")}


def read(saved: Rows) -> Setup:
    """Read what is in force from the rows of ``saved``, as of the moment that they are of."""
    rows = saved.filter(nw.col("undone_at").is_null() & nw.col("kind").is_in(COUNTED)).sort("made_at")
    kept: dict[str, dict[str, Any]] = {kind: {} for kind in COUNTED}
    for row in rows.collect("pandas").to_native().itertuples(index=False):
        kept[str(row.kind)][str(row.name)] = json.loads(str(row.value))
    return _setup(kept)


def of(store: Store) -> Setup:
    """Read what is in force now."""
    with store.reading() as found:
        return read(found["saved"])


def _setup(kept: Mapping[str, Mapping[str, Any]]) -> Setup:
    written = {**built_in(), **kept[CREDIT_RULE]}
    chosen = kept[CREDIT_ROLES].get(IN_FORCE, {})
    common = chosen.get("start", "")
    return Setup(
        rules={rule_id: credit_rules.rule_of(row) for rule_id, row in written.items()},
        edited=frozenset(kept[CREDIT_RULE]),
        roles={role: rule_id for role, rule_id in chosen.get("roles", {}).items() if rule_id in written},
        common_start=date.fromisoformat(common) if common else None,
        starts={key: date.fromisoformat(value["start"]) for key, value in kept[CREDIT_START].items()},
        kinds={rule_id: _kinds(value) for rule_id, value in kept[CREDIT_KINDS].items()},
    )


def _kinds(value: Mapping[str, Any]) -> Kinds:
    courses = {key: tuple(kinds) for key, kinds in value.get("courses", {}).items()}
    return Kinds(courses, str(value.get("others", "")))


def written(rule: Rule) -> dict[str, str]:
    """Write a rule as a row of text, as it is kept and edited."""
    return {
        "rule_id": rule.rule_id,
        "state": rule.state,
        "who": rule.who,
        "hours": f"{rule.hours:g}",
        "unit": rule.unit,
        "cycle_years": str(rule.cycle_years),
        "cycle_start": rule.cycle_start,
        "cycle_anchor": rule.cycle_anchor.isoformat() if rule.cycle_anchor else "",
        "minutes_per_hour": str(rule.minutes_per_hour),
        "round_down_to": f"{rule.round_down_to:g}" if rule.round_down_to else "",
        "minimums": _limits(rule.minimums),
        "maximums": _limits(rule.maximums),
        "half_credit": "|".join(rule.half_credit),
        "source": rule.source,
        "read_on": rule.read_on.isoformat() if rule.read_on else "",
        "note": rule.note,
        "check": rule.check,
    }


def _limits(limits: Mapping[str, float]) -> str:
    return "|".join(f"{kind}:{limit:g}" for kind, limit in limits.items())


def save_rule(store: Store, row: Row, *, by: str) -> None:
    """Keep a rule in the library's own words; ValueError, with what to write instead, where it is none."""
    checked = {name: " ".join(str(row.get(name, "")).split()) for name in COLUMNS}
    _check(checked)
    store.save(CREDIT_RULE, checked["rule_id"], checked, by=by)


def _check(row: Row) -> None:
    if not row["rule_id"] or not row["who"]:
        raise ValueError("Write who the rule is for, such as director.")
    try:
        rule = credit_rules.rule_of(row)
    except ValueError as error:
        raise ValueError(
            "Write limits as a kind, a colon and a number, several with a bar between them: A+B:70|C:30."
        ) from error
    if not (rule.hours > 0 and rule.cycle_years > 0 and rule.minutes_per_hour > 0):
        raise ValueError("Hours, years of a cycle and minutes of an hour are more than 0.")
    if rule.cycle_start == "fixed" and rule.cycle_anchor is None:
        raise ValueError("Write a day on which a cycle of this rule began.")
    limits = [*rule.minimums.items(), *rule.maximums.items()]
    if any(not kind or limit < 0 for kind, limit in limits):
        raise ValueError("Write limits as a kind, a colon and a number from 0, such as technology:10.")


def back_to_built_in(store: Store, rule_id: str, *, by: str) -> bool:
    """Forget the library's words for a rule: the built-in ones hold again, a rule of its own is gone."""
    kept = [each for each in store.saved(CREDIT_RULE) if each.name == rule_id]
    for each in kept:
        store.forget(each.saved_id, by=by)
    return bool(kept)


def save_roles(store: Store, roles: Mapping[str, str], start: date | None, *, by: str) -> None:
    """Keep which role is held to which rule, and the day on which personal cycles began."""
    value = {"roles": dict(roles), "start": start.isoformat() if start else ""}
    store.save(CREDIT_ROLES, IN_FORCE, value, by=by)


def save_kinds(store: Store, rule_id: str, kinds: Kinds, *, by: str) -> None:
    """Keep what courses are for under a rule."""
    courses = {key: list(each) for key, each in kinds.courses.items()}
    store.save(CREDIT_KINDS, rule_id, {"courses": courses, "others": kinds.others}, by=by)


def save_start(store: Store, staff_key: str, start: date | None, *, by: str) -> None:
    """Keep the day on which a person's own cycle began; None goes back to the common one."""
    if start:
        store.save(CREDIT_START, staff_key, {"start": start.isoformat()}, by=by)
        return
    for each in store.saved(CREDIT_START):
        if each.name == staff_key:
            store.forget(each.saved_id, by=by)
