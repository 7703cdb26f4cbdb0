"""The question of Together: asked and fixed before its answer is shown, and every asking logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import pandas as pd
import streamlit as st

from analysis import wording
from analysis.takeaways import together as takeaways
from analysis.together import THRESHOLD
from data.store import StoreUnavailable
from report import registry
from report.answer import Answer
from report.people import doses, together
from report.people.questions import TogetherQuestion, as_written, months_of
from ui import state, text

CHOICE: Final = "together choice"
"""The kind under which a fixed question is saved: saving writes its line in the audit."""

ROLLOUT: Final = "rollout"
QUESTION: Final = "together_question"

ICONS: Final = {
    "moved_together": ":material/trending_up:",
    "moved_apart": ":material/trending_down:",
    "cannot_tell": ":material/help:",
    "no_sign": ":material/trending_flat:",
}
BADGES: Final[dict[str, tuple[str, Any]]] = {
    "passed": (":material/check:", "green"),
    "failed": (":material/close:", "orange"),
    "not_possible": (":material/remove:", "gray"),
}


@dataclass(frozen=True, slots=True)
class There:
    """What there is to ask about, and what is asked where nothing is chosen.

    ``has_coverage`` says whether a staff list or headcounts tell from when a branch counts as trained.
    """

    topics: tuple[str, ...]
    items: tuple[str, ...]
    branches: tuple[str, ...]
    months: tuple[date, ...]
    has_coverage: bool
    usual: TogetherQuestion


def there() -> There:
    """Say what there is to ask about."""
    return _there(state.store().data_version)


@st.cache_data(max_entries=2, ttl=state.KEPT, show_spinner="Looking at who was trained when")
def _there(data_version: str) -> There:
    with state.store().reading() as tables:
        answers = doses.answers_to(tables, "")
        months = doses.months_with(answers)
        usual = doses.fixed(TogetherQuestion(), tables)
        coverage = doses.doses(tables, months, usual.topics, THRESHOLD).coverage
        topics = doses.taught_topics(tables)
    items = state.store().frame("answers_by_month")["item"]
    branches = answers.loc[answers["value"].notna(), "branch"].dropna()
    return There(
        topics=tuple(topics),
        items=tuple(sorted(set(items))),
        branches=tuple(sorted(set(branches))),
        months=tuple(months),
        has_coverage=bool(len(coverage)),
        usual=usual,
    )


def fixed() -> TogetherQuestion | None:
    """The question that was fixed last, in this session or before; None if nobody has asked yet."""
    if QUESTION not in st.session_state:
        kept = state.store().saved(CHOICE)
        if not kept:
            return None
        st.session_state[QUESTION] = registry.question_of("together.estimate", kept[0].value)
    question: TogetherQuestion = st.session_state[QUESTION]
    return question


def ask(found: There, now: TogetherQuestion | None) -> None:
    """Draw the form; its button fixes the question and only then is the answer shown."""
    shown = now or found.usual
    with st.form("together_form", border=True, width=760):
        text.write(
            text.heading("The question", 4),
            text.note(
                "Fix it before you look at the answer: whoever tries questions until one answers finds "
                "something in any data. Each one is written down with its date.",
                state.look(),
            ),
        )
        topics = _topics(found, shown)
        item = st.selectbox(
            "Answers of patrons to",
            found.items,
            index=found.items.index(shown.item) if shown.item in found.items else 0,
            key="together_item",
        )
        left, right = st.columns(2, gap="medium")
        threshold = left.number_input(
            "A branch counts as trained from % of its staff",
            5,
            100,
            round(100 * shown.threshold),
            5,
            key="together_threshold",
            disabled=not found.has_coverage,
        )
        worth = right.number_input(
            "Worth knowing, in points",
            0.5,
            50.0,
            float(shown.worth_knowing),
            0.5,
            "%.1f",
            key="together_worth",
        )
        by_hand = () if found.has_coverage else _by_hand(found, shown)
        if st.form_submit_button("Fix the question and show the answer", type="primary"):
            chosen = TogetherQuestion(
                topics=tuple(topics) or found.usual.topics,
                item=item,
                threshold=threshold / 100,
                worth_knowing=worth,
                trained=by_hand,
            )
            _fix(chosen)


def _topics(found: There, shown: TogetherQuestion) -> list[str]:
    if not found.topics:
        text.write(
            text.note(
                "No completed training on a known topic is on file, so there is no topic to choose.",
                state.look(),
            )
        )
        return []
    return st.multiselect(
        "Topics of the training",
        found.topics,
        default=[each for each in shown.topics if each in found.topics],
        select_all=False,
        key="together_topics",
    )


def _by_hand(found: There, shown: TogetherQuestion) -> tuple[str, ...]:
    """Let the month each branch was trained be entered where no staff list says it."""
    text.write(
        text.note(
            "There is no staff list and no headcount, so nobody knows what share of a branch was trained. "
            "Enter a day in the month in which each branch was trained, and leave the others empty; or add a "
            "staff list under Data, Add.",
            state.look(),
        )
    )
    known = months_of(shown.trained)
    frame = pd.DataFrame(
        {
            "Branch": list(found.branches),
            "Trained from": pd.Series([known.get(name) for name in found.branches], dtype="object"),
        }
    )
    edited = st.data_editor(
        frame,
        hide_index=True,
        disabled=["Branch"],
        column_config={"Trained from": st.column_config.DateColumn(format="YYYY-MM-DD")},
        key="together_months",
    )
    entered = edited.assign(day=pd.to_datetime(edited["Trained from"])).dropna(subset=["day"])
    return as_written({str(row["Branch"]): row["day"].date() for row in entered.to_dict("records")})


def _fix(chosen: TogetherQuestion) -> None:
    """Write the question down, with a roll-out that was drawn for it, and show its answer."""
    drawn = [each.value for each in state.store().saved(ROLLOUT)]
    question = doses.drawn_for(chosen, drawn)
    now = datetime.now(UTC)
    try:
        state.store().save(
            CHOICE,
            f"{now:%Y-%m-%d %H:%M:%S.%f}",
            registry.as_json(question),
            by=state.who(),
            keep_earlier=True,
        )
    except StoreUnavailable as unavailable:
        state.refuse(unavailable.sentence)
    st.session_state[QUESTION] = question
    st.rerun()


def log() -> None:
    """Say how many questions were asked of this data, and which."""
    kept = state.store().saved(CHOICE)
    if not kept:
        return
    asked = wording.count(len(kept), "question")
    with st.popover(f"Asked so far: {asked}", icon=":material/history:", type="tertiary", key="together_log"):
        text.write(
            text.note("Of many questions, about one in twenty moves together by chance alone.", state.look()),
            text.bullets(
                f"{wording.day(each.made_at.date())}: "
                f"{registry.question_of('together.estimate', each.value).describe()}"
                for each in kept[:20]
            ),
        )


def lead(said: Answer[Any]) -> None:
    """Say the question in one sentence, as it was fixed."""
    item, topics = said.frames.more["item"], wording.join(list(said.frames.more["topics"]), "or")
    asked_with = said.frames.asked.chosen
    about = "the training" if asked_with.trained else topics or "training"
    asked = f"Did answers to “{item}” change where staff took {about}"
    text.write(text.paragraph(f"{asked}, compared with branches that had not yet?"))


def verdict(said: Answer[Any]) -> None:
    """Write the verdict with its icon, and what was found, in words."""
    found = together.found_in(said.frames)
    st.markdown(f"## {ICONS[found.verdict]} {takeaways.verdict(found)}")
    text.write(text.paragraph(takeaways.explained(found)))
    if found.verdict == "cannot_tell":
        st.page_link("pages/plan/rollout.py", label="Plan a roll-out", icon=":material/event:")


def badges(said: Answer[Any]) -> None:
    """Show each check small, with an icon and words, and what could have been found at all."""
    found = together.found_in(said.frames)
    with st.container(horizontal=True, gap="small"):
        for check in found.checks:
            icon, color = BADGES[check.state]
            st.badge(text.escaped(check.sentence), icon=icon, color=color)
        is_enough = found.smallest_detectable <= found.worth_knowing
        icon, color = BADGES["passed" if is_enough else "not_possible"]
        st.badge(text.escaped(_capital(takeaways.smallest_detectable(found))), icon=icon, color=color)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def beside(said: Answer[Any]) -> None:
    """Put the estimate beside the ones without adjustment and without comparison."""
    rows = said.frames.rows
    told = [
        (
            str(row.way),
            "cannot be said" if pd.isna(row.effect) else wording.points(row.effect, is_signed=True),
        )
        for row in rows.itertuples()
    ]
    table = pd.DataFrame(told, columns=["Estimate", "Difference"])
    text.write(text.table(table, state.look()))


def assumed(said: Answer[Any]) -> None:
    """List what has to be true, what was left out on the way, and whose coverage fell again."""
    found = together.found_in(said.frames)
    left, right = st.columns(2, gap="medium")
    with left:
        text.write(text.heading("What this assumes"), text.bullets(found.assumptions))
    with right:
        gone = [*found.left_out["why"].tolist(), *said.frames.more["fell"]]
        text.write(
            text.heading("What was left out"),
            text.bullets(gone) if gone else text.paragraph("Every branch and month with answers is in it."),
        )
