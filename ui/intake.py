"""A file on its way in: asked for, read in a child process, shown as understood, and stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from analysis import wording
from data.catalog.records import Reading
from data.store import Added, StoreUnavailable
from data.uploads.archive import members
from data.uploads.child import take_in_child
from data.uploads.records import Checked
from data.uploads.refused import RefusedError
from data.uploads.take import Taken
from ui import accept, catalog_intake, mapping, state, text

LIMIT_MB: Final = 50


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader gave: the bytes and the name they came under; ``place`` is its turn among several."""

    name: str
    content: bytes
    place: int | str = 0

    @property
    def sha256(self) -> str:
        """The hash the store knows the content by."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def key(self) -> str:
        """What its widgets are called by; another after each file that was stored."""
        return f"intake_{st.session_state.get('intake_turn', 0)}_{self.place}"


@dataclass(frozen=True, slots=True)
class Read:
    """A file, what it was read as, and the answers that it was read with."""

    given: Given
    taken: Taken
    answers: dict[str, Any]

    @property
    def is_fine(self) -> bool:
        """Whether there is something to store."""
        return self.taken.kind != "reject"

    @property
    def settled(self) -> dict[str, Any]:
        """The answers to keep with the file: those given, and what was used where none was."""
        asked = self.taken.questions if isinstance(self.taken, Checked) else ()
        used = {each.id: each.default for each in asked if each.default is not None}
        return {**used, **self.answers}


def ask() -> list[Given]:
    """Ask for a file or pasted text; an archive gives every file in it. Empty until one is there."""
    turn = st.session_state.setdefault("intake_turn", 0)
    file = st.file_uploader(
        f"CSV, Excel, OpenDocument, JSON, a saved web page, text, or a ZIP of several, up to {LIMIT_MB} MB",
        key=f"file_{turn}",
        max_upload_size=LIMIT_MB,
    )
    with st.expander("Or paste the text of a catalog page", icon=":material/content_paste:"):
        pasted = st.text_area("Text of a catalog page", key=f"pasted_{turn}", height=200)
        st.button("Read this text", key="read_pasted")
    if file is not None:
        return _unpacked(file.name, file.getvalue())
    if pasted.strip():
        return [Given("pasted text", pasted.encode("utf-8", errors="replace"))]
    return []


def _unpacked(name: str, content: bytes) -> list[Given]:
    """Give the files of an archive; one that cannot be opened goes on as it is, to be refused."""
    try:
        inside = members(content)
    except RefusedError:
        inside = None
    if not inside:
        return [Given(name, content)]
    return [Given(f"{name}: {member}", inner, place) for place, (member, inner) in enumerate(inside)]


def read(given: Given) -> Read:
    """Read a file in a child process with the answers on screen, once for each content and answers.

    What was answered for an earlier file of the same kind is used until it is answered anew.
    """
    answers = dict(st.session_state.get(f"{given.key}_answers", {}))
    found = _taken(given, answers)
    if not answers and isinstance(found, Checked):
        remembered = state.remembered(found.source_key)
        if remembered:
            st.session_state[f"{given.key}_answers"] = answers = dict(remembered)
            found = _taken(given, answers)
    return Read(given, found, answers)


def _taken(given: Given, answers: dict[str, Any]) -> Taken:
    told = json.dumps(answers, sort_keys=True, default=str)
    kept = st.session_state.setdefault("intake_readings", {})
    known = kept.get(given.key)
    if known and known[0] == (given.name, given.sha256, told):
        reading: Taken = known[1]
        return reading
    with st.spinner(f"Reading {text.escaped(given.name)}", show_time=True):
        (reading,) = take_in_child(
            given.content, given.name, answers=answers, setting=state.upload_settings()
        )
    kept[given.key] = ((given.name, given.sha256, told), reading)
    return reading


def show(one: Read) -> None:
    """Show what a file was read as, ask what it cannot say, and list what will not be stored."""
    if isinstance(one.taken, Reading):
        if not one.is_fine:
            refused(one)
            return
        catalog_intake.understood(one.given.name, one.taken)
        catalog_intake.problems(one.taken)
        catalog_intake.preview(one.taken)
        return
    if one.taken.file_reason == "columns_unknown":
        _answered(one, mapping.ask(one.taken, one.given.key, one.given.name))
        return
    if not one.is_fine:
        refused(one)
        return
    accept.headline(one.taken)
    answers = accept.questions(one.taken.questions, one.answers, one.given.key)
    _answered(one, {**_by_hand(one.answers), **answers})
    accept.understood(one.taken)
    accept.two_names(one.taken)
    accept.rejected(one.taken, one.given.key)
    accept.preview(one.taken)


def _by_hand(answers: dict[str, Any]) -> dict[str, Any]:
    """What was mapped by hand holds while other questions are answered."""
    return {name: answers[name] for name in ("kind", "columns") if name in answers}


def _answered(one: Read, answers: dict[str, Any]) -> None:
    """Read the file again when somebody has answered otherwise."""
    if answers and answers != one.answers:
        st.session_state[f"{one.given.key}_answers"] = answers
        st.rerun()


def refused(one: Read) -> None:
    """Say why nothing can be stored."""
    with st.container(border=True, width=760, key=f"refused_{one.given.place}"):
        text.write(text.heading(f"{one.given.name} was not added."), text.paragraph(one.taken.message))


def decide(files: Sequence[Read]) -> None:
    """Offer to store what was read, or to drop it."""
    fine = [one for one in files if one.is_fine]
    if not fine:
        return
    with st.container(horizontal=True):
        st.button(_offer(fine, len(files)), type="primary", on_click=_store, args=(fine,), key="add")
        st.button("Cancel", type="tertiary", on_click=_clear, key="cancel")


def _offer(fine: Sequence[Read], given: int) -> str:
    if len(fine) > 1 or given > 1:
        return f"Add {wording.count(len(fine), 'file')}"
    taken = fine[0].taken
    if isinstance(taken, Reading):
        return f"Add {wording.count(len({entry.course_id for entry in taken.entries}), 'course')}"
    return f"Add {wording.count(taken.rows_accepted, 'row')}"


def _store(fine: Sequence[Read]) -> None:
    """Store the files: uploads in one transaction, catalog pages one by one."""
    uploads = [(one.taken, one.given.content, one.settled) for one in fine if isinstance(one.taken, Checked)]
    store, by = state.store(), state.who()
    added: list[Added] = []
    try:
        if uploads:
            checked, contents, answers = zip(*uploads, strict=True)
            added += store.add_uploads(checked, contents, answers=answers, by=by)
        for one in fine:
            if isinstance(one.taken, Reading):
                name, content = one.given.name, one.given.content
                added.append(store.add_catalog(one.taken, file_name=name, content=content, by=by))
    except StoreUnavailable as unavailable:
        st.session_state["stored"] = unavailable.sentence
        return
    st.session_state["stored"] = added
    _clear()


def _clear() -> None:
    turn = st.session_state.get("intake_turn", 0)
    for key in [key for key in st.session_state if str(key).startswith(f"intake_{turn}_")]:
        del st.session_state[key]
    st.session_state.pop("intake_readings", None)
    st.session_state["intake_turn"] = turn + 1


def stored(added: Sequence[Added] | str) -> None:
    """Say what became of it, and where to go next."""
    with st.container(border=True, width=760, key="stored"):
        if isinstance(added, str):
            text.write(text.heading("Nothing was stored."), text.paragraph(added))
            return
        for one in added:
            text.write(*_became(one))
        open_names = state.open_matches()
        if open_names:
            names = wording.count(open_names, "name")
            text.write(text.paragraph(f"{names} from your files could not be matched for sure."))
        with st.container(horizontal=True):
            if open_names:
                st.page_link("pages/data/matching.py", label="Match the names")
            st.page_link("pages/catalog/explore.py", label="Explore")
            st.page_link("pages/data/uploads.py", label="See all uploads")


def _became(added: Added) -> tuple[text.Piece, text.Piece]:
    if added.already:
        said = f"The same content was added before as {added.file_name}: nothing is added twice."
        return text.heading("This file is here already."), text.paragraph(said)
    if added.kind == "catalog":
        known = f"{wording.number(added.known_courses)} of its courses were in the catalog already."
        return text.heading(f"Added: {wording.count(added.new_courses, 'new course')}."), text.paragraph(
            known
        )
    rows = f"{wording.count(added.rows_accepted, 'row')} of {added.file_name}."
    left = added.rows_rejected + added.rows_ignored
    rest = (
        f"{wording.count(left, 'row')} not added: Uploads has the list." if left else "Every row was added."
    )
    return text.heading(f"Added: {rows}"), text.paragraph(rest)
