"""From what someone typed to what an engine is asked: ideas, each with the words that may meet it."""

from collections.abc import Sequence
from dataclasses import dataclass

from search import analysis, danger
from search.engines.asking import Alternative, Group, Match
from search.lexicon import Lexicon

MOST_WORDS = 12
LONGEST_EXPRESSION = 5
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class Understood:
    """`corrected` is the text as probably meant, empty when nothing was corrected; `stems` are for the passage."""

    groups: tuple[Group, ...]
    stems: frozenset[str]
    corrected: str
    pins: tuple[int, ...]
    danger: str
    """The kind of danger that is spoken of, by its name in `search.danger`; empty for none."""


def understand(text: str, lexicon: Lexicon) -> Understood:
    words = telling(text, lexicon)
    corrections = {word: right for word in words if (right := lexicon.correct(word))}
    meant = [corrections.get(word, word) for word in words]
    groups = grouped(words, meant, lexicon)
    corrected = respelled(text, corrections, lexicon)
    heard = danger.heard(text, lexicon.language) or danger.heard(corrected, lexicon.language)
    stems = {stem for group in groups for option in group.alternatives for stem in lexicon.stems_of(option.words)}
    return Understood(groups, frozenset(stems), corrected, pinned(meant, lexicon), heard)


def telling(text: str, lexicon: Lexicon) -> list[str]:
    """The words to look for: without those that tell nothing, unless there are no others."""
    typed = lexicon.words_of(text)
    apart = [piece for word in typed for piece in lexicon.apart(word) if not analysis.is_stop(piece, lexicon.language)]
    return list(dict.fromkeys(apart or typed))[:MOST_WORDS]


def grouped(typed: Sequence[str], meant: Sequence[str], lexicon: Lexicon) -> tuple[Group, ...]:
    """One group a word. Words that are common or that nobody knows do not have to be met."""
    found = expressions_in(meant, lexicon)
    groups = []
    for at, (word, right) in enumerate(zip(typed, meant, strict=True)):
        options = alternatives(word, right, is_last=at == len(typed) - 1)
        options += [Alternative(other, Match.SYNONYM) for other in found.get(at, ())]
        met = analysis.stem(right, lexicon.language) in lexicon.stems
        groups.append(Group(tuple(options), strong=(met or at in found) and not lexicon.tells_little(right)))
    if not any(group.strong for group in groups):
        groups = [Group(group.alternatives) for group in groups]
    return tuple(groups)


def alternatives(word: str, right: str, *, is_last: bool) -> list[Alternative]:
    if word != right:
        return [Alternative((right,), Match.TYPO)]
    options = [Alternative((word,), Match.EXACT), Alternative((word,), Match.STEM)]
    if len(word) >= SHORTEST_PREFIX and is_last:
        options.insert(1, Alternative((word,), Match.PREFIX))
    return options


def expressions_in(words: Sequence[str], lexicon: Lexicon) -> dict[int, list[tuple[str, ...]]]:
    """Synonyms by the place of each word of the expression they stand for."""
    found: dict[int, list[tuple[str, ...]]] = {}
    for length in range(1, LONGEST_EXPRESSION + 1):
        for start in range(len(words) - length + 1):
            for other in lexicon.synonyms(words[start : start + length]):
                for at in range(start, start + length):
                    found.setdefault(at, []).append(other)
    return found


def pinned(words: Sequence[str], lexicon: Lexicon) -> tuple[int, ...]:
    """The pages that editors put first for a query that holds one of their expressions."""
    stems = set(lexicon.stems_of(words))
    return tuple(dict.fromkeys(pin.page_id for pin in lexicon.pins if pin.stems and pin.stems <= stems))


def respelled(text: str, corrections: dict[str, str], lexicon: Lexicon) -> str:
    """The text with each mistake set right, as a reader would write it; empty when there is none."""
    if not corrections:
        return ""
    shown = {word: lexicon.spelling.get(right, right) for word, right in corrections.items()}
    pieces = []
    for piece in text.split():
        word = next((word for word in analysis.words(piece, lexicon.language) if word in shown), None)
        pieces.append(shown[word] if word else piece)
    return " ".join(pieces)
