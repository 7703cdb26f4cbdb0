"""A sheet with its header found: which column holds what, and the rows under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.uploads.encoded import Encoded, Mask, encode
from data.uploads.records import Sheet
from data.vocab.upload_columns import field_of, header_key

# From this many rows on, threads are worth their start.
_MANY: Final = 50_000


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one course or activity in a wide table; those it does not have are None."""

    name: str
    mark: int | None = None
    date: int | None = None
    hours: int | None = None
    score: int | None = None

    @property
    def columns(self) -> list[int]:
        """The columns it has."""
        return [at for at in (self.mark, self.date, self.hours, self.score) if at is not None]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a sheet's table is.

    ``header`` are the positions of its header rows, ``names`` the columns' names, ``fields`` says which
    column holds a field. ``groups`` is filled for wide tables: one row a person, columns for each course.
    """

    sheet: Sheet
    header: tuple[int, ...]
    names: tuple[str, ...]
    fields: dict[str, int]
    groups: tuple[Group, ...] = ()

    @property
    def start(self) -> int:
        """The position of the first row under the header."""
        return self.header[-1] + 1

    def has(self, *fields: str) -> bool:
        """Whether one of the fields has a column."""
        return any(name in self.fields for name in fields)

    def name(self, field_name: str) -> str:
        """Give the header of a field's column, "" without one."""
        return self.names[self.fields[field_name]] if field_name in self.fields else ""


@dataclass(slots=True)
class Body:
    """The rows of a table, header left out and titles above it left in; each column encoded once."""

    table: Table
    _encoded: dict[int, Encoded] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows there are that are not header rows."""
        return self.table.sheet.height - len(self.table.header)

    @property
    def above(self) -> int:
        """How many rows stand above the header."""
        return self.table.header[0]

    def cut(self, values: np.ndarray) -> np.ndarray:
        """Leave the header rows out of an array with one entry a row of the sheet."""
        return np.delete(values, list(self.table.header)) if self.above else values[self.table.start :]

    def column(self, at: int) -> pa.Array:
        """Give the cells of a column."""
        cells = self.table.sheet.columns[at] if at < len(self.table.sheet.columns) else None
        if cells is None:
            return pa.array([""] * self.height, pa.string())
        under = cells.slice(self.table.start)
        return pa.concat_arrays([cells.slice(0, self.above), under]) if self.above else under

    def cells(self, at: int) -> Encoded:
        """Give a column as its distinct texts."""
        if at not in self._encoded:
            self._encoded[at] = encode(self.column(at))
        return self._encoded[at]

    def encode(self, fields: Iterable[str]) -> None:
        """Encode the columns of several fields at once, on as many cores as there are."""
        places = [self.table.fields[name] for name in fields if name in self.table.fields]
        wanted = [at for at in dict.fromkeys(places) if at not in self._encoded]
        if self.height < _MANY or len(wanted) < 2:
            return
        with ThreadPoolExecutor() as pool:
            self._encoded.update(
                zip(wanted, pool.map(lambda at: encode(self.column(at)), wanted), strict=True)
            )

    def of(self, field_name: str) -> Encoded | None:
        """Give the column of a field, None without one."""
        at = self.table.fields.get(field_name)
        return None if at is None else self.cells(at)

    def filled(self) -> np.ndarray:
        """Count the cells of each row that are not empty."""
        count = np.zeros(self.height, np.int64)
        for at in range(len(self.table.sheet.columns)):
            count += self.is_filled(at)
        return count

    def is_filled(self, at: int) -> Mask:
        """Say in which rows a column has something."""
        if at in self._encoded:
            return self._encoded[at].where(bool)
        return np.asarray(pc.not_equal(self.column(at), "").to_numpy(zero_copy_only=False), dtype=bool)


def fields_in(names: Sequence[str]) -> tuple[dict[str, int], str]:
    """Say which column holds each field, the clearest spelling first; and a name that stands twice, or "".

    Only names of fields count as standing twice: activities and questions may repeat.
    """
    found: dict[str, tuple[int, int]] = {}
    twice = ""
    for at, name in enumerate(names):
        meant = field_of(name)
        if meant is None:
            continue
        known = found.get(meant.name)
        if known and header_key(names[known[1]]) == header_key(name):
            twice = twice or name
        if known is None or meant.rank < known[0]:
            found[meant.name] = (meant.rank, at)
    return {name: at for name, (_, at) in found.items()}, twice
