"""What stands in front of the views: the policies of the staff area, and what no page of ours sends."""

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve

from forms.files.filming import MOST_BYTES
from forms.uploads import TOO_HEAVY

TAKE_DOCUMENTS = {"forms:slot", "forms:late_slot"}
TAKES_ANSWERS = "forms:film"
TAKES_FILMS, CHANGE_FILMS = "signed_desk:add", "home.change_signedmedia"
PIECE, READ_AND_FORGOTTEN = 64 * 1024, 100_000_000
STAFF_PREFIX = "/gestion/"


class StaffDoor:
    """Keeps /gestion/ out of caches. Who enters is home.signin's to say, what its pages may do is portal.policies'.

    The demonstration, which publishes its passwords, answers only to this machine.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO and not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return render(request, "portal/demo_only_here.html", status=403)
        if not is_staff(request):
            return self.get_response(request)
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class BodyLimit:
    """Refuses a body too long before any of it is read. Django bounds text only: it would write files of any size to
    disk for anybody. Where documents are sent, the page of the document says what is wrong.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = body_size(request)
        if size > (settings.STAFF_BODY_MAX_SIZE if is_staff(request) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE):
            most = room_for_files(request)
            if not most:
                raise RequestDataTooBig("The body is longer than this address takes.")
            if size > most:
                return refuse_documents(request, size)
        return self.get_response(request)


class ReadableCookies:
    """Drops cookies with a NUL, which a quoted one may hold: PostgreSQL refuses to look for a session of that name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)


def is_staff(request: HttpRequest) -> bool:
    """By `path_info`, which finds the view: `path` begins with SCRIPT_NAME, which a proxy may let visitors set."""
    return request.path_info.startswith(STAFF_PREFIX)


def room_for_files(request: HttpRequest) -> int:
    """How long a body may be where files are sent; 0 elsewhere. Films are taken from those alone who may publish them:
    nobody else is to fill the disk.
    """
    try:
        name = resolve(request.path_info).view_name if request.method == "POST" else ""
    except Resolver404:
        return 0
    if name == TAKES_FILMS and get_user(request).has_perm(CHANGE_FILMS):
        return settings.SIGNED_FILM_MAX_SIZE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if name == TAKES_ANSWERS:
        return MOST_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return settings.UPLOAD_BODY_MAX_SIZE if name in TAKE_DOCUMENTS else 0


def refuse_documents(request: HttpRequest, size: int) -> HttpResponse:
    """Read what a browser is sending, up to a point, for many show no answer before they are done; keep none of it."""
    left = min(size, READ_AND_FORGOTTEN)
    while left > 0 and (piece := request.read(min(left, PIECE))):
        left -= len(piece)
    return HttpResponseRedirect(f"{request.path}?{TOO_HEAVY}")


def body_size(request: HttpRequest) -> int:
    """What the request announces; no server reads further. 0, as for Django, when that is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def is_loopback(address: str) -> bool:
    """True for this machine's own addresses, and for a Unix socket, which has none."""
    return address in {"", "::1"} or address.startswith("127.")
