"""How often one thing is done from one place. The cache keeps counts under keyed hashes, never what is counted."""

import logging

from django.core.cache import cache
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)


def count(kind: str, value: object, *, seconds: int) -> int:
    """One time more, this one included, over a span that starts with the first.

    Counting comes before acting, so that parallel tries cannot slip between. 0 when the cache is down: people go on.
    """
    key = _key(kind, value)
    try:
        cache.add(key, 0, timeout=seconds)
        return cache.incr(key)
    except ValueError:  # the span ended between the two lines
        return 1
    except Exception as error:  # each cache has errors of its own, and none is the visitor's
        logger.warning("Nothing is limited: the cache does not answer (%s).", type(error).__name__)
        return 0


def take_back(kind: str, value: object) -> None:
    """One time less: it was no misuse. What others did from the same place stays counted."""
    try:
        cache.decr(_key(kind, value))
    except ValueError:  # the span ended meanwhile
        return
    except Exception as error:
        logger.warning("A count was not taken back: the cache does not answer (%s).", type(error).__name__)


def start_over(kind: str, value: object) -> None:
    try:
        cache.delete(_key(kind, value))
    except Exception as error:
        logger.warning("A count was not taken back: the cache does not answer (%s).", type(error).__name__)


def _key(kind: str, value: object) -> str:
    return f"limit-{kind}:" + salted_hmac("home.limits", str(value)).hexdigest()
