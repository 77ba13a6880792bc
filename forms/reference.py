"""The number of a request and the code that goes with it: short, sayable on the phone, safe against slips."""

import secrets
import unicodedata

from django.utils.translation import gettext as _

ALPHABET = "23456789ACDEHJKMPQRTWXY"
"""Twenty-three signs, a prime number: the check below then misses no single slip and no swap of two neighbours."""

LOOK_ALIKES = str.maketrans("BGSZ", "8652")
REFERENCE_LENGTH, CODE_LENGTH = 8, 6
CHECKSUM = 5  # any constant would do: this one makes K7M4-2QXD a real number


def new_reference() -> str:
    """A reference such as K7M4-2QXD: seven signs drawn at random and a check character."""
    drawn = "".join(secrets.choice(ALPHABET) for _draw in range(REFERENCE_LENGTH - 1))
    return _grouped(drawn + check_character(drawn))


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _draw in range(CODE_LENGTH))


def check_character(drawn: str) -> str:
    return ALPHABET[(CHECKSUM - _weighed(drawn)) % len(ALPHABET)]


def spelled(reference: str) -> str:
    """K7M4-2QXD as one says it on the phone: K, 7, M, 4, then 2, Q, X, D."""
    first, last = (", ".join(half) for half in reference.split("-"))
    return _("%(first)s, then %(last)s") % {"first": first, "last": last}


def normalise(typed: str) -> str:
    """The reference that someone meant, as we write it; empty when it cannot be one."""
    signs = _signs(typed)
    if len(signs) != REFERENCE_LENGTH or check_character(signs[:-1]) != signs[-1]:
        return ""
    return _grouped(signs)


def normalise_code(typed: str) -> str:
    """The code that someone meant, as we write it; empty when it cannot be one."""
    signs = _signs(typed)
    return signs if len(signs) == CODE_LENGTH else ""


def _signs(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed[:60]).upper()
    signs = "".join(sign for sign in wide if sign.isalnum()).translate(LOOK_ALIKES)
    return signs if set(signs) <= set(ALPHABET) else ""


def _weighed(drawn: str) -> int:
    return sum((REFERENCE_LENGTH - place) * ALPHABET.index(sign) for place, sign in enumerate(drawn))


def _grouped(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:]}"
