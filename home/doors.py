"""Who enters a screen of the staff area: a guard made of what must hold of the person."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def only(may: Callable[[Any], bool], refused: type[Exception] = Http404) -> Callable[[View], View]:
    """Decorates a view. Of whom `may` does not hold, the address is unknown; `refused` says otherwise."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not may(request.user):
                raise refused
            return view(request, *args, **kwargs)

        return guarded

    return guard


def any_of(*rights: str) -> Callable[[Any], bool]:
    """Whether one has one of these permissions."""
    return lambda user: any(user.has_perm(right) for right in rights)
