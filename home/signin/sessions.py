"""What a staff session is worth: nothing, half (a password alone), or full; and when it ends.

The browser's session also holds residents' keys to their drafts: ending the staff part leaves those alone.
"""

import time
from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import get_user, get_user_model, logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from home.signin import glass

IDLE_SECONDS = 30 * 60
MOST_SECONDS = 10 * 60 * 60
HALF_SECONDS = 15 * 60
TOUCH_EVERY = 60  # a write a minute is enough to tell 30 minutes
MARK, ENDED = "signin", "signin_ended"


class Worth(Enum):
    NOBODY = "nobody"
    OVER = "over"
    HALF = "half"
    FULL = "full"


def start(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Mark the session that was just opened, or whose owner just changed their own password or factors."""
    now = time.time()
    since = request.session.get(MARK, {}).get("since", now)
    # Read again: the rights cached on `user` may be older than the account
    fresh = get_user_model()._default_manager.get(pk=user.pk)
    request.session[MARK] = {"since": since, "seen": now, "stamp": stamp(fresh)}
    request.session.pop(ENDED, None)


def stamp(user: User) -> str:
    """Changes with all that gives or takes rights. One query more than the rights, which the page asks for anyway."""
    rows = list(get_user_model().objects.filter(pk=user.pk).values_list("groups", "access__reset_at"))
    user.team_keys = [group for group, _reset_at in rows if group]  # spares `visible_to` asking for them again
    rights = sorted(user.get_all_permissions())
    held = [user.password, user.is_active, user.is_superuser, sorted(map(str, rows)), rights]
    return salted_hmac("home.signin.stamp", repr(held), algorithm="sha256").hexdigest()


def person(request: HttpRequest) -> tuple[AbstractBaseUser | AnonymousUser, Worth]:
    """Who is behind the session, and what it is worth. One that is over is ended here."""
    named, visitor = "_auth_user_id" in request.session, _visitor_part(request)
    user = get_user(request)  # empties the whole session when the password has changed
    if not named:
        return user, Worth.NOBODY
    if user.is_anonymous or not _lasts(request, user) or (user.is_superuser and glass.end_over(account=user)):
        _end(request, visitor)
        request.session[ENDED] = True
        return AnonymousUser(), Worth.OVER
    return user, Worth.FULL if has_second_factor(request, user) else Worth.HALF


def has_second_factor(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Whether this session recorded one; the demonstration may do without."""
    records = get_authentication_records(request, user)
    return not settings.STAFF_MFA or any(record["method"] == "mfa" for record in records)


def touch(request: HttpRequest) -> None:
    mark, now = request.session[MARK], time.time()
    if now - mark["seen"] > TOUCH_EVERY:
        request.session[MARK] = mark | {"seen": now}


def sign_out(request: HttpRequest) -> None:
    _end(request, _visitor_part(request))


def _lasts(request: HttpRequest, user: User) -> bool:
    mark, now = request.session.get(MARK), time.time()
    if not mark or now - mark["seen"] > IDLE_SECONDS or now - mark["since"] > MOST_SECONDS:
        return False
    if not has_second_factor(request, user) and now - mark["since"] > HALF_SECONDS:
        return False
    return constant_time_compare(mark["stamp"], stamp(user))


def _visitor_part(request: HttpRequest) -> dict:
    return {key: request.session[key] for key in settings.VISITOR_SESSION_KEYS if key in request.session}


def _end(request: HttpRequest, visitor: dict) -> None:
    logout(request)  # a new session id, and nothing kept
    request.session.update(visitor)
