"""How hard the property tests try: 100 examples each, fewer where one is slow, and far more in a soak."""

from __future__ import annotations

import os
from typing import Any, Final

from hypothesis import HealthCheck, settings

USUAL: Final = 100
SOAK: Final = int(os.environ.get("FRONTDESK_SOAK", "20000"))


def register() -> None:
    """Set up the profiles and load the one that HYPOTHESIS_PROFILE names, or CI."""
    # The same examples every time, so that a red test is red for everyone; `make soak` looks for new ones.
    settings.register_profile("dev", derandomize=True, deadline=None, max_examples=USUAL)
    settings.register_profile("ci", settings.get_profile("dev"), print_blob=True)
    settings.register_profile(
        "soak",
        deadline=None,
        max_examples=SOAK,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def few(examples: int, **others: Any) -> settings:
    """Settings of a test whose examples are slow: so many, and in a soak as many times more as elsewhere."""
    times = settings().max_examples / USUAL
    return settings(max_examples=max(1, round(examples * times)), **others)
