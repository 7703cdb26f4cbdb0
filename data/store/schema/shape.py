"""What a table and a column of the store are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its DuckDB type and a sentence; ``nullable`` where unknown is allowed."""

    name: str
    type: str
    says: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, its grain in words, its columns, and whether it is derived."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    derived: bool = False

    @property
    def definition(self) -> str:
        """The columns with their types, as CREATE TABLE wants them."""
        return ", ".join(
            f'"{column.name}" {column.type}{"" if column.nullable else " NOT NULL"}'
            for column in self.columns
        )
