"""The findings about satisfaction, each measured, protected, drawn, said and explained."""

from __future__ import annotations

from typing import Final

from report.answer import Method, Shape
from report.people import satisfaction as of
from report.people import satisfaction_words as words
from report.people import survey
from report.people.finding import FILES, RESULTS, PeopleFinding

SMALL: Final = "Hidden: fewer answers than the library's minimum, or the next fewest."
TOP_HEADINGS: Final = {"n": "Answers", "share": "Share", "low": "95% from", "high": "to"}

FINDINGS: Final = (
    PeopleFinding(
        id="satisfaction.responses",
        title="Answers as a whole",
        shows="People who answered, and their answers.",
        headings={"responses": "People", "n": "Answers", "questions": "Questions"},
        measure=of.responses,
        sentence=words.say_responses,
        figure=None,
        noun="answer",
        level=of.LEVEL,
        method=Method(
            counts="Valid answers to all questions; a person may give several.",
            left_out=of.NOT_ANSWERED,
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.distribution",
        title="How answers divide",
        shows="Share of valid answers below, at and above the middle of the scale. The outer shade is the "
        "stronger answer; neutral stands apart.",
        headings={
            "item": "Question",
            "n": "Answers",
            "disagree_strong": "Disagree strongly",
            "disagree_mild": "Disagree",
            "neutral": "Neutral",
            "agree_mild": "Agree",
            "agree_strong": "Agree strongly",
            "not_answered": "Did not apply",
        },
        measure=of.distribution,
        sentence=words.say_distribution,
        brief=words.brief_distribution,
        figure=words.draw_distribution,
        noun="answer",
        groups=("question", "questions"),
        level=of.LEVEL,
        shape=Shape("likert", "item", of.SIDES, "share", n="n"),
        method=Method(
            counts="Each question on its own scale; the middle is neutral on scales with an odd number of "
            "points. Questions about recommending and about learning stand elsewhere.",
            left_out=of.NOT_ANSWERED,
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.top2",
        title="Satisfaction as a whole",
        shows="Share of answers in the top box (4 and 5 of 5) of the question with most answers.",
        headings={"item": "Question", **TOP_HEADINGS},
        measure=of.top2,
        sentence=words.say_top2,
        figure=None,
        noun="answer",
        groups=("question", "questions"),
        level=of.LEVEL,
        method=Method(counts=of.TOP_RULE, left_out=of.NOT_ANSWERED, source=FILES, level=RESULTS),
    ),
    PeopleFinding(
        id="satisfaction.top2_by_month",
        title="Satisfaction by month",
        shows="Share of answers in the top box (4 and 5 of 5), by month. Band: 95% interval.",
        headings={"month": "Month", **TOP_HEADINGS},
        measure=of.by_month,
        sentence=words.say_month,
        brief=words.brief_month,
        figure=words.draw_month,
        noun="answer",
        groups=("month", "months"),
        level=of.LEVEL,
        shape=Shape("line", "month", ("share",), "share", low="low", high="high", n="n"),
        method=Method(
            counts=f"{of.TOP_RULE} Compared are the months shown, at most the newest twelve, with the same "
            "months of the year before: “rose” or “fell” where the 95% interval of the change leaves out 0.",
            left_out=of.NOT_ANSWERED,
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.top2_by_branch",
        title="Satisfaction by branch",
        shows="Share of answers in the top box (4 and 5 of 5), by branch in alphabetical order. Line: 95% "
        f"interval. {SMALL}",
        headings={"branch": "Branch", **TOP_HEADINGS},
        measure=of.by_branch,
        sentence=words.say_branch,
        brief=words.brief_branch,
        figure=words.draw_branch,
        noun="answer",
        groups=("branch", "branches"),
        level=of.LEVEL,
        shape=Shape("dots", "branch", ("share",), "share", low="low", high="high", n="n"),
        method=Method(counts=of.TOP_RULE, left_out=of.NOT_ANSWERED, source=FILES, level=RESULTS),
    ),
    PeopleFinding(
        id="satisfaction.nps_by_month",
        title="Recommendation by month",
        shows="Net promoter score in points, from −100 to +100, by month, with its 95% interval.",
        headings={"month": "Month", "n": "Answers", "nps": "Score", "low": "95% from", "high": "to"},
        measure=of.by_month_nps,
        sentence=words.say_nps,
        brief=words.brief_nps,
        figure=words.draw_nps,
        noun="answer",
        groups=("month", "months"),
        level=of.LEVEL,
        shape=Shape("line", "month", ("nps",), "points", low="low", high="high", n="n"),
        method=Method(
            counts="Share of 9 and 10 less share of 0 to 6, of answers from 0 to 10 to whether they would "
            "recommend the library. The interval is from the variance of one answer, p + d - (p - d)².",
            left_out=of.NOT_ANSWERED,
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.funnel",
        title="Branches within chance",
        shows="Share in the top box by number of answers. Between the curves (95% and, dashed, 99.8%) a "
        "branch differs from all together no more than chance makes it; those outside are named.",
        headings={
            "branch": "Branch",
            **TOP_HEADINGS,
            "shrunken": "Drawn to the middle",
            "outside": "Outside",
        },
        measure=of.funnel_of_branches,
        sentence=words.say_funnel,
        brief=words.brief_funnel,
        figure=words.draw_funnel,
        noun="answer",
        groups=("branch", "branches"),
        level="a funnel, not a ranking",
        shape=Shape("dots", "branch", ("share",), "share", low="low", high="high", n="n"),
        method=Method(
            counts=f"{of.TOP_RULE} The limits are where chance alone puts 95% and 99.8% of branches of that "
            "size. “Drawn to the middle” is the best guess of a branch that knows the others (empirical "
            "Bayes).",
            left_out=f"{of.NOT_ANSWERED} Hidden branches are not drawn.",
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.mix",
        title="Who was asked",
        shows="Through which channels the answers came, and in the same months of the year before.",
        headings={
            "channel": "Channel",
            "n_now": "Answers",
            "share_now": "Share",
            "n_before": "The year before",
            "share_before": "Share then",
        },
        measure=survey.mix,
        sentence=survey.say_mix,
        figure=None,
        noun="answer",
        groups=("channel", "channels"),
        level=of.LEVEL,
        method=Method(
            counts="Answers by channel. The mix moved where a share changed by at least 10 points and the "
            "95% interval of the change (Newcombe) leaves out 0: a change of satisfaction may then be one "
            "of who was asked.",
            left_out=f"{of.NOT_ANSWERED} Numbers are shown for whole fiscal years of all branches only.",
            source=FILES,
            level=RESULTS,
        ),
    ),
    PeopleFinding(
        id="satisfaction.comments_by_theme",
        title="Comments by theme",
        shows="Comments that use one of a theme's phrases; one comment may have several themes.",
        headings={"theme": "Theme", "comments": "Comments", "share": "Share of all"},
        measure=survey.by_theme,
        sentence=survey.say_themes,
        figure=survey.draw_themes,
        noun="comment",
        groups=("theme", "themes"),
        level=of.LEVEL,
        shape=Shape("bars", "theme", ("comments",)),
        roles=("director", "trainer"),
        method=Method(
            counts="Whole words and phrases of a list that anybody can read; nothing is guessed.",
            left_out="Themes with fewer comments than the library's minimum.",
            source=FILES,
            level=RESULTS,
        ),
    ),
)
