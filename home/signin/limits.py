"""Tries of a secret: five from one place, then a quarter of an hour. Unlike residents' limits, these fail closed.

The pair of name and address is locked, not the name: a stranger's wrong guesses lock nobody else out.
"""

import logging
from ipaddress import IPv4Address, ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from home.public_forms import client_address

logger = logging.getLogger(__name__)

TRIES, LOCK_SECONDS = 5, 15 * 60
TRIES_OF_ALL_NAMES = 50
"""Wrong passwords from one place, whatever the names: many names tried with a few passwords each. A whole town hall
may share one address, and its people do not slip fifty times in a quarter of an hour.
"""
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


def take_back(kind: str, *who: object) -> None:
    """That try was no guess. A lock, once set, stays: an account of one's own buys no more guesses."""
    try:
        cache.decr(_keys(kind, who)[0])
    except ValueError:  # the span ended meanwhile
        return


def place(request: HttpRequest) -> str:
    """Where tries come from: the visitor's address behind our proxies, or its /64, which one IPv6 client has whole."""
    address = client_address(request)
    try:
        number = ip_address(address)
    except ValueError:
        return address
    if isinstance(number, IPv4Address):
        return str(number)
    return str(number.ipv4_mapped or ip_network((number, 64), strict=False))


def use_once(kind: str, *what: object, seconds: int) -> bool:
    """False when it was used already."""
    return cache.add(_keys(kind, what)[0], True, timeout=seconds)


def _keys(kind: str, who: tuple[object, ...]) -> tuple[str, str]:
    digest = salted_hmac("home.signin.limits", repr((kind, *map(str, who))), algorithm="sha256").hexdigest()
    return f"tries:{digest}", f"lock:{digest}"
