"""What is wrong with a record as such, before anybody looks at its answers."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from data.uploads.dates import DateColumn, instead
from data.uploads.encoded import is_again, numbered
from data.uploads.records import Sheet
from data.uploads.satisfaction.body import Body, Flags, Numbers, where
from data.uploads.satisfaction.layout import QUALTRICS, Layout
from data.uploads.satisfaction.ledger import Ledger
from data.vocab.survey_words import is_totals
from data.vocab.upload_problems import cells
from data.vocab.upload_words import plain

# Qualtrics: previews, tests and spam, by their words and their codes.
_TESTS: Final = frozenset(
    {"1", "2", "8", "9", "17", "survey preview", "survey test", "spam", "preview spam", "offline preview"}
)


def account(ledger: Ledger, body: Body, found: Layout, container: str, dates: DateColumn | None) -> None:
    """Ignore what is no data and reject what is damaged, in ``ledger``."""
    sheet = found.sheet
    _above(ledger, found)
    ledger.ignore(body.widths == 0, "blank_row")
    ledger.ignore(_repeats(body, found), "repeated_header")
    undated = np.flatnonzero(ledger.open if dates is None else ledger.open & ~valid(dates.dates))
    ledger.ignore(_totals(body, undated), "totals_row")
    ledger.ignore(_notes(body, found, undated), "metadata_row")
    ledger.reject(np.isin(body.source_rows, sheet.nul_rows), "nul_byte")
    expected = cells(found.width)
    if sheet.cut_row is not None:
        cut = body.source_rows == sheet.cut_row
        counted: list[dict[str, object]] = [
            {"found": cells(int(width)), "expected": expected} for width in body.widths[cut]
        ]
        ledger.reject(cut, "wrong_field_count", words=counted)
    wrong = body.widths != found.width if container == "csv" else body.widths > found.width
    ledger.reject(
        wrong,
        "wrong_field_count",
        words=[{"found": cells(int(width)), "expected": expected} for width in body.widths[wrong]],
    )
    if found.source_format == QUALTRICS and "status" in found.roles:
        status = body.coded(found.roles["status"])
        tests = where([plain(word) in _TESTS for word in status.words()], status)
        ledger.reject(
            tests, "test_response", found.header("status"), body.values(found.roles["status"], tests)
        )


def valid(column: pa.Array) -> Flags:
    """Say which entries of a column are known."""
    return np.asarray(column.is_valid().to_numpy(zero_copy_only=False), dtype=bool)


def _above(ledger: Ledger, found: Layout) -> None:
    """Titles above the header are rows of the file, but no data."""
    sheet: Sheet = found.sheet
    above = range(found.header_at)
    ledger.ignore_above([int(sheet.source_rows[at]) for at in above if not sheet.widths[at]], "blank_row")
    ledger.ignore_above([int(sheet.source_rows[at]) for at in above if sheet.widths[at]], "metadata_row")
    for name, titles, blanks in found.above:
        ledger.ignore_above(blanks, "blank_row", name)
        ledger.ignore_above(titles, "metadata_row", name)


def _repeats(body: Body, found: Layout) -> Flags:
    """Rows that say the same as one of the header's."""
    rows = [found.sheet.row(at) for at in range(found.header_at, found.first)]
    same = np.zeros(body.height, dtype=bool)
    for header in rows:
        key = next((at for at, name in enumerate(header) if name), None)
        if key is None:
            continue
        coded = body.coded(key)
        for at in np.flatnonzero(where([word == header[key] for word in coded.words()], coded)):
            same[at] = body.row(int(at)) == header
    return same


def _totals(body: Body, undated: Numbers) -> Flags:
    """Rows that begin with "Total" or "Average" where other rows have a date or an id."""
    rows = np.zeros(body.height, dtype=bool)
    for position in list(body.columns)[:3]:
        texts = _texts(body, position, undated)
        rows[undated] |= np.array([is_totals(text) for text in texts], dtype=bool)
    return rows


def _notes(body: Body, found: Layout, undated: Numbers) -> Flags:
    """Footnotes: rows with text in the first cell alone, in a table of three columns and more."""
    rows = np.zeros(body.height, dtype=bool)
    if found.width < 3 or any(each.position == 0 for each in found.comments):
        return rows
    filled = np.zeros(len(undated), dtype=np.int32)
    for position in body.columns:
        coded = body.coded(position)
        filled += ~coded.blank()[coded.codes[undated]]
    texts = _texts(body, 0, undated)
    rows[undated] = (filled == 1) & np.array([_is_note(text) for text in texts], dtype=bool)
    return rows


def _texts(body: Body, position: int, places: Numbers) -> list[str]:
    coded = body.coded(position)
    return [str(text) for text in coded.texts.take(pa.array(coded.codes[places])).to_pylist()]


def _is_note(text: str) -> bool:
    """Whether a text alone in its row is a sentence, not a date or an id."""
    return " " in text and len(text) > 10 and 3 * sum(letter.isdigit() for letter in text) < len(text)


def reject_duplicates(ledger: Ledger, body: Body, found: Layout, dates: DateColumn | None) -> None:
    """Count a row that stands twice once, where an id or a time of day says that it is the same response."""
    among = ledger.open.copy()
    if "response_id" in found.roles:
        ids = body.coded(found.roles["response_id"])
        among &= ~where(ids.blank(), ids)
    elif dates is None or not dates.has_time:
        return
    places = np.flatnonzero(among)
    codes = numbered(_keys(body, places))
    again = is_again(codes)
    if not again.any():
        return
    first = places[np.flatnonzero(~again)[codes[again]]]
    rows = np.zeros(body.height, dtype=bool)
    rows[places[again]] = True
    pairs = zip(first.tolist(), np.flatnonzero(rows).tolist(), strict=True)
    ledger.reject(rows, "duplicate_row", words=[{"first": ledger.place(at, again)} for at, again in pairs])


def _keys(body: Body, places: Numbers) -> Numbers:
    """Give a number for each row, the same for rows whose cells are all the same."""
    keys = np.zeros(len(places), dtype=np.int64)
    most = 1
    for position in body.columns:
        coded = body.coded(position)
        kinds = len(coded.texts)
        if most * kinds >= 2**62:
            keys = numbered(keys)
            most = int(keys.max(initial=0)) + 1
        keys = keys * kinds + coded.codes[places]
        most *= kinds
    return keys


def reject_bad_dates(ledger: Ledger, body: Body, found: Layout, dates: DateColumn) -> None:
    """Reject what stands in the date column and is no date, can be read two ways, or lies in the future."""
    faults = valid(dates.faults) & ledger.open
    if not faults.any():
        return
    codes = np.asarray(dates.faults.filter(faults).to_pylist(), dtype=object)
    position = found.roles["responded_on"]
    for code in ("bad_date", "ambiguous_date", "future_date"):
        rows = faults.copy()
        rows[np.flatnonzero(faults)] = codes == code
        values = body.values(position, rows)
        words: list[dict[str, object]] = [{"instead": instead(code, value, dates.order)} for value in values]
        ledger.reject(rows, code, found.headers[position], values, words)
