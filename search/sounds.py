"""How a word sounds, roughly: who writes as they hear is understood, « chofage » as « chauffage »."""

import re
from functools import lru_cache

SHORTEST = 3

FRENCH = (
    (r"eau|au", "o"),
    (r"ph", "f"),
    (r"ch|sh", "X"),  # a letter of its own, which nothing below changes
    (r"gn", "n"),
    (r"qu|ck|q|k", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"ge(?=[aou])|g(?=[eiy])", "j"),
    (r"gu(?=[eiy])", "g"),
    (r"s?ti(?=on)", "si"),
    (r"z", "s"),
    (r"w", "v"),
    (r"h", ""),
    (r"y", "i"),
    (r"ai|ei|oe", "e"),
    (r"[ae][nm](?=[^aeiounm]|$)", "2"),
    (r"(?:i|e2|u)[nm](?=[^aeiounm]|$)", "3"),
    (r"om(?=[bp])", "on"),
    (r"(.)\1+", r"\1"),
    (r"(?:er|es|et|ent|e|s|t|d|x)+$", ""),
)
ENGLISH = (
    (r"ph", "f"),
    (r"ck|q|k", "k"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"igh|y", "i"),
    (r"z", "s"),
    (r"ie|ei|ee|ea", "i"),
    (r"oo|ou", "u"),
    (r"(.)\1+", r"\1"),
    (r"e$", ""),
)
STEPS = {
    language: [(re.compile(before), after) for before, after in steps]
    for language, steps in {"fr": FRENCH, "en": ENGLISH}.items()
}


@lru_cache(maxsize=50_000)
def sound(word: str, language: str) -> str:
    """Words that are said alike share it. Empty for a folded word too short to be told from others by ear."""
    for before, after in STEPS.get(language, STEPS["fr"]):
        word = before.sub(after, word)
    return word if len(word) >= SHORTEST else ""
