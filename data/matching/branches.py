"""Branch names as files write them: which of them are one branch.

Spellings of one name are brought together without asking: case, spaces, punctuation, and library words
("Main Library", "MAIN LIB.", "main"). Typing mistakes are only suggested. A code ("3", "BR-03") is never
matched by likeness: 3 is as like 8 as it is like 4, and only a person knows what it stands for.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from data.matching.titles import key

_LONG_NAME: Final = 10
"""From this many letters on, a name may hold two slips and still be suggested; below, one. Likeness in
percent would not do: Eastside and Westside are as alike as most names and their mistakes."""

_SHORT_FOR: Final = {
    "lib": "library", "libr": "library", "lbry": "library", "libraries": "library",
    "br": "branch", "brch": "branch", "brnch": "branch", "branches": "branch",
    "pub": "public", "ctr": "center", "centre": "center", "cntr": "center",
    "mem": "memorial",
}  # fmt: skip
# Words that a library's branches have in common, so that they do not tell them apart.
_LIBRARY_WORDS: Final = frozenset(
    {"library", "branch", "public", "the", "bibliotheque", "succursale", "biblioteca", "sucursal"}
)
_LEAST_LETTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be a mistyped branch, for a person to confirm; ``score`` 0 to 100."""

    as_written: str
    branch: str
    score: float


def canonical(
    names: Iterable[str], known: Iterable[str] = (), taught: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Give every name the one name of its branch.

    Parameters
    ----------
    names
        As written, repeated as often as they occur.
    known
        Branches the store has already; their spelling wins.
    taught
        Spellings that people have answered for, which win over everything.

    Returns
    -------
    dict
        Each name -> its branch: one that is taught or known, else the best written of the new names
        that mean the same. Names that are only library words or nothing ("Library", "") stand alone.
        Where dropping library words would bring different branches together (there is a Main Library
        and a Main Branch), every name keeps to itself.
    """
    taught = taught or {}
    counts = Counter(names)
    settled = {key(name): branch for name, branch in taught.items() if key(name)}
    known = list(dict.fromkeys([*known, *taught.values()]))
    answer = {name: taught.get(name) or settled.get(key(name), "") for name in counts}
    left = [name for name in counts if not answer[name]]
    by_telling = _together([*known, *left])
    groups: dict[str, list[str]] = {}
    for name in left:
        groups.setdefault(by_telling[name], []).append(name)
    standing = {by_telling[branch]: branch for branch in reversed(known)}
    for group, spellings in groups.items():
        branch = standing.get(group) or _best_written(spellings, counts)
        answer |= dict.fromkeys(spellings, branch)
    return answer


def suggestions(names: Iterable[str], branches: Sequence[str]) -> list[Suggestion]:
    """Find names that look like a mistyped branch, most alike first; each name once, with its likeliest.

    ``names`` are those that ``canonical`` left to themselves. A slip is a letter wrong, missing, too many
    or swapped with the next; the first letter and the numbers must be right, and a name needs four
    letters: shorter ones are codes. Where two branches are equally alike, neither is suggested.
    """
    telling = {branch: text for branch in branches if not _is_code(text := _telling(branch))}
    found = []
    for name in dict.fromkeys(names):
        mine = _telling(name)
        slips = [
            (OSA.distance(mine, text), branch) for branch, text in telling.items() if _is_like(mine, text)
        ]
        best, *others = sorted(slips) or [(0, name)]
        if best[1] == name or (others and others[0][0] == best[0]):
            continue
        score = round(100 * OSA.normalized_similarity(mine, telling[best[1]]), 1)
        found.append(Suggestion(name, best[1], score))
    return sorted(found, key=lambda each: (-each.score, each.as_written))


def _is_like(mine: str, other: str) -> bool:
    """Whether one may be the other with a slip or, in a long name, two."""
    if _is_code(mine) or mine[0] != other[0] or _digits(mine) != _digits(other):
        return False
    most = 2 if min(len(_letters(mine)), len(_letters(other))) >= _LONG_NAME else 1
    return OSA.distance(mine, other, score_cutoff=most) <= most


def _words(name: str) -> list[str]:
    """Split a name into its words, accents off and abbreviations of library words spelled out."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return [_SHORT_FOR.get(word, word) for word in key(plain).split()]


def _telling(name: str) -> str:
    """Give what tells a branch from others; all its words where there are only library words."""
    words = _words(name)
    return " ".join([word for word in words if word not in _LIBRARY_WORDS] or words)


def _together(names: Sequence[str]) -> dict[str, str]:
    """Give every name a group: its telling words where all names with these can be one branch.

    They can if of any two the library words of one are among those of the other: Main, Main Library and
    Main Public Library are one branch; Main Library and Main Branch may be two.
    """
    forms: dict[str, set[frozenset[str]]] = {}
    for name in names:
        forms.setdefault(_telling(name), set()).add(_library_words(name))
    chains = {
        telling: all(a <= b for a, b in pairwise(ordered))
        for telling, found in forms.items()
        for ordered in [sorted(found, key=len)]
    }
    groups = {}
    for name in names:
        telling, exact = _telling(name), " ".join(_words(name))
        is_one = chains[telling] and not _is_short(telling)
        # A name of nothing but punctuation has no words, and is itself.
        groups[name] = f"= {telling}" if is_one and telling else exact or name
    return groups


def _library_words(name: str) -> frozenset[str]:
    return frozenset(_words(name)) & _LIBRARY_WORDS - {"the"}


def _is_short(telling: str) -> bool:
    """Whether it is a number or a letter or two: "Branch 3" may not be the branch with code 3."""
    return (
        any(character.isdigit() for character in telling) and len(_letters(telling)) < _LEAST_LETTERS
    ) or (len(_letters(telling)) < _LEAST_LETTERS - 1)


def _is_code(telling: str) -> bool:
    return len(_letters(telling)) < _LEAST_LETTERS


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _digits(text: str) -> str:
    return " ".join(word for word in text.split() if any(character.isdigit() for character in word))


def _best_written(spellings: Sequence[str], counts: Mapping[str, int]) -> str:
    """Choose how a new branch is called: capitals and small letters, not cut short, most frequent."""

    def quality(name: str) -> tuple[bool, bool, int]:
        is_mixed = not name.islower() and not name.isupper()
        is_whole = all(word not in _SHORT_FOR for word in key(name).split())
        return is_mixed, is_whole, counts[name]

    return " ".join(max(spellings, key=quality).split())
