"""The rules of credit: what each asks for, where that is written, what is unsure, and how to change one."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from analysis import wording
from analysis.credit_rules import Rule
from analysis.takeaways import credit as takeaways
from report.people import credit_setup
from report.people.credit_setup import Setup
from ui import credit, state, text

LIMIT_HELP: Final = "A kind, a colon and a number; kinds that count together with +, several limits with |."
OUR_OWN: Final = "Our own"


def every_rule(setup: Setup) -> None:
    """Show the rules in use, with their sources, and the others of the chosen state; who may, edits them."""
    used = [setup.rules[rule_id] for rule_id in dict.fromkeys(setup.roles.values())]
    chosen = st.session_state.get("credit_state")
    others = [rule for rule in setup.rules.values() if rule not in used and rule.state == chosen]
    may_edit = state.role() != "board"
    if used:
        text.write(text.heading(f"The {'rule' if len(used) == 1 else 'rules'} in use"))
    for rule in used:
        with st.container(border=True, key=f"rule_{rule.rule_id}"):
            text.write(text.heading(f"{rule.state}, {rule.who}", 4))
            _rule(rule, setup, may_edit=may_edit)
    for rule in others:
        with st.expander(text.escaped(f"{rule.state}, {rule.who}"), key=f"rule_{rule.rule_id}"):
            _rule(rule, setup, may_edit=may_edit)
    if may_edit:
        with st.expander("Add a rule of our own", key="rule_of_our_own"):
            _form(_blank(setup), is_new=True)


def _rule(rule: Rule, setup: Setup, *, may_edit: bool) -> None:
    _told(rule, setup)
    if may_edit:
        _edit(rule, setup)


def _told(rule: Rule, setup: Setup) -> None:
    look = state.look()
    read = f", read on {wording.day(rule.read_on)}" if rule.read_on else ""
    half = f" Half counts: {wording.join(rule.half_credit)}." if rule.half_credit else ""
    pieces = [text.paragraph(takeaways.cycle(rule) + half, strong=wording.sentence(takeaways.asked(rule)))]
    if rule.note:
        pieces.append(text.paragraph(rule.note))
    if rule.check:
        pieces.append(text.paragraph(rule.check, strong="Check this rule before you rely on it."))
    source = f"Source: {rule.source or 'not named'}{read}."
    if rule.rule_id in setup.edited and rule.rule_id in credit_setup.built_in():
        source += " This library has changed the rule that came with Front Desk."
    text.write(*pieces, text.note(source, look))


def _edit(rule: Rule, setup: Setup) -> None:
    with st.popover("Change the rule", icon=":material/edit:", type="tertiary", key=f"edit_{rule.rule_id}"):
        _form(credit_setup.written(rule), is_new=False)
    if rule.rule_id in setup.edited:
        is_own = rule.rule_id not in credit_setup.built_in()
        st.button(
            "Remove this rule" if is_own else "Back to the built-in rule",
            key=f"back_{rule.rule_id}",
            on_click=_back,
            args=(rule.rule_id,),
        )


def _back(rule_id: str) -> None:
    credit.keep(credit_setup.back_to_built_in, state.store(), rule_id)
    for name in credit_setup.COLUMNS:  # the form is to show the rule that holds again
        st.session_state.pop(_key(rule_id, name), None)


def _blank(setup: Setup) -> dict[str, str]:
    number = 1
    while f"{credit_setup.OWN}-{number}" in setup.rules:
        number += 1
    return dict.fromkeys(credit_setup.COLUMNS, "") | {
        "rule_id": f"{credit_setup.OWN}-{number}",
        "state": OUR_OWN,
        "hours": "10",
        "unit": "hour",
        "cycle_years": "1",
        "cycle_start": "fixed",
        "minutes_per_hour": "60",
        "read_on": date.today().isoformat(),
    }


def _form(row: dict[str, str], *, is_new: bool) -> None:
    rule_id = row["rule_id"]
    with st.form(f"form_{rule_id}", border=False):
        for name, label, note in (
            ("who", "Who it is for", ""),
            ("unit", "What one credit is called", "Such as hour, contact hour or LEU."),
        ):
            st.text_input(label, row[name], key=_key(rule_id, name), help=note or None)
        _number(rule_id, "hours", "Credits in a cycle", float(row["hours"]), 0.5)
        _number(rule_id, "cycle_years", "Years of a cycle", int(row["cycle_years"]), 1)
        st.selectbox(
            "A cycle begins",
            ["fixed", "personal"],
            index=int(row["cycle_start"] == "personal"),
            format_func={"fixed": "on one day for everybody", "personal": "on each person's day"}.__getitem__,
            key=_key(rule_id, "cycle_start"),
        )
        anchor = date.fromisoformat(row["cycle_anchor"]) if row["cycle_anchor"] else None
        st.date_input("A day on which a cycle began, where it is one for everybody", anchor,
                      key=_key(rule_id, "cycle_anchor"))  # fmt: skip
        _number(rule_id, "minutes_per_hour", "Minutes of one credit", int(row["minutes_per_hour"]), 1)
        st.text_input("Rounded down to", row["round_down_to"], key=_key(rule_id, "round_down_to"),
                      help="Such as 0.5; empty where a rule does not say.")  # fmt: skip
        for name, label in (("minimums", "At least"), ("maximums", "At most")):
            st.text_input(label, row[name], key=_key(rule_id, name), help=LIMIT_HELP)
        st.text_input("Kinds that count half", row["half_credit"], key=_key(rule_id, "half_credit"),
                      help="Several with | between them.")  # fmt: skip
        st.text_input("Source", row["source"], key=_key(rule_id, "source"))
        st.date_input("Read on", date.fromisoformat(row["read_on"] or date.today().isoformat()),
                      key=_key(rule_id, "read_on"))  # fmt: skip
        st.text_input("Note", row["note"], key=_key(rule_id, "note"))
        st.form_submit_button("Add the rule" if is_new else "Save the rule", on_click=_save, args=(row,))


def _number(rule_id: str, name: str, label: str, now: Any, step: Any) -> None:
    st.number_input(label, min_value=step, value=now, step=step, key=_key(rule_id, name))


def _key(rule_id: str, name: str) -> str:
    return f"rule_{name}_{rule_id}"


def _save(row: dict[str, str]) -> None:
    """Keep what is in the form; what was unsure is settled by whoever writes it anew."""
    changed = {
        name: _text(st.session_state[_key(row["rule_id"], name)])
        for name in credit_setup.COLUMNS
        if _key(row["rule_id"], name) in st.session_state
    }
    credit.keep(credit_setup.save_rule, state.store(), {**row, **changed, "check": ""})


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, int | float) else str(value)
