"""Did training and satisfaction move together? The estimate, its lines, its checks, each as a finding.

Every number comes from branch-months that may be shown: those under the patron minimum do not enter,
and from the lines the next smallest is left out where a small one could be worked out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

import charts.effect
import charts.timelines
from analysis import rollout, together, wording
from analysis.disclosure import protect
from analysis.takeaways import brief
from analysis.takeaways import together as takeaways
from analysis.together import Estimate
from charts.theme import Look
from report.answer import Method, Shape
from report.people.doses import Doses, answers_to, doses, months_with
from report.people.finding import FILES, RESULTS, PeopleFinding, PeopleFrames, Seen, Source
from report.people.questions import TogetherQuestion, months_of


def asked(source: Source) -> TogetherQuestion:
    """The question; a filter without one asks the default question."""
    chosen = source.asked.chosen
    return chosen if isinstance(chosen, TogetherQuestion) else TogetherQuestion(topics=chosen.topics)


FEW: Final = "too few answers"
"""What a month under the patron minimum has: it may have some."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one question found: the estimate (its series may be shown), the doses, and what was hidden."""

    found: Estimate
    doses: Doses
    item: str
    lines: pd.DataFrame
    hidden: int
    without_branch: int
    fell: tuple[str, ...]


def judged(source: Source) -> Judged:
    """Judge the question, once for all findings about it: no role sees more of it than another."""
    question = asked(source)
    name = f"together, {question!r}, months of {source.patrons.minimum} answers"
    if name not in source.notes:
        source.notes[name] = _judged(source, question)
    known: Judged = source.notes[name]
    return known


def _judged(source: Source, question: TogetherQuestion) -> Judged:
    """Build the panel, estimate, and protect the lines."""
    answers = answers_to(source.whole, question.item)
    months = months_with(answers)
    dose = doses(source.whole, months, question.topics, question.threshold)
    by_hand = months_of(question.trained)
    coverage = dose.coverage.assign(coverage=np.nan) if by_hand else dose.coverage
    panel = together.panel(
        answers, coverage, threshold=question.threshold, trained=by_hand, least=source.patrons.minimum
    )
    found = together.estimate(
        panel, worth_knowing=question.worth_knowing, was_random=_was_random(question, panel)
    )
    lines, hidden = _lines(panel, source.patrons.minimum)
    fell = panel.dropna(subset=["fell_below_on"]).drop_duplicates("branch")
    return Judged(
        found=replace(
            found,
            series=_drawable(lines, found.series),
            left_out=found.left_out.assign(why=found.left_out["why"].str.replace("no answers", FEW)),
        ),
        doses=dose,
        item=str(answers["item"].iloc[0]) if len(answers) else question.item,
        lines=lines,
        hidden=hidden,
        without_branch=together.without_branch(answers),
        fell=tuple(
            takeaways.fell_below(row.branch, row.trained_from.date(), row.fell_below_on.date())
            for row in fell.itertuples()
        ),
    )


def _was_random(question: TogetherQuestion, panel: pd.DataFrame) -> bool:
    """Whether every branch was trained in the month drawn for it beforehand."""
    drawn = months_of(question.drawn)
    if not drawn:
        return False
    since = panel.drop_duplicates("branch").set_index("branch")["trained_from"]
    was = {str(name): None if pd.isna(day) else day.date() for name, day in since.items()}
    order = pd.DataFrame({"branch": list(was), "trained_from": [drawn.get(name) for name in was]})
    return not rollout.changed(order, was)


def _lines(panel: pd.DataFrame, minimum: int) -> tuple[pd.DataFrame, int]:
    """Give the panel as it may be listed: ``share`` 0 to 1, small branch-months hidden, edges coded."""
    rows = panel.assign(share=panel["value"] / 100)
    told = protect(
        rows.drop(columns=["value", "unadjusted", "fell_below_on"]),
        size="n",
        minimum=minimum,
        groups=["branch", "month"],
        values=["share"],
        share="share",
    )
    lines = told.frame
    # Branches of which nothing is shown stand last: a list that is cut short shows something first.
    unseen = lines["hidden"].groupby(lines["branch"]).transform("all")
    lines = lines.assign(_unseen=unseen).sort_values(["_unseen", "branch", "month"], ignore_index=True)
    return lines.drop(columns="_unseen"), told.hidden


