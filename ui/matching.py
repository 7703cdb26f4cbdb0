"""Names to settle, one by one: what a course or branch as written stands for, with a way back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis import wording
from data.store import StoreUnavailable
from report.names import Names, OpenName
from ui import state, text

PER_PAGE: Final = 15
PROPOSED: Final = 80
"""How alike, of 100, a candidate must be to stand in the box from the start."""

NOT_IN_CATALOG: Final = "\x00none"
"""The choice that is not a course: no course_id begins with this sign."""

KINDS: Final = {"course": ("course", "courses"), "branch": ("branch", "branches")}


def waiting(found: Names, kind: str) -> None:
    """List the names of a kind that wait, the most frequent first, each with its likely meanings."""
    names = found.waiting_of(kind)
    text.write(text.heading(f"{KINDS[kind][1].capitalize()} to match ({wording.number(len(names))})"))
    if not names:
        text.write(text.note("Every name is settled.", state.look()))
        return
    pages = -(-len(names) // PER_PAGE)
    page = 1
    if pages > 1:
        page = int(st.number_input(f"Page, of {pages}", 1, pages, key=f"page_{kind}", width=160))
    for name in names[(page - 1) * PER_PAGE : page * PER_PAGE]:
        _one(name, found)


def _one(name: OpenName, found: Names) -> None:
    look = state.look()
    with st.container(gap="xsmall", key=f"match_{name.kind}_{abs(hash(name.as_written))}"):
        text.write(
            text.paragraph(name.as_written),
            text.note(f"{wording.count(name.records, 'record')} · {_likely(name)}", look),
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                "Stands for",
                _choices(name, found),
                index=0 if _is_likely(name) else None,
                format_func=lambda target: _label(target, name, found),
                placeholder="Choose" if name.kind == "course" else "Choose or type a branch",
                accept_new_options=name.kind == "branch",
                key=f"target_{name.kind}_{name.as_written}",
                width=520,
            )
            st.button(
                "Save",
                key=f"save_{name.kind}_{name.as_written}",
                on_click=_save,
                args=(name, chosen),
                disabled=not chosen,
            )
            if name.kind == "course":
                st.button(
                    "Not in the catalog",
                    key=f"none_{name.as_written}",
                    type="tertiary",
                    on_click=_save,
                    args=(name, NOT_IN_CATALOG),
                )


def _is_likely(name: OpenName) -> bool:
    """Whether the best candidate is good enough to be proposed."""
    return bool(name.candidates) and (name.candidates[0].score or 0) >= PROPOSED


def _likely(name: OpenName) -> str:
    if not name.candidates:
        return "nothing in the catalog is like it" if name.kind == "course" else "no branch is like it"
    best = name.candidates[0]
    score = "" if best.score is None else f", {best.score:.0f} of 100 alike"
    return f"most like “{best.label}”{score}"


def _choices(name: OpenName, found: Names) -> list[str]:
    """The likely meanings first, then every other one."""
    likely = [each.target for each in name.candidates]
    if name.kind == "branch":
        others = [each for each in (name.as_written, *found.branches) if each not in likely]
        return [*likely, *dict.fromkeys(others)]
    others = sorted((key for key in found.courses if key not in likely), key=lambda key: found.courses[key])
    return [*likely, NOT_IN_CATALOG, *others]


def _label(target: str, name: OpenName, found: Names) -> str:
    if target == NOT_IN_CATALOG:
        return "Not in the catalog"
    if name.kind == "branch":
        return f"{target} (a branch of its own)" if target == name.as_written else target
    return found.courses[target]


def _save(name: OpenName, chosen: str) -> None:
    target = None if chosen == NOT_IN_CATALOG else chosen
    try:
        state.store().confirm_match(name.kind, name.as_written, target, state.who())
    except (ValueError, StoreUnavailable) as refusal:
        state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))


def settled(found: Names) -> None:
    """List what is settled, by the program and by people; what people decided can be taken back."""
    rows = found.settled
    if rows.empty:
        return
    decided = rows[rows["made_by"].fillna("") != ""]
    own = rows[rows["made_by"].fillna("") == ""]
    if len(decided):
        text.write(text.heading("Decided here"))
        for row in decided.itertuples(index=False):
            meaning = row.meaning if isinstance(row.meaning, str) else "not in the catalog"
            text.write(text.paragraph(f"“{row.as_written}” stands for {meaning}."))
            st.button(
                "Undo",
                key=f"unmatch_{row.match_id}",
                icon=":material/undo:",
                type="tertiary",
                on_click=_undo,
                args=(row.match_id,),
            )
    if len(own):
        told = own[["as_written", "meaning", "records"]].rename(
            columns={"as_written": "As written", "meaning": "Stands for", "records": "Records"}
        )
        with st.expander(f"Matched without asking ({wording.number(len(own))})"):
            text.write(text.table(told.head(200), state.look()))


def _undo(match_id: str) -> None:
    try:
        state.store().undo_match(match_id, state.who())
    except StoreUnavailable as refusal:
        state.refuse(refusal.sentence)
