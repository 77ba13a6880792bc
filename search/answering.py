"""Asks Elasticsearch where there is one and it is well, and the database otherwise: there is always an answer."""

import logging
import time
from collections.abc import Sequence

from search.engines import database, elasticsearch
from search.engines.asking import EngineDown, Found, Question

logger = logging.getLogger(__name__)

REST_SECONDS = 15
"""After a failure Elasticsearch is left alone for so long: visitors wait for it once, not each of them."""


class Breaker:
    """Open after a failure; lets one try through when it has rested."""

    def __init__(self) -> None:
        self.open_until = 0.0

    def lets_through(self) -> bool:
        now = time.monotonic()
        if now < self.open_until:
            return False
        if self.open_until:
            self.open_until = now + REST_SECONDS  # one request tries; the others still pass by
        return True

    def fail(self) -> None:
        self.open_until = time.monotonic() + REST_SECONDS

    def succeed(self) -> None:
        self.open_until = 0.0


breaker = Breaker()


def search(question: Question, start: int, stop: int) -> tuple[Found, bool]:
    """The answer, and whether it comes from the database though Elasticsearch should have given it."""
    engine = elasticsearch()
    if engine is None:
        return database().search(question, start=start, stop=stop), False
    if question.groups and breaker.lets_through():
        try:
            found = engine.search(question, start=start, stop=stop)
        except EngineDown as error:
            breaker.fail()
            logger.warning("Elasticsearch does not answer (%s): the database does.", error)
        else:
            breaker.succeed()
            return found, False
    return database().search(question, start=start, stop=stop), True


def suggest(words: Sequence[str], language: str, *, most: int) -> list[int]:
    """Suggestions come from the database always: titles are few, and they must come at once."""
    return database().suggest(words, language, most=most)
