"""The parts of the Pack page: recipes, what is in the pack, the cover, and the finished files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from analysis import wording
from report import registry
from report.pack import cover as marks
from report.pack import drawing, ready
from report.pack.make import Absent
from report.pack.outline import Item, foot, shows
from report.pack.recipe import PERIODS, Recipe, Wanted
from report.pack.svg import svg
from ui import pack, state, text

MAKE: Final = "pack_wanted_now"
"""Set by a click on a recipe: the page then makes the pack at once."""


def recipes() -> None:
    """Offer the ready and the saved recipes; a click makes the pack."""
    text.write(text.heading("Make one from a recipe"))
    for saved_id, recipe in [*(("", each) for each in ready.READY.values()), *pack.recipes()]:
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"recipe_{saved_id or recipe.name}"
        ):
            st.button(
                "Make",
                key=f"make_{saved_id or recipe.name}",
                on_click=_use,
                args=(recipe,),
                disabled=recipe.asks_branch and not st.session_state.get(pack.BRANCH),
            )
            said = recipe.says or wording.count(len(recipe.wanted), "finding") + "."
            text.write(text.paragraph(said, strong=f"{wording.sentence(recipe.name)[:-1]}."))
            if recipe.asks_branch:
                st.selectbox(
                    "Branch",
                    state.people_choices().branches,
                    index=None,
                    placeholder="Choose a branch",
                    key=pack.BRANCH,
                    label_visibility="collapsed",
                    width=240,
                )
            if saved_id:
                st.button(
                    "Forget",
                    type="tertiary",
                    key=f"forget_{saved_id}",
                    on_click=pack.forget_recipe,
                    args=(saved_id,),
                )


def _use(recipe: Recipe) -> None:
    pack.put(recipe)
    st.session_state[MAKE] = True


def contents() -> None:
    """List the findings in their order, each with its words, its preview, and ways to change it."""
    made = pack.shown()
    for place, wanted in enumerate(pack.current().wanted):
        item = next(
            (item for used, item in zip(made.wanted, made.outline.items, strict=True) if used == wanted), None
        )
        with st.container(key=f"item_{place}", border=True):
            _finding(place, wanted, item, len(pack.current().wanted))


def _finding(place: int, wanted: Wanted, item: Item | None, count: int) -> None:
    told = registry.FINDINGS.get(wanted.finding)
    title = told.title if told else wanted.finding
    headline = item.headline if item else f"{title}: no data for it, so it is left out."
    look = state.look()
    under = f"{title} · {wording.sentence(item.answer.showing)}" if item else title
    text.write(text.heading(f"{place + 1}. {headline}", 4), text.note(under, look))
    with st.container(horizontal=True, gap="small"):
        st.button("Up", key=f"up_{place}", type="tertiary", icon=":material/arrow_upward:",
                  disabled=place == 0, on_click=pack.move, args=(place, -1))  # fmt: skip
        st.button("Down", key=f"down_{place}", type="tertiary", icon=":material/arrow_downward:",
                  disabled=place == count - 1, on_click=pack.move, args=(place, 1))  # fmt: skip
        if item:
            with st.popover("Preview", icon=":material/visibility:", type="tertiary", key=f"see_{place}"):
                _preview(item)
            with st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"edit_{place}"):
                _edit(place, wanted, item)
        st.button("Take out", key=f"out_{place}", type="tertiary", icon=":material/close:",
                  on_click=pack.take_out, args=(place,))  # fmt: skip


def _preview(item: Item) -> None:
    """Show a finding as it will be printed: on white, whatever the screen's theme is."""
    said = item.answer
    spec = drawing.spec(said, marks.accent(pack.cover().accent), item.words)
    drawn = text.drawing(svg(spec), drawing.as_text(said))
    above = f"{item.detail} {shows(said)}".strip()
    text.write(text.paper(item.headline, above, drawn, foot(said, left=spec.left)))
    if not drawn:
        text.write(text.table(said.table.head(12), state.look()))


