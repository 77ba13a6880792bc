"""A page that would have to show a stored value which does not open says so, instead of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.records.legible import UNREADABLE
from portal.errors import discreet
from portal.middleware import is_staff


class BrokenSeals:
    """Answers 503: nothing that was asked is wrong, and what is kept may be put right from a backup."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UNREADABLE):
            return None
        return discreet(render(request, "portal/unreadable.html", {"staff": is_staff(request)}, status=503))
