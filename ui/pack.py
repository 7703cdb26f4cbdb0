"""The pack of this session: what is in it, made as the board sees it whatever the reader's view is.

The pack keeps a finding's id and its filter, never its numbers: they are asked for when it is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

import streamlit as st

from analysis.filters import CourseFilter
from analysis.gaps import HORIZON
from analysis.people_filter import PeopleFilter
from data.store import StoreUnavailable
from report import board, registry
from report.answer import ROLES, Answer
from report.pack import make, since
from report.pack.make import Form, Made
from report.pack.recipe import Cover, Recipe, Wanted, cover_to_json, from_json, to_json
from ui import state

PACK, COVER, MADE, BRANCH, SHOWN = "pack", "pack_cover", "pack_made", "pack_branch", "pack_shown"
EMPTY: Final = Recipe("", "Report to the board", ())
WORDS: Final[dict[Form, tuple[str, str]]] = {
    "pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "pdf": ("PDF", "application/pdf"),
    "html": ("One web page (HTML)", "text/html"),
    "xlsx": ("All numbers (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Each form's name on its button, and its type."""


@dataclass(frozen=True, slots=True)
class Written:
    """A pack that was made: its outline, what is absent, and the bytes of each form with its file name."""

    made: Made
    files: dict[Form, tuple[str, bytes]]


def current() -> Recipe:
    """The pack as it is now."""
    pack: Recipe = st.session_state.get(PACK, EMPTY)
    return pack


def put(pack: Recipe) -> None:
    """Put another pack in its place; what was made of the earlier one is gone."""
    st.session_state[PACK] = pack
    st.session_state.pop(MADE, None)


def cover() -> Cover:
    """The cover: this session's, else the one that was saved last."""
    if COVER not in st.session_state:
        st.session_state[COVER] = board.cover_of(state.store())
    chosen: Cover = st.session_state[COVER]
    return chosen


def put_cover(changed: Cover) -> None:
    """Change the cover."""
    st.session_state[COVER] = changed
    st.session_state.pop(MADE, None)


def today() -> date:
    """The day a pack is made for."""
    return datetime.now(UTC).date()


def add_button(said: Answer[Any], key: str) -> None:
    """Offer to put a finding into the pack, or to take it out again; nothing for what no board may see."""
    if "board" not in getattr(said.finding, "roles", ROLES) or not registry.known(said.finding.id):
        return
    wanted = _wanted(said)
    there = wanted in current().wanted
    st.button(
        "In the pack" if there else "Add to pack",
        icon=":material/check:" if there else ":material/playlist_add:",
        type="tertiary",
        key=f"{key}_pack",
        on_click=_toggle,
        args=(wanted,),
        help="Board, Pack has all that was added." if there else None,
    )


def _wanted(said: Answer[Any]) -> Wanted:
    chosen = said.frames.asked.chosen
    more = {}
    horizon = getattr(said.frames.asked, "horizon", HORIZON)
    if horizon != HORIZON:
        more["horizon"] = horizon
    assert isinstance(chosen, CourseFilter | PeopleFilter)
    return Wanted(said.finding.id, registry.as_json(chosen, **more))


def _toggle(wanted: Wanted) -> None:
    pack = current()
    there = wanted in pack.wanted
    left = tuple(each for each in pack.wanted if each != wanted)
    put(replace(pack, wanted=left if there else (*pack.wanted, wanted)))


def move(place: int, by: int) -> None:
    """Move a finding up or down."""
    wanted = list(current().wanted)
    other = place + by
    if 0 <= other < len(wanted):
        wanted[place], wanted[other] = wanted[other], wanted[place]
        put(replace(current(), wanted=tuple(wanted)))


def take_out(place: int) -> None:
    """Take a finding out."""
    wanted = current().wanted
    put(replace(current(), wanted=(*wanted[:place], *wanted[place + 1 :])))