def _edit(place: int, wanted: Wanted, item: Item) -> None:
    with st.form(f"words_{place}", border=False):
        title = st.text_area(
            "Headline", wanted.title or item.headline, key=f"title_{place}", max_chars=300, height=90
        )
        notes = st.text_area("Notes for the speaker", wanted.notes, key=f"notes_{place}", max_chars=4000)
        period = wanted.period
        if registry.is_about_people(wanted.finding):
            period = str(
                st.selectbox(
                    "Period",
                    list(PERIODS),
                    index=list(PERIODS).index(wanted.period),
                    format_func=lambda each: PERIODS[each].capitalize(),
                    key=f"period_{place}",
                    help="A moving period is the right one whenever the pack is made again.",
                )
            )
        made = item.answer.headline or item.answer.sentence
        text.write(text.note(f"Made from the numbers, the headline is: {made}", state.look()))
        if st.form_submit_button("Save the words", key=f"save_words_{place}"):
            own = "" if title.strip() in ("", made, item.answer.sentence) else title.strip()
            pack.change(place, title=own, notes=notes, period=period)
            st.rerun()


def cover() -> None:
    """Ask for what is on the cover: title, library, color and logo."""
    now = pack.cover()
    title = st.text_input("Title", pack.current().title, key="pack_title", max_chars=120)
    library = st.text_input("Name of the library", now.library, key="pack_library", max_chars=120)
    color = st.color_picker("Color of the library", marks.accent(now.accent), key="pack_accent")
    note = marks.accent_note(color)
    if note:
        text.write(text.note(note, state.look()))
    logo = _logo(now.logo)
    if title != pack.current().title:
        pack.put(replace(pack.current(), title=title))
    changed = replace(now, library=library, logo=logo, accent=_chosen(color, now.accent))
    if changed != now:
        pack.put_cover(changed)
        st.rerun()


def _chosen(color: str, before: str) -> str:
    """Keep an open color open while nobody has chosen another."""
    return before if color.upper() == marks.accent(before) else color.upper()


def _logo(now: bytes) -> bytes:
    given = st.file_uploader(
        "Logo, PNG or JPEG up to 2 MB", type=["png", "jpg", "jpeg"], key="pack_logo", max_upload_size=2
    )
    if given is not None:
        try:
            return marks.logo(given.getvalue())
        except marks.NotALogoError as refusal:
            st.error(text.escaped(str(refusal)))
            return now
    if now:
        st.image(now, caption=None, width=160)
        if st.button("Remove the logo", type="tertiary", key="remove_logo"):
            return b""
    return now


def make_and_offer() -> None:
    """Make the pack when asked to, and offer the files."""
    asked = st.button("Make the pack", type="primary", key="make_pack", disabled=not pack.current().wanted)
    if st.session_state.pop(MAKE, False) or asked:
        bar = st.progress(0.0, text="Reading the numbers")
        pack.make_now(lambda done, steps, what: _step(bar, done, steps, what))
        bar.empty()
    done = pack.made()
    if done is None:
        return
    if not done.made.outline.items:
        text.write(text.paragraph("There is no data for any finding of this pack, so nothing was made."))
        return
    text.write(text.heading(f"{wording.count(len(done.made.outline.items), 'finding')}, ready to take along"))
    with st.container(horizontal=True):
        for form, (name, content) in done.files.items():
            st.download_button(
                pack.WORDS[form][0],
                content,
                file_name=name,
                mime=pack.WORDS[form][1],
                key=f"pack_{form}",
                on_click="ignore",
                icon=":material/download:",
            )
    if done.made.absent:
        text.write(text.note("Not in the pack:", state.look()), text.bullets(_absent(done.made.absent)))
    if done.made.outline.changes:
        text.write(
            text.heading("What changed since the last meeting", 4), text.bullets(done.made.outline.changes)
        )


def _absent(absent: Sequence[Absent]) -> list[str]:
    """Say what is not in the pack, once for each reason."""
    reasons = dict.fromkeys(each.why for each in absent)
    return [
        wording.sentence(f"{why}: {wording.join([each.title for each in absent if each.why == why])}")
        for why in reasons
    ]


def _step(bar: Any, done: int, steps: int, what: str) -> None:
    bar.progress(done / steps, text=text.escaped(f"{done + 1} of {steps}: {what}"))


def save() -> None:
    """Offer to save the pack as a recipe."""
    with st.popover("Save as a recipe", icon=":material/bookmark:", type="tertiary", key="save_recipe"):
        name = st.text_input("Name of the recipe", key="recipe_name", max_chars=120)
        if st.button("Save", key="save_recipe_now", disabled=not name.strip()):
            pack.save_recipe(name)
            st.rerun()
