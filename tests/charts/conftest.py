"""Every figure is checked by Plotly in these tests: a property that it does not know is an error."""

from __future__ import annotations

import pytest

from charts import theme


@pytest.fixture(autouse=True)
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Plotly check what it is given."""
    monkeypatch.setattr(theme, "IS_CHECKED", True)