def change(place: int, **words: str) -> None:
    """Change the title, the notes or the period of a finding."""
    wanted = list(current().wanted)
    changed = replace(wanted[place], **words)
    if changed != wanted[place]:
        wanted[place] = changed
        put(replace(current(), wanted=tuple(wanted)))


def shown() -> Made:
    """The pack as it would be made now, for the preview; kept until the data or the pack changes."""
    branch = str(st.session_state.get(BRANCH) or "")
    key = _key()
    kept: tuple[Any, Made] | None = st.session_state.get(SHOWN)
    if kept is None or kept[0] != key:
        kept = (key, make.make(state.store(), current(), cover(), today=today(), branch=branch))
        st.session_state[SHOWN] = kept
    return kept[1]


def _key() -> tuple[Any, ...]:
    """What a pack follows from: while it is the same, what was asked need not be asked again."""
    branch = str(st.session_state.get(BRANCH) or "")
    return to_json(current()), cover(), today(), branch, state.store().data_version


def make_now(progress: Callable[[int, int, str], None]) -> Written:
    """Make the pack, write all its forms, and keep its numbers for the next meeting.

    Of a ready recipe what was used becomes the pack, so that it can be ordered and edited.
    """
    store, recipe, day = state.store(), current(), today()
    branch = str(st.session_state.get(BRANCH) or "")
    steps = len(recipe.wanted) + len(make.WRITERS)
    kept: tuple[Any, Made] | None = st.session_state.get(SHOWN)
    if kept is not None and kept[0] == _key():
        made = kept[1]
    else:
        made = make.make(
            store, recipe, cover(), today=day, branch=branch,
            progress=lambda done, _, title: progress(done, steps, title),
        )  # fmt: skip
    asked = made
    name = recipe.name or recipe.title
    made = since.with_changes(store, made, since.last(store, name, day))
    files: dict[Form, tuple[str, bytes]] = {}
    for place, form in enumerate(make.WRITERS):
        progress(len(recipe.wanted) + place, steps, WORDS[form][0])
        files[form] = (make.file_name(made.outline, form), make.written(made.outline, form))
    if made.outline.items:
        _keep(name, made)
    st.session_state[PACK] = replace(recipe, wanted=made.wanted or recipe.wanted, most=0)
    st.session_state[SHOWN] = (_key(), asked)
    done = Written(made, files)
    st.session_state[MADE] = (done, store.data_version)
    return done


def _keep(name: str, made: Made) -> None:
    """Keep the numbers and the cover. Without room to write, the pack is there all the same."""
    store = state.store()
    try:
        since.keep(store, name, made, by=state.who())
        if cover() != Cover() and cover() != board.cover_of(store):
            store.save("cover", "cover", cover_to_json(cover()), by=state.who())
    except (StoreUnavailable, ValueError) as refusal:
        state.refuse(getattr(refusal, "sentence", str(refusal)))


def made() -> Written | None:
    """What was made last, unless the pack or the data has changed since."""
    kept = st.session_state.get(MADE)
    return kept[0] if kept and kept[1] == state.store().data_version else None


def recipes() -> list[tuple[str, Recipe]]:
    """The recipes that were saved here, with their ids, newest first."""
    return [(each.saved_id, from_json(each.value)) for each in state.store().saved("recipe")]


def save_recipe(name: str) -> None:
    """Save the pack as a recipe of this name; a refusal is said above the page."""
    called = " ".join(name.split())
    try:
        state.store().save("recipe", called, to_json(replace(current(), name=called)), by=state.who())
    except (StoreUnavailable, ValueError) as refusal:
        state.refuse(getattr(refusal, "sentence", str(refusal)))


def forget_recipe(saved_id: str) -> None:
    """Forget a saved recipe."""
    try:
        state.store().forget(saved_id, by=state.who())
    except (StoreUnavailable, ValueError) as refusal:
        state.refuse(getattr(refusal, "sentence", str(refusal)))
