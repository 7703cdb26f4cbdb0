"""Items asked on several scales side by side: minimum, desired, perceived; importance beside performance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from data.uploads.satisfaction.headers import item_name, without_tags
from data.vocab.upload_words import plain

_SAID: Final = {
    "minimum": "minimum|minimal|min",
    "desired": "desired|desire|des",
    "perceived": "perceived|perception|perc|per",
    "not applicable": "not applicable|n/a|na",
    "importance": "importance|importancia",
    "performance": "current performance|performance|rendimiento",
    "satisfaction": "satisfaction|satisfaccion",
}
_ANY: Final = "|".join(f"(?P<p{number}>{words})" for number, words in enumerate(_SAID.values()))
_AFTER: Final = r"(?:\s+(?:service\s+)?(?:level|score|rating|mean))?"
_LAST = re.compile(rf"(?P<item>.*?\S)\s*[\s_\-–—:|.(\[/]\s*(?:{_ANY}){_AFTER}[\s)\].]*", re.I | re.S)
_FIRST = re.compile(rf"(?:{_ANY}){_AFTER}\s*[:–—_-]\s*(?P<item>\S.*)", re.I | re.S)
_CODE = re.compile(
    r"(?P<item>(?:as|ic|lp|pc|bf|sp)[-_ ]?\d{1,2})[-_ ]?(?P<part>min|des|per|imp)\w{0,8}", re.I
)
_ALONE = re.compile(rf"(?:{_ANY}){_AFTER}", re.I)

CLASSIC: Final = frozenset({"minimum", "desired", "perceived"})
NEW: Final = frozenset({"importance", "performance"})
LIBSAT: Final = frozenset({"importance", "satisfaction"})


def split(name: str, below: str) -> tuple[str, str]:
    """Give the item and which of its scales a column is; the scale is "" where it is none of them."""
    if below and (found := _ALONE.fullmatch(plain(below))):
        return item_name(name), _which(found)
    text = without_tags(name)
    if found := _CODE.fullmatch(text.strip()):
        short = found["part"].lower()
        return found["item"], next(said for said in _SAID if said.startswith(short) or said[:3] == short)
    for pattern in (_LAST, _FIRST):
        if found := pattern.fullmatch(text):
            item = found["item"].rstrip(" -–—:|.([/_")
            if item:
                return item_name(item), _which(found)
    return item_name(name), ""


def _which(found: re.Match[str]) -> str:
    names = list(_SAID)
    return next(names[number] for number in range(len(names)) if found[f"p{number}"])


def asked_on(
    names: Sequence[str], below: Sequence[str], scales: frozenset[str]
) -> Mapping[int, tuple[str, str]]:
    """Give the columns of items that are asked on all of ``scales``: position -> (item, scale)."""
    found = {at: split(name, below[at] if below else "") for at, name in enumerate(names) if name}
    has: dict[str, set[str]] = {}
    for item, part in found.values():
        if part:
            has.setdefault(plain(item), set()).add(part)
    wanted = scales | {"not applicable"}
    return {
        at: (item, part)
        for at, (item, part) in found.items()
        if part in wanted and scales <= has[plain(item)]
    }
