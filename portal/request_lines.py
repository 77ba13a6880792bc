"""One line a request, by the name of its route; the incident number that answers and error pages give back."""

import logging
import secrets
import time

from django.http import HttpRequest, HttpResponse

from portal.logs import incident

HEADER = "X-Request-ID"
UNSEEN = {"wagtail_serve", "search"}
"""Public pages and the search. That someone read the shelter's page or the help numbers, or looked for something, is
written nowhere: these have no line, and when one of them breaks, the line says no route."""

logger = logging.getLogger(__name__)


class RequestLines:
    """First of all, so that whatever is refused or breaks further in has its number."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.incident = new_number()
        token, start = incident.set(request.incident), time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = request.incident
            note(request, response, round((time.perf_counter() - start) * 1000))
            return response
        finally:
            incident.reset(token)


def note(request: HttpRequest, response: HttpResponse, ms: int) -> None:
    route = route_of(request)
    if response.status_code >= 500 or route:
        said = {"route": route, "method": method_of(request), "status_code": response.status_code, "ms": ms}
        logger.info("Request.", extra=said)


def route_of(request: HttpRequest) -> str:
    """The name of the route, without what stands in its place-holders; empty for those that leave no line."""
    match = request.resolver_match
    unseen = match is None or not match.view_name or not UNSEEN.isdisjoint({match.view_name, *match.namespaces})
    return "" if match is None or unseen else match.view_name


def method_of(request: HttpRequest) -> str:
    """Anything may be sent as a method."""
    return request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"


def new_number() -> str:
    """Easy to read out: three groups of four. It comes from nothing of the request, and says nothing about it."""
    digits = secrets.token_hex(6)
    return "-".join(digits[at : at + 4] for at in (0, 4, 8))
