"""What a column's words speak of: a branch, a comment, a person, a count, a survey, a training course.

Patterns are matched against ``spoken`` text (lower case, no accents), in English, French and Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.vocab.survey_words import spoken


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_BRANCH = _any(
    (
        r"\b(?:which|what)\b(?:\s+[\w']+){0,3}?\s+(?:branch(?:es)?|library|libraries|location|bookmobile)\b"
        r"(?!\s+(?:services?|programs?|resources?|materials?|events?|website|collections?|card|staff))",
        r"\b(?:select|choose|indicate|pick|identify|name)\b[^.?]{0,30}\b(?:branch|library|location)\b",
        r"^(?:your|my)\s+(?:home |local |usual |library )?(?:branch|library|location)\W*$",
        r"\bwhere did you (?:visit|use)\b",
        r"\b(?:quelle?|choisissez|selectionnez|indiquez)\b[^.?]{0,30}"
        r"\b(?:succursale|bibliotheque|mediatheque)\b",
        r"\bvotre (?:succursale|bibliotheque)\W*$",
        r"\b(?:que|cual|seleccione|elija|indique)\b[^.?]{0,30}\b(?:biblioteca|sucursal|sede)\b",
        r"^(?:su|tu) (?:biblioteca|sucursal)\W*$",
    )
)
_COMMENT = _any(
    (
        r"\b(?:comments?|suggestions?|feedback|remarks?|tell us|anything else|why|what else|explain)\b",
        r"\b(?:in your own words|describe|improve|how (?:could|can|might) we)\b",
        r"\bwhat (?:did|do|would|could|can|should) (?:you|we|the library)\b"
        r"(?! (?:usually |mostly |most often )?(?:use|borrow|visit|come|attend|need))",
        r"\bwhat (?:is )?one thing\b",
        r"\b(?:commentaires?|remarques?|dites-nous|pourquoi|autre chose|ameliorer|precisez)\b",
        r"\bqu'avez-vous\b|\bque pensez-vous\b",
        r"\b(?:comentarios?|sugerencias?|por que|cuentenos|algo mas|mejorar|explique)\b|\bque le gusto\b",
    )
)
_PERSON = _any(
    (
        r"\b(?:your|patron|full|first|last) name\b",
        r"\be-?mail\b|\bphone\b|\btelephone\b|\bcard number\b|\bcontact (?:you|info)",
        r"\bvotre (?:nom|courriel|adresse)\b|\b(?:su|tu) (?:nombre|correo|telefono)\b",
    )
)
_COUNT = _any(
    (
        r"\bhow (?:many|much|long|old)\b|\bnumber of\b|\bcombien\b|\bcuant[oa]s?\b|\bnombre de\b",
        r"\b(?:age|zip|postal|years?|grade|minutes|hours|visits|children|people|household|duration)\b\W*$",
        r"\b(?:count|attendance|id|code|total|week|month)\b\W*$",
    )
)
_CHOICE = _any(
    (
        r"^(?:which|who|where|when|how often)\b|\bhow often do\b",
        r"^(?:do|did|does|have|are|were|is|was|will|can) (?:you|your|this|it|there|we)\b",
        r"^(?:what is|what's|what are) your\b|^(?:quel|quelle|avez-vous|etes-vous|a quelle frequence)\b",
        r"^(?:cual|con que frecuencia|ha\b|es usted|tiene)\b",
    )
)
_SURVEY = _any(
    (
        r"\b(?:satisf\w*|rat(?:e|ing|ings)|scores?|nps|overall|experience|quality|helpful\w*|agree\w*)\b",
        r"\b(?:recommend|recommand|recomend|recomiend|importan)\w*",
        r"\b(?:survey|feedback|stars?|likely|easy|ease|friendl\w*|courte\w*|welcom\w*|staff)\b",
        r"\b(?:insatisf\w*|accueil|evaluation|enquete|sondage|qualite|personnel)\b",
        r"\b(?:encuesta|calificacion|valoracion|calidad|personal)\b",
    )
)
_OPINION = _any(
    (
        r"\b(?:(?:dis|un|in)?satisf\w*|rate|rated|ratings?|scores?|opinion|agree\w*|likely)\b",
        r"\b(?:important|easy|happy|how (?:helpful|useful))\b",
        r"\bhow (?:would|do) you (?:feel|find)\b",
        r"\b(?:recommend|recommand|recomend|recomiend)\w*",
        r"\b(?:evaluez|notez|qualite|d'accord|califique|valore|calidad|de acuerdo)\b",
    )
)
_TRAINING = _any(
    (
        r"\b(?:courses?|training|learners?|enrol\w*|credits?|ceus?|module|lesson|tutorial|certificate)\b",
        r"\b(?:contact hours|employee|staff (?:id|name|member)|progress)\b",
        r"\b(?:completed|completion date|completion status|date completed)\b",
        r"\b(?:cours|formation|apprenant|stagiaire|cursos?|capacitacion|empleado)\b",
    )
)


def asks_for_branch(question: str) -> bool:
    """Whether a question asks which branch it is about."""
    return _BRANCH.search(spoken(question)) is not None


def asks_for_comment(question: str) -> bool:
    """Whether a question asks for words of one's own."""
    return _COMMENT.search(spoken(question)) is not None


def asks_for_person(question: str) -> bool:
    """Whether a question asks who somebody is or how to reach them."""
    return _PERSON.search(spoken(question)) is not None


def asks_for_count(question: str) -> bool:
    """Whether a question asks for a number that is no rating: an age, visits, a postal code."""
    return _COUNT.search(spoken(question)) is not None


def asks_for_choice(question: str) -> bool:
    """Whether a question asks for a fact or a choice, whose answers may be exported as codes."""
    return _CHOICE.search(spoken(question)) is not None and not asks_for_opinion(question)


def speaks_of_survey(text: str) -> bool:
    """Whether a column's name has words that surveys of patrons use."""
    return _SURVEY.search(spoken(text)) is not None


def asks_for_opinion(question: str) -> bool:
    """Whether a question asks for a judgment, be it of the hours or of the number of computers."""
    return _OPINION.search(spoken(question)) is not None


def speaks_of_training(headers: Sequence[str]) -> bool:
    """Whether two column names or more, short ones, are those of a list of courses and learners."""
    return sum(_TRAINING.search(spoken(each)) is not None for each in headers if len(each.split()) <= 3) > 1
