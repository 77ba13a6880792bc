"""Tries of a secret: five from one place, then a quarter of an hour. Unlike residents' limits, these fail closed.

The pair of name and address is locked, not the name: a stranger's wrong guesses lock nobody else out.
"""

import logging

from django.core.cache import cache
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

TRIES, LOCK_SECONDS = 5, 15 * 60
TRIES_ANYWHERE = 10
"""Of a second factor, from all addresses together: whoever tries them knows the password."""


class Refused(Exception):
    """No more tries for now, or nobody can count them."""


def admit(kind: str, *who: object, most: int = TRIES) -> int:
    """Count one try before it is made, so that parallel ones cannot slip between; return which one it is.

    The last one allowed sets the lock: only success takes it away before its time. Raises Refused.
    """
    tries_key, lock_key = _keys(kind, who)
    try:
        if cache.get(lock_key):
            raise Refused
        cache.add(tries_key, 0, timeout=LOCK_SECONDS)
        tries = cache.incr(tries_key)
        if tries >= most:
            cache.set(lock_key, True, timeout=LOCK_SECONDS)
    except Refused:
        raise
    except Exception as error:  # each cache has errors of its own
        logger.error("Nobody signs in: the cache that counts tries does not answer (%s).", type(error).__name__)
        raise Refused from None
    if tries > most:
        raise Refused
    return tries


def forgive(kind: str, *who: object) -> None:
    """The secret was right: earlier slips are forgotten."""
    cache.delete_many(_keys(kind, who))


def use_once(kind: str, *what: object, seconds: int) -> bool:
    """False when it was used already."""
    return cache.add(_keys(kind, what)[0], True, timeout=seconds)


def _keys(kind: str, who: tuple[object, ...]) -> tuple[str, str]:
    digest = salted_hmac("home.signin.limits", repr((kind, *map(str, who))), algorithm="sha256").hexdigest()
    return f"tries:{digest}", f"lock:{digest}"
