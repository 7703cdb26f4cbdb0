"""Headlines about credit: how many have what their rule asks for, and what is due when."""

from __future__ import annotations

import pandas as pd

from analysis import wording
from analysis.credit import COUNTED, Credit
from analysis.credit_rules import Rule
from analysis.takeaways.training import shown

NOBODY = "Nobody is held to a rule yet."


def standing_by_role(rows: pd.DataFrame) -> str:
    """Say how many have all their credit, from rows of ``people`` and ``met``, perhaps protected."""
    some = shown(rows)
    some = some.loc[some["met"].notna()]
    people = int(some["people"].sum())
    if not people:
        return NOBODY if rows.empty else "How many have all their credit is not shown."
    met = int(some["met"].sum())
    said = _have_it(met, people)
    if len(some) < len(rows):
        return wording.sentence(f"{said}, in {wording.of(len(some), len(rows))} roles; the others are small")
    due = int(some["due"].sum()) if some["due"].notna().all() else 0
    lack = "lacks" if due == 1 else "lack"
    more = f"; {wording.in_words(due)} {lack} some that is due within 12 months" if due else ""
    return wording.sentence(said + more)


def standing_by_person(rows: pd.DataFrame) -> str:
    """Say how many have all their credit, from one row a person."""
    if rows.empty:
        return NOBODY
    lacking = rows.loc[~rows["is_met"].astype(bool)]
    people, lack = len(rows), len(lacking)
    if not lack:
        return wording.sentence(_have_it(people, people))
    half = int((lacking["share"] >= 0.5).sum())
    who = wording.of(lack, people)
    said = f"{who} held to a rule {'lacks' if lack == 1 else 'lack'} credit"
    if lack == 1:
        return wording.sentence(f"{said}, with {'at least' if half else 'less than'} half of it there")
    return wording.sentence(
        f"{said}; {wording.of(half, lack)} {'has' if half == 1 else 'have'} at least half of it"
    )


def _have_it(met: int, people: int) -> str:
    if people == 1 and not met:
        return "the only one held to a rule does not have all the credit it asks for"
    is_plain = met in (0, people) or people < 10
    who = wording.of(met, people) if is_plain else f"{wording.share(met, people)} of those"
    return f"{who} held to a rule {'has' if met == 1 else 'have'} all the credit it asks for"


def due(rows: pd.DataFrame) -> str:
    """Say who lacks credit soon, from one row a person who does."""
    if rows.empty:
        return "Nobody lacks credit that is due within 12 months."
    first = wording.day(pd.Timestamp(rows["due_on"].min()).date())
    if len(rows) == 1:
        return f"One person lacks credit, due on {first}."
    return wording.sentence(
        f"{wording.in_words(len(rows))} lack credit that is due within 12 months, the first on {first}"
    )


def evidence(rows: pd.DataFrame) -> str:
    """Say how many activities count, from rows with ``because``."""
    if rows.empty:
        return "No completed course falls in a cycle."
    counted = int((rows["because"] == COUNTED).sum())
    if len(rows) == 1:
        return f"The one completed course {'counts in full' if counted else 'does not count in full'}."
    verb = "counts" if counted == 1 else "count"
    return wording.sentence(f"{wording.of(counted, len(rows))} completed courses {verb} in full")


def lacking(one: Credit) -> str:
    """Say what a person lacks: "23.5 LEU", "10 hours: 1 of A+B and 6 of technology", "nothing"."""
    if one.is_met:
        return "nothing"
    said = wording.credit(one.missing, one.rule.unit, is_missing=True)
    lacks = one.kinds.loc[one.kinds["missing"] > 0]
    if len(lacks) == 1 and lacks["missing"].iloc[0] == one.missing:
        return f"{said} of {lacks['kind'].iloc[0]}"
    kinds = [
        f"{wording.credit(missing, '', is_missing=True)} of {kind}"
        for kind, missing in zip(lacks["kind"], lacks["missing"], strict=True)
    ]
    return f"{said}: {wording.join(kinds)}" if kinds else said


def asked(rule: Rule) -> str:
    """Say what a rule asks for: "100 contact hours in 5 years: at least 70 of A+B; at most 30 of C"."""
    years = "a year" if rule.cycle_years == 1 else f"in {wording.in_words(rule.cycle_years)} years"
    said = f"{wording.credit(rule.hours, rule.unit)} {years}"
    limits = []
    for word, some in (("at least", rule.minimums), ("at most", rule.maximums)):
        each = [f"{wording.credit(limit, '')} of {kind}" for kind, limit in some.items()]
        if each:
            limits.append(f"{word} {wording.join(each)}")
    return f"{said}: {'; '.join(limits)}" if limits else said


def cycle(rule: Rule) -> str:
    """Say when a cycle begins and what an hour is."""
    if rule.cycle_start == "fixed" and rule.cycle_anchor:
        day = f"{wording.month_name(rule.cycle_anchor.month)} {rule.cycle_anchor.day}"
        begins = f"A cycle begins on {day}, for everybody"
    else:
        begins = "A cycle begins on each person's own day"
    said = f"{begins}; {rule.minutes_per_hour} minutes are one {rule.unit}"
    if rule.round_down_to:
        said += f", rounded down to {rule.round_down_to:g}"
    return wording.sentence(said)
