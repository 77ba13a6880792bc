"""What stands in front of the views: the door of the staff area."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

STAFF_PREFIX = "/gestion/"


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
        if not request.path.startswith(STAFF_PREFIX):
            return self.get_response(request)
        if settings.STAFF_MFA:
            return render(request, "portal/staff_door_shut.html", status=403)
        response = self.get_response(request)
        response._csp_replace = settings.STAFF_CONTENT_SECURITY_POLICY
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def is_loopback(address: str) -> bool:
    """True for this machine's own addresses, and for a Unix socket, which has none."""
    return address in {"", "::1"} or address.startswith("127.")
