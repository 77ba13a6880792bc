"""The gate: a session that never showed a second factor is nobody's, on every address, Wagtail's own doors included."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from home.signin import sessions
from home.signin.sessions import Worth
from home.signin.urls import DOOR, ENROLLING

STAFF = "/gestion/"
NOT_SHOWN = {"csrfmiddlewaretoken", "next"}


class SignInGate:
    """Stands after AuthenticationMiddleware, and takes its user's place."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(STAFF):
            request.user = SimpleLazyObject(lambda: full_member(request))
            return self.get_response(request)
        request.user, worth = sessions.person(request)
        at_door = request.path_info.startswith(DOOR)
        if worth is Worth.FULL:
            sessions.touch(request)
        elif worth is Worth.HALF and not enrols(request):
            return redirect("signin_enrol")
        elif worth is Worth.OVER and request.method == "POST" and not at_door:
            return ended(request)
        return self.get_response(request)


def enrols(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).url_name in ENROLLING
    except Resolver404:
        return False


def full_member(request: HttpRequest):
    """Asked by the few public pages that look at the user; the others leave the session unread."""
    user, worth = sessions.person(request)
    return user if worth is Worth.FULL else AnonymousUser()


def ended(request: HttpRequest) -> HttpResponse:
    """What was typed in a form sent too late is shown once, so that it can be copied."""
    shown = (name for name in request.POST if name not in NOT_SHOWN and "password" not in name)
    typed = [request.POST[name] for name in shown if request.POST[name].strip()]
    response = render(request, "signin/ended.html", {"typed": typed}, status=403)
    add_never_cache_headers(response)
    return response
