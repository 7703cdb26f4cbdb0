"""Corrections by an editor: a course's name and topics, and whom a spelling stands for; all can be undone."""

from __future__ import annotations

import json
from typing import Final

import streamlit as st

from analysis import wording
from data.store import StoreUnavailable
from data.vocab.tables import topics
from report.courses import Detail
from ui import state, text

MOST_TOPICS: Final = 3
LONGEST_LABEL: Final = 80


def form(found: Detail) -> None:
    """Offer to correct a course's name and topics, and list the corrections in force."""
    course_id = str(found.course["course_id"])
    with st.expander("Correct the name or the topics", icon=":material/edit:"):
        label = st.text_input(
            "Name", value=found.course["label"], max_chars=LONGEST_LABEL, key=f"label_{course_id}"
        )
        labels = st.multiselect(
            "Topics, main one first",
            [topic.label for topic in topics()],
            default=found.topics["topic"].tolist(),
            max_selections=MOST_TOPICS,
            select_all=False,
            key=f"topics_{course_id}",
        )
        st.button("Save", key="save_correction", on_click=_save, args=(found, label, tuple(labels)))
    for row in found.corrections.itertuples(index=False):
        made = wording.day(row.made_at.date())
        text.write(text.note(f"{_said(row.field, row.value)} ({row.made_by}, {made})", state.look()))
        st.button(
            "Undo this correction",
            key=f"uncorrect_{row.correction_id}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_undo,
            args=(row.correction_id,),
        )


def _said(field: str, value: str) -> str:
    if field == "label":
        return f"Name set to “{value}”"
    return f"Topics set to {wording.join(json.loads(value)) or 'none'}"


def _save(found: Detail, label: str, labels: tuple[str, ...]) -> None:
    course_id = str(found.course["course_id"])
    store = state.store()
    try:
        if label.strip() != found.course["label"]:
            store.correct(course_id, "label", label.strip(), by=state.who())
        if list(labels) != found.topics["topic"].tolist():
            store.correct(course_id, "topics", json.dumps(labels), by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        _refuse(refusal)


def _undo(correction_id: str) -> None:
    try:
        state.store().undo_correction(correction_id, by=state.who())
    except StoreUnavailable as refusal:
        _refuse(refusal)


def alias(name: str) -> None:
    """Ask whom an unknown spelling stands for."""
    known = state.answer("catalog.courses_by_host").frames.rows["host"].tolist()
    text.write(text.paragraph(name))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        organization = st.selectbox(
            "Stands for",
            [host for host in known if host != name],
            index=None,
            placeholder="Choose or type an organization",
            accept_new_options=True,
            key=f"alias_{name}",
            width=360,
        )
        st.button(
            "Save",
            key=f"save_alias_{name}",
            on_click=_alias,
            args=(name, organization),
            disabled=not organization,
        )


def _alias(name: str, organization: str) -> None:
    try:
        state.store().add_alias(name, organization, by=state.who())
    except (ValueError, StoreUnavailable) as refusal:
        _refuse(refusal)


def aliases() -> None:
    """List the spellings an editor has mapped, each with a way back."""
    mapped = state.store().aliases()
    if mapped.empty:
        return
    text.write(text.heading("Names mapped here"))
    for row in mapped.itertuples(index=False):
        text.write(text.paragraph(f"“{row.spelling}” stands for {row.organization}."))
        st.button(
            "Undo",
            key=f"unalias_{row.alias_id}",
            icon=":material/undo:",
            type="tertiary",
            on_click=_unalias,
            args=(row.alias_id,),
        )


def _unalias(alias_id: str) -> None:
    try:
        state.store().undo_alias(alias_id, by=state.who())
    except StoreUnavailable as refusal:
        _refuse(refusal)


def _refuse(refusal: ValueError | StoreUnavailable) -> None:
    state.refuse(refusal.sentence if isinstance(refusal, StoreUnavailable) else str(refusal))
