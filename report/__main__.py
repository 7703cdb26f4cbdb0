"""``python -m report``: the findings for programs, schedules and tests."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Final

from analysis.filters import CourseFilter
from data.store import Store, StoreUnavailable, ensure_built_in
from report import board, catalog, findings, people
from report.answer import ROLES, Told, as_json
from report.ask import (
    BadFilter,
    course_filter,
    is_of_catalog,
    people_filter,
    plan_question,
    rollout_question,
    together_question,
)
from report.findings import Asked
from report.people.finding import House, NotForThisRoleError, PeopleAsked
from report.people.finding import answer as people_answer

ALONGSIDE: Final = frozenset(f"training.completed_by_{fact}" for fact in ("year", "format", "host", "topic"))
"""Findings that the filter of the catalog narrows, too: ``topic`` is the course's there."""

FINDINGS: Final[dict[str, Told]] = {**catalog.FINDINGS, **people.FINDINGS}
QUESTIONS: Final = {"together": together_question, "curriculum": plan_question, "rollout": rollout_question}
"""The sections whose findings are asked with more than a filter, and how their words are read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 fine, 1 refused with the reason, 2 wrong arguments."""
    asked = _parser().parse_args(arguments)
    try:
        answer = board.run(asked) if asked.command == "board" else _numbers(asked)
    except (BadFilter, board.BoardRefusedError, NotForThisRoleError, StoreUnavailable) as refusal:
        reason = refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal)
        _say({"error": reason} if asked.json else reason, as_json=asked.json)
        return 1
    _say(answer, as_json=asked.json)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m report", description="What Front Desk's findings say.")
    commands = parser.add_subparsers(dest="command", required=True)
    numbers = commands.add_parser("numbers", help="print what a finding says, or list the findings")
    numbers.add_argument(
        "--finding", choices=sorted(FINDINGS), metavar="ID", help="such as catalog.courses_by_year"
    )
    numbers.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="of the catalog: host, format, topic, from, to, undated, topics; of training and satisfaction: "
        "fy, since, until, at (branch), about (topic), taken (course), asked (channel); "
        "of Together: about (topic), item, threshold, worth, trained; "
        "of a plan: hours, weight, must, never, requires, format, oldest, role, about, at; "
        "of a roll-out: at, start, untrained, before, after, worth, seed",
    )
    numbers.add_argument("--role", choices=ROLES, default="director")
    numbers.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    board.add_command(commands)
    return parser


def _numbers(asked: argparse.Namespace) -> dict[str, object]:
    wants_people = asked.finding in people.FINDINGS
    chosen = CourseFilter() if wants_people else course_filter(asked.filter)
    with Store.open() as store:
        ensure_built_in(store)
        if asked.finding is None:
            listed = [{"finding": finding.id, "title": finding.title} for finding in FINDINGS.values()]
            return {"findings": listed, "data_version": store.data_version}
        if wants_people:
            return _people_numbers(store, asked)
        question = Asked(chosen=chosen, role=asked.role)
        return as_json(findings.answer(store, catalog.FINDINGS[asked.finding], question))


def _people_numbers(store: Store, asked: argparse.Namespace) -> dict[str, object]:
    section = asked.finding.partition(".")[0]
    if section in QUESTIONS:
        question = PeopleAsked(QUESTIONS[section](asked.filter), asked.role, house=House.of(store))
        return as_json(people_answer(store, people.FINDINGS[asked.finding], question))
    learned = store.frame("learner_courses")[["course_label", "course_key"]].drop_duplicates("course_key")
    names = dict(zip(learned["course_label"], learned["course_key"], strict=True))
    words = asked.filter
    courses = CourseFilter()
    if asked.finding in ALONGSIDE:
        courses = course_filter([word for word in words if is_of_catalog(word)])
        words = [word for word in words if not is_of_catalog(word)]
    question = PeopleAsked(people_filter(words, names), asked.role, house=House.of(store), courses=courses)
    return as_json(people_answer(store, people.FINDINGS[asked.finding], question))


def _say(answer: dict[str, object] | str, *, as_json: bool) -> None:
    if as_json:
        text = json.dumps(answer, ensure_ascii=False)
    elif isinstance(answer, str):
        text = answer
    else:
        text = _readable(answer)
    sys.stdout.buffer.write((text + "\n").encode("utf-8", errors="replace"))
    sys.stdout.flush()


def _readable(answer: dict[str, object]) -> str:
    if "said" in answer:
        return str(answer["said"])
    if "findings" in answer:
        listed: list[dict[str, str]] = answer["findings"]  # type: ignore[assignment]
        return "\n".join(f"{one['finding']:40} {one['title']}" for one in listed)
    lines = [str(answer["sentence"]), ""]
    rows: list[list[object]] = [answer["columns"], *answer["rows"]]  # type: ignore[misc, list-item]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
    left_out: dict[str, int] = answer["left_out"]  # type: ignore[assignment]
    lines += ["", f"n {answer['n']}" + "".join(f" · {count} {reason}" for reason, count in left_out.items())]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
