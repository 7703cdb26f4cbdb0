"""Entries as written -> entries as they are known: organizations, topics, a label, an id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from data.catalog.records import Entry, Problem, RawEntry, TopicMatch
from data.catalog.sentences import summary
from data.catalog.text import straight_quotes
from data.vocab.naming import Labels, derive_label
from data.vocab.organizations import Name, funders_of, organizations_within, split_organizations
from data.vocab.problems import cell_problem, problem
from data.vocab.tables import same_courses, topic_areas
from data.vocab.topics import match_topics

FIRST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")
_MADE_BY = re.compile(
    r"\b(?:designed|updated|developed|created|adapted|revised) (?:and \w+ )?by (?:the )?([^.;]+)", re.I
)


def resolve(raw: Sequence[RawEntry]) -> list[Entry]:
    """Look up the names, topics and labels of the entries of one file, in their order.

    An organization the vocabulary does not know keeps its spelling and is a problem of its entry. Labels
    differ within the file; the same course twice keeps one label.
    """
    entries: list[Entry] = []
    labels: dict[str, str] = {}
    taken = Labels()
    for number, entry in enumerate(raw, 1):
        resolved = _resolved(entry, number)
        if resolved.course_id not in labels:
            labels[resolved.course_id] = taken.unlike(resolved.label, _suffixes(resolved))
        resolved.label = labels[resolved.course_id]
        entries.append(resolved)
    return entries


def _resolved(raw: RawEntry, number: int) -> Entry:
    hosts = split_organizations(raw.hosted_by) if raw.hosted_by else ()
    developers = split_organizations(raw.developed_by) if raw.developed_by else ()
    funders = tuple({name.name: name for line in raw.funded_by for name in funders_of(line)}.values())
    topics = _topics(raw)
    problems = [
        *raw.problems,
        *_unknown(raw, raw.hosted_by, hosts, "Hosted by"),
        *_unknown(raw, raw.developed_by, developers, "Developed by"),
    ]
    if not topics:
        problems.append(_no_topic(raw))
    return Entry(
        course_id=course_id(raw, hosts or developers),
        entry_number=number,
        first_line=raw.first_line,
        last_line=raw.last_line,
        label=raw.title or derive_label(raw.description, topics) or f"Course on line {raw.first_line}",
        label_from="page" if raw.title else "derived",
        format=raw.format,
        dated_on=raw.dated_on,
        date_precision=raw.date_precision,
        year=raw.year,
        minutes=raw.minutes,
        hosts=_names(hosts),
        developers=_names(developers),
        funders=_names(funders),
        designers=_designers(raw.designed_by),
        presenters=raw.presenters,
        moderators=raw.moderators,
        experts=raw.experts,
        lead_developers=raw.lead_developers,
        objectives=raw.objectives,
        topics=topics,
        summary=summary(raw.description),
        description=raw.description,
        listed_id=raw.listed_id,
        source_text=raw.source_text,
        problems=tuple(sorted(problems, key=lambda each: each.source_row or 0)),
    )


def course_id(raw: RawEntry, organizations: Sequence[Name]) -> str:
    """Give the id of a course: 16 hexadecimal digits, the same on every page that lists it.

    It is the beginning of the SHA-256 of three lines: the ISO date, else the year, else nothing; the
    organizations (hosts, or developers where no host is named) by the shipped vocabulary, in alphabetical
    order, joined by "|"; the first 12 words of the description, or the title where there is none, as
    letters and digits in lower case, joined by spaces. ``same_courses.csv`` says which ids stand for a
    course that the built-in catalog tells in other words.
    """
    when = raw.dated_on.isoformat() if raw.dated_on else str(raw.year or "")
    who = "|".join(sorted(name.name.casefold() for name in organizations))
    head = straight_quotes((raw.description or raw.title)[:600]).replace("'", "").casefold()
    words = " ".join(_WORD.findall(head)[:FIRST_WORDS])
    digest = hashlib.sha256("\n".join((when, who, words)).encode("utf-8", "replace")).hexdigest()[:16]
    return same_courses().get(digest, digest)


def _topics(raw: RawEntry) -> tuple[TopicMatch, ...]:
    """Give the topics a course list states, else those of the vocabulary."""
    if raw.listed_topics:
        return tuple(TopicMatch(label, rank) for rank, label in enumerate(raw.listed_topics, 1))
    return match_topics(raw.title, raw.description, raw.objectives)


def _names(organizations: Sequence[Name]) -> tuple[str, ...]:
    return tuple(organization.name for organization in organizations)


def _designers(text: str) -> tuple[str, ...]:
    """Give the organizations behind a course design; people named there are not organizations."""
    if not text:
        return ()
    if known := organizations_within(text):
        return known
    made_by = [part for found in _MADE_BY.finditer(text) for part in split_organizations(found[1])]
    return tuple(dict.fromkeys(name.name for name in made_by))


def _unknown(raw: RawEntry, written: str, organizations: Sequence[Name], label: str) -> Iterator[Problem]:
    for organization in organizations:
        if organization.is_known:
            continue
        if raw.is_row:
            yield cell_problem("unknown_host", raw.first_line, _column_of(raw, written), organization.name)
        else:
            yield problem("unknown_host", _line_of(raw, label), label, organization.name)


def _line_of(raw: RawEntry, label: str) -> int:
    """Give the physical line on which a label of the entry stands."""
    at = raw.source_text.lower().find(label.lower())
    return raw.first_line + raw.source_text.count("\n", 0, max(at, 0))


def _column_of(raw: RawEntry, written: str) -> str:
    """Give the name of the column that holds a cell, as the list spells it."""
    lines = (line.partition(": ") for line in raw.source_text.split("\n"))
    return next((name for name, _, cell in lines if cell == written), "")


def _no_topic(raw: RawEntry) -> Problem:
    if raw.is_row:
        return cell_problem("no_topic", raw.first_line, "topic")
    return problem("no_topic", raw.first_line)


def _suffixes(entry: Entry) -> Iterator[str]:
    if entry.year:
        yield str(entry.year)
    for presenter in entry.presenters[:1]:
        yield presenter.rsplit(" ", 1)[-1]
    for host in (entry.hosts or entry.developers)[:1]:
        if len(host) <= 20:
            yield host


def known_topics(labels: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part topic labels into those of the vocabulary, spelled as there, and those that are not."""
    canonical = {straight_quotes(label).casefold(): label for label in topic_areas()}
    known: list[str] = []
    unknown: list[str] = []
    for label in labels:
        found = canonical.get(" ".join(straight_quotes(label).casefold().replace("&", "and").split()))
        (known if found else unknown).append(found or label)
    return tuple(dict.fromkeys(known)), tuple(unknown)
