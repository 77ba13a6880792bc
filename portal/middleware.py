"""What stands in front of the views: the door of the staff area, and what no page of ours sends."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

from portal import errors

IMPOSSIBLE_KEY = re.compile(r"Field '\w+' expected a number but got |PostgreSQL text fields cannot contain NUL ")
STAFF_PREFIX = "/gestion/"
REQUESTS_PREFIX = "/gestion/demandes/"


class StaffDoor:
    """Keeps /gestion/ shut to a password alone, gives it its own content policy, and keeps it out of caches.

    Until sign-in with a second factor exists, `STAFF_MFA` fails closed: nobody enters. The demonstration, which
    publishes its passwords, answers only to this machine.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO and not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return render(request, "portal/demo_only_here.html", status=403)
        if not is_staff(request):
            return self.get_response(request)
        if settings.STAFF_MFA:
            return render(request, "portal/staff_door_shut.html", status=403)
        response = self.get_response(request)
        # The inboxes, where strangers' words are read, need nothing of what Wagtail's editing screens do
        if not request.path_info.startswith(REQUESTS_PREFIX):
            response._csp_replace = settings.STAFF_CONTENT_SECURITY_POLICY
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class BodyLimit:
    """Refuses a body too long before any of it is read. Django bounds text only: it would write files of any size to
    disk for anybody.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.STAFF_BODY_MAX_SIZE if is_staff(request) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if body_size(request) > most:
            raise RequestDataTooBig("The body is longer than this address takes.")
        return self.get_response(request)


class ReadableCookies:
    """Drops cookies with a NUL, which a quoted one may hold: PostgreSQL refuses to look for a session of that name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)


class OddStaffRequests:
    """Refuses what Wagtail trusts every browser not to send, and breaks on: keys that no row can have, half a form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_staff(request) and is_impossible_key(exception):
            return errors.not_found(request, exception)
        if is_staff(request) and isinstance(exception, MultiValueDictKeyError):
            return errors.bad_request(request, exception)
        return None


def is_impossible_key(exception: Exception) -> bool:
    """A text where a row has a number, in Django's words; a NUL, in those of PostgreSQL's driver."""
    return isinstance(exception, (ValueError, DataError)) and bool(IMPOSSIBLE_KEY.match(str(exception)))


def is_staff(request: HttpRequest) -> bool:
    """By `path_info`, which finds the view: `path` begins with SCRIPT_NAME, which a proxy may let visitors set."""
    return request.path_info.startswith(STAFF_PREFIX)


def body_size(request: HttpRequest) -> int:
    """What the request announces; no server reads further. 0, as for Django, when that is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def is_loopback(address: str) -> bool:
    """True for this machine's own addresses, and for a Unix socket, which has none."""
    return address in {"", "::1"} or address.startswith("127.")
