"""Words as they are compared, in French and in English: without case, accent or elision, and reduced to a light stem.

The database engines index and ask with these; Elasticsearch has the same chain of its own (`search.engines.mapping`).
"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

ALGORITHMS = {"fr": "french", "en": "english"}
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu)'(?=\w)")
INNER_MARK = re.compile(r"(?<=\w)['\-](?=\w)")
WORD = re.compile(r"[a-z0-9]+")
LETTERS = {"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "‑": "-", "–": "-"}

WORDS = Path(__file__).parent / "words"
STOP = {language: frozenset((WORDS / f"stop.{language}.txt").read_text().split()) for language in ALGORITHMS}
"""Words that say nothing of what is looked for, as they are folded."""
WEAK = {language: frozenset((WORDS / f"weak.{language}.txt").read_text().split()) for language in ALGORITHMS}
"""Words of any question: a page that holds them is no worse, one that does not is no less an answer."""


def fold(text: str) -> str:
    """Lower case, ligatures apart, accents off."""
    lower = "".join(LETTERS.get(letter, letter) for letter in text.lower())
    return "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))


def words(text: str, language: str) -> list[str]:
    """The folded words of a text in order, articles that are elided cut off, single letters left out."""
    folded = fold(text)
    if language == "fr":
        folded = ELIDED.sub(" ", folded)
    return [word for word in WORD.findall(folded) if len(word) > 1 or word.isdigit()]


def joined_words(text: str, language: str) -> list[str]:
    """Those that hold a mark inside, written as one word: “Vill’âges” is also typed “villages”."""
    folded = ELIDED.sub(" ", fold(text)) if language == "fr" else fold(text)
    return [
        INNER_MARK.sub("", word) for word in re.findall(r"[a-z0-9'\-]+", folded) if INNER_MARK.search(word.strip("'-"))
    ]


def spelled(text: str) -> dict[str, str]:
    """Each folded word with the spelling that a reader expects: « energie » is « énergie »."""
    return {fold(word): word.lower() for word in re.findall(r"\w+", text.replace("_", " "))}


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(ALGORITHMS.get(language, "french"))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word."""
    return word if word.isdigit() else _stemmer(language).stemWord(word)


def is_weak(word: str, language: str) -> bool:
    return word in WEAK.get(language, WEAK["fr"])


def is_stop(word: str, language: str) -> bool:
    return word in STOP.get(language, STOP["fr"])
