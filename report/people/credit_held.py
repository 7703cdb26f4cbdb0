"""Who is held to which rule of credit, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import pandas as pd

from analysis import credit
from analysis.credit import Credit
from data.store import Store
from report.people import credit_setup
from report.people.credit_setup import Setup
from report.people.finding import Source
from report.people.guards import Tables
from report.people.training import collected


@dataclass(frozen=True, slots=True)
class Held:
    """Who is held to a rule and where they stand.

    ``people``: ``staff_key``, ``branch``, ``role``, ``name``, ``rule_id``, ``start_on``; ``personal`` the
    same of everybody whose rule counts from their own day, known or not; ``credits`` by staff key;
    ``left_out`` counts who is not in them, by reason.
    """

    setup: Setup
    people: pd.DataFrame
    personal: pd.DataFrame
    credits: Mapping[str, Credit]
    left_out: Mapping[str, int]


def staff(tables: Tables, today: date, at: Tables | None = None) -> pd.DataFrame:
    """List who is on the staff on a day: ``staff_key``, ``branch``, ``role``, ``name``, ``began_on``.

    ``at`` are the tables under a filter, where only some branches are asked for.
    """
    rows = (at or tables)["people_by_branch"].filter(~nw.col("staff_key").is_null())
    places = collected(rows.select("staff_key", "branch", "role", "from_on", "to_on"))
    began = places.groupby("staff_key")["from_on"].min().rename("began_on")
    since, until = pd.to_datetime(places["from_on"]), pd.to_datetime(places["to_on"])
    here = places.loc[~(since > pd.Timestamp(today)) & ~(until < pd.Timestamp(today))]
    here = here.sort_values(["from_on", "branch", "role"], na_position="first")
    here = here.drop_duplicates("staff_key", keep="last").sort_values("staff_key", ignore_index=True)
    known = collected(tables["staff"].select("staff_key", "name", known_role=nw.col("role")))
    told = here.merge(known, on="staff_key", how="left").merge(began, on="staff_key", how="left")
    told["role"] = told["role"].fillna(told["known_role"])
    return told.loc[:, ["staff_key", "branch", "role", "name", "began_on"]]


def roles(store: Store, today: date) -> dict[str, int]:
    """Count the staff of a day by role, for whoever decides which rule holds for whom: not for the board."""
    with store.reading() as tables:
        counts = staff(tables, today)["role"].dropna().value_counts()
    return {str(role): int(count) for role, count in counts.sort_index().items()}


def held(source: Source) -> Held:
    """Hold everybody on the staff against the rule of their role."""
    setup = credit_setup.read(source.whole["saved"])
    people = staff(source.whole, source.asked.today, source.chosen)
    people["rule_id"] = people["role"].map(dict(setup.roles))
    with_rule = people.loc[people["rule_id"].notna()].copy()
    with_rule["start_on"] = pd.to_datetime(_starts(with_rule, setup))
    fixed = with_rule["rule_id"].map({key: rule.cycle_start == "fixed" for key, rule in setup.rules.items()})
    is_known = fixed.astype(bool) | with_rule["start_on"].notna()
    counted = with_rule.loc[is_known].reset_index(drop=True)
    return Held(
        setup,
        counted,
        with_rule.loc[~fixed.astype(bool)].reset_index(drop=True),
        credit.each(_activities(source, counted, setup), counted, setup.rules, source.asked.today),
        {
            "without a role": int(people["role"].isna().sum()),
            "in a role without a rule": int((people["role"].notna() & people["rule_id"].isna()).sum()),
            "without a day on which their cycle began": int((~is_known).sum()),
        },
    )


def _starts(people: pd.DataFrame, setup: Setup) -> list[Any]:
    return [
        setup.starts.get(key) or setup.common_start or began
        for key, began in zip(people["staff_key"], people["began_on"], strict=True)
    ]


def _activities(source: Source, people: pd.DataFrame, setup: Setup) -> pd.DataFrame:
    """Read what the people completed, with what each course is for under their own rule."""
    done = credit.activities(source.whole["completions"], source.whole["courses"])
    rows = collected(done.filter(nw.col("staff_key").is_in(list(people["staff_key"]))))
    rules = dict(zip(people["staff_key"], people["rule_id"], strict=True))
    none = credit_setup.Kinds()
    rows["categories"] = [
        setup.kinds.get(rules[key], none).of(course)
        for key, course in zip(rows["staff_key"], rows["course_key"], strict=True)
    ]
    return rows
