"""Amounts, dates, phone numbers and other figures of a French text, and those that another text does not hold.

Simpler words may not change a figure: what an easy-to-read text states, the page states.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]
NUMBER_WORDS = {
    **{"un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7"},
    **{"huit": "8", "neuf": "9", "dix": "10", "douze": "12", "quinze": "15", "vingt": "20", "trente": "30"},
}
PHONE = re.compile(r"\b0\d(?:[ .]?\d{2}){4}\b|\+33 ?\d(?: ?\d{2}){4}\b")
SHORT_PHONE = re.compile(
    rf"(?<=\ble )(?:1\d|1\d\d|[13]\d{{3}})\b(?! (?:{'|'.join(MONTHS)}))"
    rf"|(?<=\bau )(?:1\d|1\d\d|[13]\d{{3}})\b(?! (?:{'|'.join(MONTHS)}))"
)
AMOUNT = re.compile(r"(\d+(?:,\d+)?) ?(€|euros?\b|M€|millions?\b|%)", re.IGNORECASE)
DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:er)? )?({'|'.join(MONTHS)})\b(?: (\d{{4}}))?", re.IGNORECASE)
NUMERIC_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
NUMBER = re.compile(r"\d+(?:,\d+)?")
UNITS = {"euro": "€", "euros": "€", "m€": "million", "millions": "million"}


class Kind(StrEnum):
    PHONE = "phone"
    AMOUNT = "amount"
    DATE = "date"
    NUMBER = "number"


class Fact(NamedTuple):
    """`value` is what is compared: digits and unit, or day, month and year, of which some may be empty."""

    kind: Kind
    value: tuple[str, ...]
    written: str


def missing(text: str, original: str) -> list[Fact]:
    """The facts of a text that its original does not state, each once, in order of kind."""
    known = set(facts(original, in_words=True))
    digits = {number for fact in known for number in fact.value}
    found = dict.fromkeys(facts(text))
    return [fact for fact in found if not _is_stated(fact, known, digits)]


def _is_stated(fact: Fact, known: Iterable[Fact], numbers: set[str]) -> bool:
    if fact.kind is Kind.DATE:
        return any(other.kind is Kind.DATE and _is_part(fact.value, other.value) for other in known)
    if fact.kind is Kind.AMOUNT:
        return any(other.kind is Kind.AMOUNT and other.value == fact.value for other in known)
    return set(fact.value) <= numbers


def _is_part(date: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """February 2018 is part of 14 February 2018, and not the other way round."""
    return all(not mine or mine == theirs for mine, theirs in zip(date, whole, strict=True))


def facts(text: str, *, in_words: bool = False) -> Iterator[Fact]:
    """Each fact once or more. Numbers `in_words` are read too: a page may write three where the easy text has 3."""
    text = _levelled(text)
    for kind, pattern, value in READINGS:
        for match in pattern.finditer(text):
            yield Fact(kind, value(match), match[0].strip())
        text = pattern.sub("\n", text)
    if in_words:
        for word in re.findall(r"\w+", text.lower()):
            if word in NUMBER_WORDS:
                yield Fact(Kind.NUMBER, (NUMBER_WORDS[word],), word)


def _levelled(text: str) -> str:
    """Spaces of one width, and none inside a number of thousands."""
    text = re.sub(r"[ \t\u00a0\u202f]+", " ", text)
    return re.sub(r"(?<=\d) (?=\d{3}\b)(?<!\d\d\d\d )", "", text)


def _phone(match: re.Match) -> tuple[str, ...]:
    return (re.sub(r"\D", "", match[0].replace("+33", "0")),)


def _amount(match: re.Match) -> tuple[str, ...]:
    unit = match[2].lower()
    return match[1], UNITS.get(unit, unit)


def _date(match: re.Match) -> tuple[str, ...]:
    return (match[1] or "").lstrip("0"), str(MONTHS.index(match[2].lower()) + 1), match[3] or ""


def _numeric_date(match: re.Match) -> tuple[str, ...]:
    return match[1].lstrip("0"), match[2].lstrip("0"), match[3]


READINGS = (  # in this order: what one reading takes is not read again
    (Kind.PHONE, PHONE, _phone),
    (Kind.DATE, NUMERIC_DATE, _numeric_date),
    (Kind.DATE, DATE, _date),
    (Kind.AMOUNT, AMOUNT, _amount),
    (Kind.PHONE, SHORT_PHONE, lambda match: (match[0],)),
    (Kind.DATE, YEAR, lambda match: ("", "", match[1])),
    (Kind.NUMBER, NUMBER, lambda match: (match[0],)),
)
