"""How a French name sounds, roughly: two spellings of a name give one code. It suggests, and decides nothing."""

import re

from home.records.hashing import name_words

SOUNDS = [
    (r"e?au(?:l(?=[tdxs]+$))?x?", "o"),
    (r"bv", "v"),
    (r"ph", "f"),
    (r"[ck]h(?=[rl])|qu?|ck|c(?=[aou]|[^eiyh]|$)", "k"),
    (r"c(?=[eiy])|ss|sc(?=[eiy])|x$", "s"),
    (r"sch|sh", "ch"),
    (r"gn", "n"),
    (r"g(?=[eiy])", "j"),
    (r"(?<!^)[aeo]?i[nm](?=[^aeiouyn]|$)|[ae][nm](?=[^aeiouynm]|$)", "an"),
    (r"[ae]i|e[iyt]$|er$|ez$", "e"),
    (r"y", "i"),
    (r"oi", "oa"),
    (r"(?<!c)h", ""),
    (r"(?<=.)[tdsxzpe]+$", ""),
    (r"(.)\1+", r"\1"),
]
"""Applied in this order to a word without accents."""


def sound(word: str) -> str:
    for pattern, heard in SOUNDS:
        word = re.sub(pattern, heard, word)
    return word


def name_sound(name: str) -> str:
    """The sounds of the words of a name, in no order: given and family names change places on forms."""
    return " ".join(sorted(filter(None, map(sound, name_words(name)))))
