"""The findings about people: what staff have learned, and what patrons say, with small groups protected."""

from __future__ import annotations

from typing import Final

from report.people import (
    alongside,
    branch_coverage,
    channels,
    covered,
    credit,
    instruments,
    needs,
    patrons,
    plan,
    progress,
    rolling_out,
    together,
    topic_gaps,
    training,
    trend,
)
from report.people.finding import PeopleFinding

FINDINGS: Final[dict[str, PeopleFinding]] = {
    finding.id: finding
    for finding in (
        *training.FINDINGS,
        *branch_coverage.FINDINGS,
        *trend.FINDINGS,
        *covered.FINDINGS,
        *needs.FINDINGS,
        *credit.FINDINGS,
        *alongside.FINDINGS,
        *patrons.FINDINGS,
        *channels.FINDINGS,
        *instruments.FINDINGS,
        *together.FINDINGS,
        *plan.FINDINGS,
        *topic_gaps.FINDINGS,
        *progress.FINDINGS,
        *rolling_out.FINDINGS,
    )
}
"""Every finding about people, by id."""
