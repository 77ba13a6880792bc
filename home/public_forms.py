"""Small public forms on cached pages: no token, no cookie, nothing kept. What protects them is here."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home import limits

View = Callable[..., HttpResponse]
POSTS_PER_MINUTE = 30


def token_free(view: View) -> View:
    """Let `view` answer GET, and POST from our own pages only, at a human pace. Its answers are never stored."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not is_same_origin(request):
            return refuse(request, status=403)
        if request.method == "POST" and is_too_fast(request):
            return refuse(request, status=429)
        return view(request, *args, **kwargs)

    guarded.token_free = True
    return csrf_exempt(never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded)))


def is_same_origin(request: HttpRequest) -> bool:
    """Trust the browser's own word: `Sec-Fetch-Site`, or `Origin` where it is not sent. Neither is a refusal."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def is_too_fast(request: HttpRequest) -> bool:
    return limits.count("public-form", client_address(request), seconds=60) > POSTS_PER_MINUTE


def client_address(request: HttpRequest) -> str:
    """The visitor's address: the one that our outermost proxy saw, never what the visitor may have written."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def refuse(request: HttpRequest, *, status: int) -> HttpResponse:
    return render(request, "home/public_form_refused.html", {"too_fast": status == 429}, status=status)
