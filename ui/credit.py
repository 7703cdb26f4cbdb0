"""The page of credit: where everybody stands for whoever may see it, and what a library decides about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.credit_rules import Rule
from analysis.takeaways import credit as takeaways
from data.store import StoreUnavailable
from report.answer import Answer
from report.people import credit_setup
from report.people.credit_held import roles as roles_of
from report.people.credit_setup import Kinds, Setup
from ui import show, state, text

LONGEST: Final = 520
NO_RULE: Final = ""
BEGAN: Final = "Cycle began on"


def roles() -> dict[str, int]:
    """Count the staff of today by role."""
    return _roles(state.store().data_version, datetime.now(UTC).date())


@st.cache_data(max_entries=4, ttl=state.KEPT, show_spinner=False)
def _roles(data_version: str, today: date) -> dict[str, int]:
    return roles_of(state.store(), today)


def setup() -> Setup:
    """Read what the library decided."""
    return credit_setup.of(state.store())


def standing() -> None:
    """Show where the roles stand, and to a trainer who lacks what, until when, and the evidence."""
    with st.spinner("Adding up credit"):
        by_role = state.people("credit.standing_by_role")
    show.result(by_role)
    if state.role() == "trainer":
        show.result(state.people("credit.due"), is_list=True, columns=("who", "lacks", "due_on"))
        show.result(state.people("credit.standing_by_person"))
        _evidence()
        _beginnings(state.people("credit.standing_by_person"))


def not_decided() -> None:
    """Say to the board that nothing is held to a rule yet."""
    text.write(
        text.heading("No role is held to a rule yet."),
        text.paragraph("A director or a trainer chooses the rule of each role on this page."),
    )


def _evidence() -> None:
    """Show one person's evidence, with downloads of their rows alone."""
    every = state.people("credit.evidence")
    rows = every.frames.rows
    if rows.empty:
        show.result(every)
        return
    people = rows.drop_duplicates("staff_key").set_index("staff_key")
    labels = (people["who"] + " · " + people["role"]).to_dict()
    chosen = st.selectbox(
        "Evidence of", list(labels), format_func=labels.__getitem__, key="evidence_of", width=LONGEST
    )
    own = rows.loc[rows["staff_key"] == chosen].reset_index(drop=True)
    said = replace(
        every,
        sentence=takeaways.evidence(own),
        n=len(own),
        foot=f"{wording.count(len(own), 'completed course')} · below level 1",
        frames=replace(every.frames, rows=own),
    )
    show.result(said, is_list=True, columns=("course_label", "completed_on", "credit", "because"))


def who_is_held(setup: Setup, roles: Mapping[str, int]) -> None:
    """Ask which rule holds for which role, and when personal cycles began."""
    is_set = any(role in setup.roles for role in roles)
    if is_set:
        with st.expander("Which rule holds for which role", key="credit_who"):
            _who_is_held(setup, roles)
    else:
        text.write(text.heading("Choose the rule that holds for each role."))
        _who_is_held(setup, roles)


def _who_is_held(setup: Setup, roles: Mapping[str, int]) -> None:
    note = "Roles are those of the staff list. Somebody in a role without a rule is not counted."
    text.write(text.note(note, state.look()))
    states = sorted({rule.state for rule in setup.rules.values()})
    known = [setup.rules[rule_id].state for rule_id in setup.roles.values()]
    chosen = st.selectbox(
        "Rules of",
        states,
        index=states.index(known[0]) if known else None,
        placeholder="Choose a state",
        key="credit_state",
        width=LONGEST,
    )
    if chosen is None:
        return
    offered = [rule_id for rule_id, rule in setup.rules.items() if rule.state == chosen]
    with st.form("credit_roles", border=False):
        for role, people in roles.items():
            _rule_of(role, people, setup, offered)
        st.date_input(
            "Personal cycles began on",
            value=setup.common_start,
            min_value=date(1990, 1, 1),
            key="credit_common_start",
            help="For rules that count from each person's own date. Empty: the first day in the staff list. "
            "A trainer sets another day for a person below their names.",
            width=LONGEST,
        )
        st.form_submit_button("Save", type="primary", on_click=_save_roles, args=(list(roles),))


def _rule_of(role: str, people: int, setup: Setup, offered: list[str]) -> None:
    now = setup.roles.get(role, NO_RULE)
    options = list(dict.fromkeys([NO_RULE, *offered, now]))
    st.selectbox(
        text.escaped(f"{role} ({people})"),
        options,
        index=options.index(now),
        format_func=lambda rule_id: named(setup.rules[rule_id]) if rule_id else "No rule",
        key=f"credit_role_{role}",
        width=LONGEST,
    )


