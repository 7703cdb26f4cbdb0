"""The figures about people are the same whether Plotly checks them or not."""

from __future__ import annotations

import json

import pytest

from charts import theme
from report.people import FINDINGS
from report.people.finding import NotForThisRoleError
from tests.report.people.conftest import Ask

DRAWN = [name for name, finding in FINDINGS.items() if finding.figure is not None]


@pytest.mark.parametrize("finding", DRAWN)
def test_a_figure_drawn_unchecked_is_one_that_plotly_accepts(
    ask: Ask, finding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = FINDINGS[finding].figure
    assert draw is not None
    try:
        frames = ask(finding).frames
    except NotForThisRoleError:
        frames = ask(finding, "trainer").frames
    drawn = []
    for is_checked in (True, False):
        monkeypatch.setattr(theme, "IS_CHECKED", is_checked)
        told = json.loads(str(draw(frames, theme.LIGHT).to_json()))
        # What is empty (no shapes, no template) is left out by Plotly, or spelled another way.
        told["layout"] = {
            name: part for name, part in told["layout"].items() if part != [] and name != "template"
        }
        drawn.append(told)
    assert drawn[0] == drawn[1]
