"""A roll-out in random order: the order that was drawn, and what it could show."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

import charts.rollout
from analysis import rollout, together
from analysis.rollout import Rollout
from analysis.takeaways import rollout as takeaways
from charts.theme import Look
from report.answer import Method, Shape
from report.people.doses import answers_to, doses, months_with
from report.people.finding import FILES, RESULTS, PeopleFinding, PeopleFrames, Seen, Source
from report.people.questions import RolloutQuestion

ASK: Final = "Choose branches and months first: a roll-out needs at least one branch for each of its months."


def asked(source: Source) -> RolloutQuestion:
    """The question; a filter without one has no months, and gets no order."""
    chosen = source.asked.chosen
    return chosen if isinstance(chosen, RolloutQuestion) else RolloutQuestion(branches=chosen.branches)


def proposed(source: Source) -> Rollout | None:
    """Draw the order of the question; None where there are too few branches for its months."""
    question = asked(source)
    starts = [date.fromisoformat(f"{each}-01") for each in question.starts]
    if not starts or len(set(question.branches)) - question.untrained < len(set(starts)):
        return None
    answers = answers_to(source.whole, question.item)
    months = months_with(answers)
    # What an earlier training moved is taken out of the months before they say how much months differ.
    dose = doses(source.whole, months, question.topics, together.THRESHOLD) if question.topics else None
    history = together.panel(answers, dose.coverage if dose else None, least=source.patrons.minimum)
    return rollout.propose(
        question.branches,
        starts,
        seed=question.seed,
        history=history if len(history) and history["value"].notna().any() else None,
        worth_knowing=question.worth_knowing,
        untrained=question.untrained,
        months_before=question.months_before,
        months_after=question.months_after,
    )


def _power(source: Source) -> Seen:
    found = proposed(source)
    if found is None:
        return Seen(pd.DataFrame(columns=["effect", "power"]), 0, more={"rollout": None})
    return Seen(found.curve, len(found.order), notes=_orders(found), more={"rollout": found})


def _order(source: Source) -> Seen:
    found = proposed(source)
    if found is None:
        columns = ["wave", "branch", "trained_from"]
        return Seen(pd.DataFrame(columns=columns), 0, more={"rollout": None})
    rows = found.order.assign(trained_from=pd.to_datetime(found.order["trained_from"]))
    return Seen(rows, len(rows), notes=f"drawn with seed {found.seed}", more={"rollout": found})


def _orders(found: Rollout) -> str:
    return f"{found.arrangements:,} orders there could have been, drawn with seed {found.seed}"


def _say_power(frames: PeopleFrames) -> str:
    found = frames.more["rollout"]
    return takeaways.rollout(found) if found else ASK


def _say_order(frames: PeopleFrames) -> str:
    found = frames.more["rollout"]
    if not found:
        return ASK
    waves = int(found.order["wave"].max())
    return "The order, as it was drawn" + (f", in {waves} waves." if waves > 1 else ".")


def _draw_power(frames: PeopleFrames, look: Look) -> go.Figure:
    found = frames.more["rollout"]
    worth = found.worth_knowing if found else together.WORTH_KNOWING
    return charts.rollout.power(frames.rows, worth, look=look)


METHOD: Final = Method(
    counts="The order is drawn by lot. Its power is how often an effect of so many points would be told "
    "apart from no effect, in 200 made-up courses of events with the library's own differences between "
    "months.",
    left_out="Months of a branch with fewer answers than the patron minimum.",
    source=FILES,
    level=f"{RESULTS} Where the order is kept, Together may say that training is the likely cause.",
)

_SHARED: Final[dict[str, Any]] = {"method": METHOD, "level": ""}

FINDINGS: Final = (
    PeopleFinding(
        id="rollout.power",
        title="What this roll-out could show",
        shows="How often an effect of so many points would be found. Dashed: 8 times of 10. Dotted: what is "
        "worth knowing.",
        headings={"effect": "Effect in points", "power": "Found"},
        measure=_power,
        sentence=_say_power,
        figure=_draw_power,
        noun="branch",
        shape=Shape("line", "effect", ("power",), "share"),
        **_SHARED,
    ),
    PeopleFinding(
        id="rollout.order",
        title="The order of the roll-out",
        shows="Wave 0 is not trained within the period: it is what the others are compared with.",
        headings={"wave": "Wave", "branch": "Branch", "trained_from": "Trained from"},
        measure=_order,
        sentence=_say_order,
        figure=None,
        noun="branch",
        shape=Shape("table"),
        **_SHARED,
    ),
)
