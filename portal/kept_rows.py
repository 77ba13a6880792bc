"""What other rows stand on is not deleted: the page says what holds it, and what to do instead."""

from collections import Counter

from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.errors import discreet
from portal.middleware import is_staff


class KeptRows:
    """Answers 409 to a deletion that the database's rules refuse: a room with offers, a team with requests.

    Wagtail's screens know of the references that pages hold, not of those between the desks' own rows.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_staff(request) or not isinstance(exception, (ProtectedError, RestrictedError)):
            return None
        context = {"holders": holders(exception)}
        return discreet(render(request, "portal/still_needed.html", context, status=409))


def holders(error: ProtectedError | RestrictedError) -> list[tuple[str, int]]:
    """The kinds of rows that hold it and how many of each, the most first; no row is named."""
    rows = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
    return Counter(str(row._meta.verbose_name_plural) for row in rows).most_common()