def named(rule: Rule) -> str:
    """Name a rule in a list of choices."""
    return f"{rule.state}, {rule.who}: {wording.credit(rule.hours, rule.unit)}"


def _save_roles(roles: list[str]) -> None:
    chosen = {role: st.session_state[f"credit_role_{role}"] for role in roles}
    kept = {role: rule_id for role, rule_id in chosen.items() if rule_id}
    start = st.session_state["credit_common_start"]
    keep(credit_setup.save_roles, state.store(), kept, start)


def keep(save: Any, *what: Any) -> None:
    """Save, or say above the page why nothing was changed."""
    try:
        save(*what, by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))


def what_courses_count_as(setup: Setup) -> None:
    """Ask, for each rule in use that tells kinds apart, which courses are of which kind."""
    for rule_id in dict.fromkeys(setup.roles.values()):
        rule = setup.rules[rule_id]
        if rule.every_kind:
            _warn_of_no_kinds(rule, setup.kinds.get(rule_id, Kinds()))
            _kinds_of(rule, setup.kinds.get(rule_id, Kinds()))


def _warn_of_no_kinds(rule: Rule, now: Kinds) -> None:
    """Say of which kinds no course is, so that nobody can have the credit that is asked for."""
    there = {now.others, *(kind for kinds in now.courses.values() for kind in kinds)}
    none = [kind for kind in rule.minimums if not there & set(kind.split("+"))]
    if none:
        said = f"No course counts as {wording.join(none, 'or')} yet, and {named(rule)} asks for it."
        text.write(text.paragraph("Say below which courses do.", strong=said))


def _kinds_of(rule: Rule, now: Kinds) -> None:
    courses = state.people_choices().courses
    with st.expander(text.escaped(f"What courses count as: {named(rule)}"), key=f"kinds_{rule.rule_id}"):
        frame = pd.DataFrame({"Course": pd.Series(list(courses), dtype="str")})
        for kind in rule.every_kind:
            frame[kind] = [kind in now.courses.get(key, ()) for key in courses.values()]
        edited = st.data_editor(
            frame, hide_index=True, disabled=["Course"], key=f"kinds_table_{rule.rule_id}", height=320
        )
        options = ["", *rule.every_kind]
        others = st.selectbox(
            "Every other course counts as",
            options,
            index=options.index(now.others) if now.others in options else 0,
            format_func=lambda kind: kind or "no kind",
            key=f"kinds_others_{rule.rule_id}",
            width=LONGEST,
        )
        st.button(
            "Save the kinds",
            key=f"save_kinds_{rule.rule_id}",
            on_click=_save_kinds,
            args=(rule, edited, list(courses.values()), others),
        )


def _save_kinds(rule: Rule, edited: pd.DataFrame, keys: list[str], others: str) -> None:
    courses = {
        key: tuple(kind for kind in rule.every_kind if row[kind])
        for key, row in zip(keys, edited.to_dict("records"), strict=True)
    }
    kept = {key: kinds for key, kinds in courses.items() if kinds}
    keep(credit_setup.save_kinds, state.store(), rule.rule_id, Kinds(kept, others))


def _beginnings(said: Answer[Any]) -> None:
    """Let a trainer set the day on which somebody's own cycle began."""
    starts = said.frames.more["starts"]
    if starts.empty:
        return
    with st.expander("When each person's cycle began", key="credit_starts"):
        frame = pd.DataFrame(
            {
                "Who": starts["who"].astype("str"),
                "Role": starts["role"].astype("str"),
                BEGAN: pd.to_datetime(starts["start_on"]).dt.date,
            }
        )
        edited = st.data_editor(
            frame,
            hide_index=True,
            disabled=["Who", "Role"],
            key="credit_starts_table",
            column_config={BEGAN: st.column_config.DateColumn(min_value=date(1990, 1, 1))},
        )
        st.button(
            "Save the days",
            key="save_credit_starts",
            on_click=_save_starts,
            args=(starts["staff_key"].tolist(), frame[BEGAN].tolist(), edited[BEGAN].tolist()),
        )


def _save_starts(keys: list[str], before: list[Any], after: list[Any]) -> None:
    for key, was, now in zip(keys, before, after, strict=True):
        day = None if pd.isna(now) else pd.Timestamp(now).date()
        if day != (None if pd.isna(was) else pd.Timestamp(was).date()):
            keep(credit_setup.save_start, state.store(), key, day)
