"""How descriptions lead up to what a course is about: openings, lead-ins, and where a clause ends."""

from __future__ import annotations

import re

from data.catalog.text import one_line, words

LEAST, GOOD_FROM, MOST = 10, 18, 60
# How long a clause may be before it is cut to size.
REACH = 110


def any_of(listed: str) -> str:
    """Make a pattern of the alternatives in ``listed``, which "|" divides; line breaks do not count."""
    return f"(?:{'|'.join(one_line(part) for part in listed.split('|'))})"


_EVENT = any_of("webinar|course|session|workshop|program|presentation|training|tutorial|archive")

# "Learn how to", "ways to", "the art of": what follows says what the course is about. In lower case.
LEAD_IN = re.compile(
    r"\b(?:"
    + any_of("learn|discover|explore|understand|know|show you|teach you|help you|demonstrate|examine")
    + r"(?: about)?(?: (?:how|ways|strategies|techniques|practical ways|simple ways))?(?: for libraries)? to|"
    + any_of(
        "how|ways|tools|strategies|skills|steps|ideas|tips|methods|techniques|importance|approach(?:es)?"
    )
    + r" (?:to|for|of|in)|"
    + any_of("strain|challenge|challenges|art|basics|fundamentals|essentials|success|power|practice")
    + r" (?:of|in)|"
    + any_of(
        """focus(?:es)? on|introduction to|overview of|guide to|look at|insights on|approach (?:for|to)
        |designed to|commitment to|commit to|prepared to|capable of|able to"""
    )
    + r") (?:effectively |successfully |better )?(?=\w)"
)
# "Improve your skills in": said behind a lead-in, and still not what the course is about.
STEPS_ON = re.compile(
    r"(?:(?:ramp up|improve|build|sharpen|develop|use|apply|gain|strengthen) (?:your|the|their|our) (?:own )?"
    r"(?:\w+ )?(?:skills|abilities|knowledge|tools) (?:to|in|for|of|with) |be able to |begin to "
    r"|help (?:you |your library |staff )?(?:to )?)",
    re.I,
)
# "In this webinar, you will", "Join us to", "Learn how to" at the beginning of a sentence.
OPENING = re.compile(
    rf"(?:(?:in|join|attend|during) (?:us (?:for|in) )?(?:this|our|the) (?:\w+[ -]){{0,3}}?{_EVENT}s?,? ?"
    r"(?:to |as |for |and |we(?: will|'ll|’ll)? |you(?: will|'ll|’ll)? )?"
    rf"|this (?:\w+[ -]){{0,3}}?{_EVENT} (?:will )?\w+ (?:you )?"
    r"|(?:come )?(?:learn|discover|find out|explore)(?: about)? (?:how to |ways to )?"
    r"|join us (?:for|as|to) )",
    re.I,
)
# Where a clause ends: a stop, or a word that begins the next clause. In lower case.
_END = re.compile(
    r"[.,;:?!()“”\"\n…]|(?<= )[–—-](?= )| (?="
    + any_of(
        """is|are|was|were|has|have|can|could|will|would|may|might|must|should
        |that|which|who|whose|so|while|when|where|because|since|although|if|as|than|whether|until
        |using|including|without|before|after|by|from|into|during|beyond|based|designed|highlighting
        |teaching|requires?|begins?|starts?|comes?|asks?|calls?|provides?|enables?|means|helps?|allows?|offers?|gives?
        |makes?|takes?|brings?|shares|extends|shapes|affects|becomes|includes|describes|introduces|explores
        |examines|highlights|teaches|covers|it|they|we|you
        |and (?:how|to|ways|learn|explore|gain|understand|discover|then|what|the ways|also|you|we|for)
        |or (?:between|to)|with an? |in order|to (?:ensure|help|make)
        |(?:tell|show|share|explain|talk)s? (?:how|what|why|about|which|their|you)"""
    )
    + r"\b)"
)
# "Patrons who have": the verb behind the relative word does not end the clause once more.
_RELATIVE = re.compile(r" (?:that|which|who|whose) \w+")
_NOT_FIRST = words(
    "and or the a an to of for that this these those your their our its some also both how more as"
)
_NOT_LAST = words(
    "and or of the a an to for in on with by from at as your their its our this these those that is are "
    "but & into about between not no any all more than such own his her how including among while be "
    "before after without what which who why when where often always usually very really also "
    "need live shapes extend extends matter affect affects face faces become want wants know knows"
)
_YEAR_FIRST = re.compile(r"\A(?:the )?(?:19|20)\d\d (?=\w)", re.I)
_NO_QUOTES = str.maketrans("", "", '“”"')
_AROUND = " ,.;:–—-*®'\"“”‘"
_JOINTS = (" and ", " for ", " with ", " in ", " to ", " or ", " of ")


def clause(text: str, lowered: str, start: int) -> str:
    """Give the words from ``start`` to the clause's end, or to the next one where that is too little.

    ``lowered`` is ``text`` in lower case, letter for letter.
    """
    limit = min(len(text), start + REACH)
    end = _END.search(lowered, start + 3, limit)
    said = end.start() - start if end else limit
    if end and (said < LEAST or (said < GOOD_FROM and text[end.start()] == " ")):
        relative = _RELATIVE.match(lowered, end.start(), limit)
        end = _END.search(lowered, relative.end() if relative else end.end() + 1, limit)
    return text[start : end.start() if end else limit]


def trimmed(text: str) -> str:
    """Cut a clause to ``MOST`` characters between words, without a year before it or a dangling word."""
    text = _YEAR_FIRST.sub("", one_line(text.translate(_NO_QUOTES)).strip(_AROUND), count=1)
    if len(text) > MOST:
        cut = text[: MOST + 1].rsplit(" ", 1)[0]
        joint = max(cut.rfind(word) for word in _JOINTS)
        text = cut[:joint] if joint >= GOOD_FROM else cut
    parts = text.split(" ")
    while parts and parts[0].lower() in _NOT_FIRST:
        del parts[0]
    while parts and parts[-1].strip(_AROUND).lower() in _NOT_LAST:
        del parts[-1]
    return " ".join(parts).strip(" ,.;:–—-")[:MOST]
