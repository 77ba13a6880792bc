"""The answers that lists of requests show, and those that they are filtered by. No database here."""

from typing import NamedTuple


class Column(NamedTuple):
    """An answer that the lists of agents show under a short `label`."""

    label: str
    step: str
    question: str


class Sieve(NamedTuple):
    """A choice that lists are filtered by. `key` names it in addresses; any of `steps` may ask the `question`.

    Answers stay sealed: keyed hashes of these choices lie beside those by which people are found.
    """

    key: str
    label: str
    question: str
    steps: tuple[str, ...]