def _drawable(lines: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Give the lines as the figure takes them: in percent, with coded rates at their edge."""
    value = 100 * pd.to_numeric(lines["share"]).astype("float64")
    value = value.mask(lines["coded"].str.startswith("over"), 95.0)
    value = value.mask(lines["coded"].str.startswith("under"), 5.0)
    used = series.set_index(["branch", "month"])["is_used"]
    return pd.DataFrame(
        {
            "branch": lines["branch"],
            "month": lines["month"],
            "value": value,
            "n": pd.to_numeric(lines["n"]).fillna(0).astype("int64"),
            "trained_from": lines["trained_from"],
            "is_used": used.reindex(pd.MultiIndex.from_frame(lines[["branch", "month"]])).to_numpy(),
        }
    )


def _estimate(source: Source) -> Seen:
    known = judged(source)
    found = known.found
    rows = pd.DataFrame(
        [
            ("Adjusted for the mix of channels", found.effect, found.low, found.high, found.p),
            ("Not adjusted", found.effect_unadjusted, None, None, None),
            ("Trained branches before and after, compared with nobody", found.before_after, None, None, None),
        ],
        columns=["way", "effect", "low", "high", "p"],
    )
    rows["p_smallest_possible"] = [found.p_smallest_possible, None, None]
    rows["smallest_detectable"] = [found.smallest_detectable, None, None]
    rows["verdict"] = [found.verdict.replace("_", " "), None, None]
    numbers = [name for name in rows.columns if name not in ("way", "verdict")]
    for name in numbers:
        rows[name] = pd.to_numeric(rows[name]).astype("float64").replace([np.inf, -np.inf], np.nan)
    return _seen(known, rows)


def _seen(known: Judged, rows: pd.DataFrame, *, hidden: int = 0) -> Seen:
    found = known.found
    notes = [takeaways.basis(found).rpartition(", ")[0]]
    if not isnan(found.effect):
        notes.append(takeaways.smallest_detectable(found))
    return Seen(
        rows,
        found.answers,
        {"answers without a branch": known.without_branch},
        more={"found": found, "item": known.item, "topics": known.doses.topics, "fell": known.fell},
        notes=" · ".join(notes),
        hidden=hidden,
    )


def _timeline(source: Source) -> Seen:
    known = judged(source)
    seen = _seen(known, known.lines, hidden=known.hidden)
    by_branch = known.lines.groupby("branch")["hidden"].all()
    unseen = sorted(by_branch[by_branch].index)
    notes = takeaways.basis(known.found).rpartition(", ")[0]
    if unseen:
        notes += f" · not drawn: {wording.join(unseen)}"
    return replace(seen, notes=notes)


def _checks(source: Source) -> Seen:
    known = judged(source)
    found = known.found
    checks = [(_CALLED[each.name], STATES[each.state], each.sentence) for each in found.checks]
    rows = [
        *checks,
        *(
            ("Without one branch", "", f"Without {row.branch}: {_points(row.effect)}")
            for row in found.leave_one_out.itertuples()
        ),
        *(
            ("Placebo date", "", f"{_earlier(int(row.months_earlier))}: {_points(row.effect)}")
            for row in found.placebo.itertuples()
        ),
    ]
    return _seen(known, pd.DataFrame(rows, columns=["check", "state", "found"]))


def _earlier(months: int) -> str:
    return f"{wording.count(months, 'month')} earlier"


def _points(effect: float) -> str:
    return "nothing left to compare" if isnan(effect) else wording.points(effect, is_signed=True)


STATES: Final = {"passed": "passed", "failed": "failed", "not_possible": "not possible"}
_CALLED: Final = {
    "before_training": "Before training",
    "placebo_dates": "Placebo dates",
    "leaving_out_one_branch": "Leaving out one branch",
}


def found_in(frames: PeopleFrames) -> Estimate:
    """The estimate behind an answer."""
    found: Estimate = frames.more["found"]
    return found


def _say_estimate(frames: PeopleFrames) -> str:
    found = found_in(frames)
    return f"{takeaways.verdict(found)} {takeaways.explained(found)}"


def _brief_estimate(frames: PeopleFrames) -> brief.Brief:
    found = found_in(frames)
    return brief.Brief(takeaways.headline(found), takeaways.explained(found))


def _say_timeline(frames: PeopleFrames) -> str:
    return takeaways.series(found_in(frames))


def _say_checks(frames: PeopleFrames) -> str:
    checks = found_in(frames).checks
    if not checks:
        return "There is no estimate to check."
    passed = sum(each.state == "passed" for each in checks)
    if passed == len(checks):
        return f"All {wording.in_words(passed)} checks of the estimate passed."
    return f"{wording.of(passed, len(checks))} checks of the estimate passed."


def _draw_estimate(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.effect.effect(found_in(frames), look=look)


def _draw_timeline(frames: PeopleFrames, look: Look) -> go.Figure:
    parts = charts.timelines.groups(_seen_lines(frames))
    series = pd.concat(parts, ignore_index=True) if parts else found_in(frames).series
    return charts.timelines.timelines(series, charts.timelines.scale(series), look=look)


def timelines(frames: PeopleFrames, look: Look) -> list[go.Figure]:
    """Draw the lines in figures of four branches each, to stand side by side, on one scale."""
    series = _seen_lines(frames)
    shared = charts.timelines.scale(series)
    return [charts.timelines.timelines(part, shared, look=look) for part in charts.timelines.groups(series)]


def _seen_lines(frames: PeopleFrames) -> pd.DataFrame:
    """Give the lines of branches that have anything to draw."""
    series = found_in(frames).series
    return series[series["value"].notna().groupby(series["branch"]).transform("any")]


def _draw_checks(frames: PeopleFrames, look: Look) -> go.Figure:
    return charts.effect.firmness(found_in(frames), look=look)


METHOD: Final = Method(
    counts="Percent of answers in the two highest of the scale, by branch and month. "
    "A branch counts as trained from the first month in which its coverage of the topics reaches the "
    "threshold. Estimate: difference-in-differences for staggered training (Callaway and Sant'Anna), "
    "branches not yet or never trained as comparison; p and interval by rearranging the training months "
    f"among the branches. {together.ADJUSTED}",
    left_out=f"Months of a branch with fewer answers than the patron minimum. {together.RULE}",
    source=FILES,
    level=f"{RESULTS} {takeaways.NOT_CAUSE}",
)

_SHARED: Final[dict[str, Any]] = {
    "method": METHOD, "noun": "answer", "groups": ("month of a branch", "months of branches"),
    "level": "results (level 4)",
}  # fmt: skip

FINDINGS: Final = (
    PeopleFinding(
        id="together.estimate",
        title="Did training and satisfaction move together?",
        shows="Points by which trained branches came out higher than those not yet trained, with the 95% "
        "interval. Filled dot: told apart from zero.",
        headings={
            "way": "Estimate",
            "effect": "Points",
            "low": "From",
            "high": "To",
            "p": "p",
            "p_smallest_possible": "Smallest p possible",
            "smallest_detectable": "Smallest change that could have been found",
            "verdict": "Verdict",
        },
        measure=_estimate,
        sentence=_say_estimate,
        brief=_brief_estimate,
        figure=_draw_estimate,
        shape=Shape(
            "dots",
            "way",
            ("effect",),
            "points",
            low="low",
            high="high",
            shows="Points by which trained branches came out higher than those not yet trained. Line: 95% "
            "interval.",
        ),
        **_SHARED,
    ),
    PeopleFinding(
        id="together.timeline",
        title="Satisfaction by branch and month, with training",
        shows="Percent of answers in the two highest of the scale, adjusted for the mix of channels, by "
        "month. Shaded: months in which the branch counts as trained. A gap: too few answers to show.",
        headings={
            "branch": "Branch",
            "month": "Month",
            "share": "Satisfied, adjusted",
            "n": "Answers",
            "trained_from": "Trained from",
        },
        measure=_timeline,
        sentence=_say_timeline,
        figure=_draw_timeline,
        shape=Shape("table", "branch", ("share",), "share"),
        **_SHARED,
    ),
    PeopleFinding(
        id="together.checks",
        title="How firm the estimate stands",
        shows="The estimate without each branch should lie around the estimate (dashed); at dates without "
        "training it should lie around zero.",
        headings={"check": "Check", "state": "State", "found": "Found"},
        measure=_checks,
        sentence=_say_checks,
        figure=_draw_checks,
        shape=Shape("table"),
        **_SHARED,
    ),
)
