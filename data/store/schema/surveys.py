"""Tables of what patrons say: ratings, cells that do not apply, comments, and the ratings by month."""

from __future__ import annotations

from data.store.schema.shape import Column, Table

_UPLOAD = Column("upload_id", "VARCHAR", "The upload.")
_ROW = Column("source_row", "INTEGER", "Line or sheet row it was read from.")
_RESPONSE = Column("response_id", "VARCHAR", "The response; row and its number where the survey has none.")
_DAY = Column("responded_on", "DATE", "Day of the response.")
_MONTH = Column("month", "DATE", "Month of the response.")
_YEAR = Column("fiscal_year", "INTEGER", "Fiscal year of that month.")
_BRANCH = Column("branch", "VARCHAR", "Canonical name of the branch.", nullable=True)
_WRITTEN = Column("branch_as_written", "VARCHAR", "The branch as the file has it.", nullable=True)
_CHANNEL = Column("channel", "VARCHAR", "How the survey was given.", nullable=True)
_ITEM = Column("item", "VARCHAR", "The question.")
_KIND = Column("item_kind", "VARCHAR", "satisfaction, recommend, agreement, importance or quality.")
_RAW = Column("raw", "VARCHAR", "The cell as it stands.")

TABLES: tuple[Table, ...] = (
    Table(
        "answers",
        "one rating",
        (
            _UPLOAD,
            _ROW,
            _RESPONSE,
            _DAY,
            _MONTH,
            _YEAR,
            _BRANCH,
            _WRITTEN,
            _CHANNEL,
            _ITEM,
            _KIND,
            Column("value", "DOUBLE", "The rating on its own scale."),
            Column("scale_min", "DOUBLE", "Lowest value of the scale."),
            Column("scale_max", "DOUBLE", "Highest value of the scale."),
            Column("minimum", "DOUBLE", "Minimum service level (LibQUAL).", nullable=True),
            Column("desired", "DOUBLE", "Desired service level (LibQUAL).", nullable=True),
            _RAW,
        ),
    ),
    Table(
        "not_answered",
        "one cell that says that a question does not apply",
        (
            _UPLOAD,
            _ROW,
            _DAY,
            _MONTH,
            _YEAR,
            _BRANCH,
            _WRITTEN,
            _CHANNEL,
            _ITEM,
            Column("item_kind", "VARCHAR", "Kind of the same upload's ratings of it.", nullable=True),
            Column("scale_min", "DOUBLE", "Lowest value of their scale.", nullable=True),
            Column("scale_max", "DOUBLE", "Highest value of their scale.", nullable=True),
            _RAW,
        ),
    ),
    Table(
        "comments",
        "one comment; never leaves the role that may read it",
        (
            _UPLOAD,
            _ROW,
            _RESPONSE,
            _DAY,
            _MONTH,
            _YEAR,
            _BRANCH,
            _WRITTEN,
            _CHANNEL,
            _ITEM,
            Column("text", "VARCHAR", "The comment as written."),
        ),
    ),
    Table(
        "answers_by_month",
        "month x branch x channel x item x kind x scale x value",
        (
            _MONTH,
            _YEAR,
            _BRANCH,
            _CHANNEL,
            _ITEM,
            Column("item_kind", "VARCHAR", "As in answers; none where nobody rated it.", nullable=True),
            Column("scale_min", "DOUBLE", "Lowest value of the scale.", nullable=True),
            Column("scale_max", "DOUBLE", "Highest value of the scale.", nullable=True),
            Column("value", "DOUBLE", "The rating; none: does not apply.", nullable=True),
            Column("answers", "INTEGER", "How many answers."),
        ),
        derived=True,
    ),
)
