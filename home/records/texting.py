"""Text messages: what one can hold."""

import unicodedata

LENGTH = 160
"""Signs of one message in the alphabet of the phone networks; another alphabet leaves 70 (3GPP TS 23.038)."""

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""Its signs that count for one."""

ALIKE = str.maketrans("’‘«»“”–—\u00a0\u202f", '\'\'""""--  ')


def plain(text: str) -> str:
    """The text in that alphabet: what is not in it loses its accent, or goes."""
    return "".join(_plain(sign) for sign in text.translate(ALIKE))


def _plain(sign: str) -> str:
    if sign in ALPHABET:
        return sign
    return "".join(part for part in unicodedata.normalize("NFKD", sign) if part in ALPHABET)


def fits(text: str) -> bool:
    return len(text) <= LENGTH and set(text) <= ALPHABET
