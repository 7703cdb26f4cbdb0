"""A pack as one HTML file: it opens offline, asks nothing of anybody, and prints a finding a page."""

from __future__ import annotations

import base64
from html import escape
from typing import Final

from analysis import wording
from charts.theme import LIGHT
from report.pack import drawing
from report.pack.outline import PRACTICE, Item, Outline, foot, notes, shows
from report.pack.printable import printable
from report.pack.svg import svg

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser lets the file do: show its own styles and pictures, and nothing else."""

STYLE: Final = f"""
body {{ font: 18px/1.5 "Source Sans 3", Calibri, "Segoe UI", sans-serif; color: {LIGHT.ink};
  background: {LIGHT.background}; max-width: 820px; margin: 0 auto; padding: 2rem 1.25rem; }}
h1, h2 {{ font-family: "Source Serif 4", Georgia, serif; font-weight: 600; line-height: 1.25; }}
h1 {{ font-size: 2.25rem; }} h2 {{ font-size: 1.6rem; margin: 0 0 .25rem; }}
section {{ border-top: 1px solid {LIGHT.rule}; padding: 2rem 0; break-inside: avoid; }}
.note {{ color: {LIGHT.gray}; font-size: .9rem; margin: .25rem 0; overflow-wrap: anywhere; }}
svg {{ width: 100%; height: auto; margin: 1rem 0; }}
table {{ border-collapse: collapse; font-size: .9rem; }} .wide {{ overflow-x: auto; }}
th {{ text-align: left; font-weight: 400; color: {LIGHT.gray}; }}
th, td {{ border-bottom: 1px solid {LIGHT.table_rule}; padding: .3rem 1rem .3rem 0; vertical-align: top; }}
summary {{ cursor: pointer; color: {LIGHT.link}; }} pre {{ white-space: pre-wrap; font: inherit; }}
img {{ max-height: 64px; }}
@media print {{ section {{ break-before: page; border: 0; }} details {{ display: none; }}
  body {{ max-width: none; padding: 0; }} svg {{ max-height: 6.5in; }} }}
"""


def html_bytes(outline: Outline) -> bytes:
    """Write the pack as one HTML file in UTF-8; every text in it is escaped."""
    told = [outline.library, outline.period, f"Made on {wording.day(outline.made_on)}"]
    if outline.is_practice:
        told.append(PRACTICE)
    cover = "".join(f"<p class='note'>{_text(line)}</p>" for line in told if line)
    changes = "".join(f"<li>{_text(line)}</li>" for line in outline.changes)
    if changes:
        changes = f"<section><h2>What changed since the last meeting</h2><ul>{changes}</ul></section>"
    findings = "".join(_finding(item, outline) for item in outline.items)
    page = (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<meta http-equiv='Content-Security-Policy' content=\"{POLICY}\">"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{_text(outline.title)}</title><style>{STYLE}</style></head><body><main>"
        f"{_logo(outline)}<h1>{_text(outline.title)}</h1>{cover}{changes}{findings}</main></body></html>"
    )
    return page.encode("utf-8", errors="replace")


def _text(text: str) -> str:
    return escape(printable(text))


def _logo(outline: Outline) -> str:
    if not outline.logo:
        return ""
    kind = "png" if outline.logo.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(outline.logo).decode()
    return f"<img src='data:image/{kind};base64,{data}' alt='{_text(f'Logo of {outline.library}')}'>"


def _finding(item: Item, outline: Outline) -> str:
    said = item.answer
    drawn = svg(drawing.spec(said, outline.accent, item.words))
    label = escape(printable(drawing.as_text(said)), quote=True)
    figure = drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1) if drawn else _table(item)
    behind = f"<details><summary>Table</summary>{_table(item)}</details>" if drawn else ""
    detail = f"<p>{_text(item.detail)}</p>" if item.detail else ""
    return (
        f"<section><h2>{_text(item.headline)}</h2>"
        f"{detail}<p class='note'>{_text(shows(said))}</p>{figure}"
        f"<p class='note'>{_text(foot(said, is_practice=outline.is_practice))}</p>{behind}"
        f"<details><summary>How it is counted</summary><pre>{_text(notes(item))}</pre></details></section>"
    )


def _table(item: Item) -> str:
    head, *rows = drawing.cells(item.answer)
    heads = "".join(f"<th scope='col'>{_text(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class='wide'><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
