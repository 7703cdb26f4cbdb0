"""What organizations are called: the vocabulary's names, and on top of them the editors' aliases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Names:
    """``known``: names of the vocabulary. ``aliases``: spelling -> the organization it stands for."""

    known: frozenset[str]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def organization(self, spelling: str) -> str:
        """Follow the aliases from a spelling to its organization; a circle is left where it closes."""
        name, seen = spelling, {spelling}
        while name in self.aliases and self.aliases[name] not in seen:
            name = self.aliases[name]
            seen.add(name)
        return name

    def is_known(self, organization: str) -> bool:
        """Whether the vocabulary has the name or an editor has mapped a spelling to it."""
        return organization in self.known or organization in self.aliases.values()

    def changed(self, other: Names) -> set[str]:
        """Find the spellings that mean something else, or become known or unknown, under ``other``."""
        moved = {
            spelling
            for spelling in {*self.aliases, *other.aliases}
            if self.organization(spelling) != other.organization(spelling)
        }
        return moved | (set(self.aliases.values()) ^ set(other.aliases.values()))
