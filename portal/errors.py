"""Error pages: what happened, what is safe, what to do next."""

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers

from forms import late, wizard
from forms.intakes import INTAKES
from portal.logs import incident

NOT_SHOWN = {"csrfmiddlewaretoken", "reference", "code", "version", "action", "next", "seen"}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long, or cookies are off. A step comes back as typed, ready to be sent again."""
    match = request.resolver_match
    if match and match.view_name == "forms:step" and match.kwargs["slug"] in INTAKES:
        return discreet(wizard.send_again(request, **match.kwargs))
    if match and match.view_name == "forms:late_slot":
        return discreet(late.shut(request, status=403))
    shown = (name for name in request.POST if name not in NOT_SHOWN and "password" not in name)
    typed = [request.POST[name] for name in shown if request.POST[name].strip()]
    return discreet(render(request, "403_csrf.html", {"typed": typed, "incident": incident.get()}, status=403))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, DisallowedHost):  # a page of ours would ask for the host again, and break
        return discreet(HttpResponseBadRequest("Unknown host", content_type="text/plain"))
    too_big = isinstance(exception, RequestDataTooBig)
    context = {"too_big": too_big, "incident": incident.get()}
    return discreet(render(request, "400.html", context, status=413 if too_big else 400))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return discreet(render(request, "404.html", status=404))


def server_error(request: HttpRequest) -> HttpResponse:
    """No request, no query: whatever broke may break again."""
    page = loader.get_template("500.html").render({"incident": incident.get()})
    return discreet(HttpResponseServerError(page))


def discreet(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
