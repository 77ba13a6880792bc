"""“Did you mean gmail.com?”: slips in the ends of mail addresses. A suggestion, never a block."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from django.forms import Form

from forms.intakes.fields import EmailField

KNOWN = (
    "gmail.com",
    "orange.fr",
    "wanadoo.fr",
    "hotmail.fr",
    "hotmail.com",
    "outlook.fr",
    "outlook.com",
    "live.fr",
    "live.com",
    "msn.com",
    "yahoo.fr",
    "yahoo.com",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "laposte.net",
    "bbox.fr",
    "icloud.com",
    "proton.me",
    "protonmail.com",
    "gmx.fr",
    "gmx.com",
    "aol.com",
    "numericable.fr",
    "club-internet.fr",
)
"""Where most addresses that people here give us are kept. Close to one another, none is a slip for another."""

MEANT_TOO = (
    "mail.com",
    "email.com",
    "ymail.com",
    "sfr.com",
    "protonmail.ch",
    "hotmail.ca",
    "hotmail.ch",
    "hotmail.co.uk",
    "hotmail.com.br",
    "yahoo.ca",
    "yahoo.co.uk",
    "yahoo.com.br",
    "yahoo.com.ar",
)
"""Real domains that look like slips."""

SLIPS = {"gmail.fr": "gmail.com", "gmail": "gmail.com", "laposte.fr": "laposte.net"}
"""Slips that do not look alike enough to be found."""

LIKENESS = 0.82  # finds two letters swapped in a short name, and leaves hotmail.it and outlook.es alone


class Hint(NamedTuple):
    """A doubtful address: the name of its field, the address that was perhaps meant, and all texts of the page."""

    name: str
    meant: str
    texts: list[tuple[str, str]]


def suggested_domain(email: str) -> str:
    """The domain that was perhaps meant; empty when there is nothing to say."""
    _name, _at, domain = email.strip().casefold().rpartition("@")
    if not domain or domain in KNOWN or domain in MEANT_TOO:
        return ""
    return SLIPS.get(domain) or next(iter(get_close_matches(domain, KNOWN, n=1, cutoff=LIKENESS)), "")


def hints(form_class: type[Form], typed: Mapping[str, list[str]]) -> list[Hint]:
    texts = [(name, text) for name, values in typed.items() for text in values]
    doubtful = ((name, suggested(text)) for name, text in texts if name in addresses_in(form_class))
    return [Hint(name, meant, texts) for name, meant in doubtful if meant]


def corrected(form: Form, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What was typed, with the domains that were suggested."""
    asked = addresses_in(type(form))
    return {
        name: [suggested(text) or text for text in texts] if name in asked else list(texts)
        for name, texts in typed.items()
    }


def suggested(email: str) -> str:
    """The whole address, its domain corrected; empty when there is nothing to say."""
    domain = suggested_domain(email)
    return f"{email.rpartition('@')[0]}@{domain}" if domain else ""


def addresses_in(form_class: type[Form]) -> set[str]:
    return {name for name, asked in form_class.base_fields.items() if isinstance(asked, EmailField)}
