"""The headline of each finding: one plain sentence that follows the numbers.

Every function takes the small frame its figure is drawn from, and says only what that frame shows.
Names are as the files have them, plain text: whoever shows a sentence escapes it.
"""

from analysis.takeaways.courses import (
    NOTHING,
    courses_by_format,
    courses_by_host,
    courses_by_topic,
    courses_by_year,
    host_by_format,
    topic_by_year,
    totals,
)
from analysis.takeaways.missing import gaps, hosts, presenters

__all__ = [
    "NOTHING",
    "courses_by_format",
    "courses_by_host",
    "courses_by_topic",
    "courses_by_year",
    "gaps",
    "host_by_format",
    "hosts",
    "presenters",
    "topic_by_year",
    "totals",
]
