"""The editors' screen of the search: what people did not find, and how well the index is."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from search import misses, reconciling
from search.analysis import ALGORITHMS
from search.models import Miss, Pin, Synonym

CHANGE = "search.change_synonym"
LANGUAGES = frozenset(ALGORITHMS)
MOST = 200


def may(user) -> bool:
    return user.has_perm(CHANGE)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Words typed often enough without finding anything; each leads to a synonym or a pin in one click."""
    if not may(request.user):
        raise PermissionDenied
    rows = [(miss, add_address(Synonym, miss), add_address(Pin, miss)) for miss in misses.reported()[:MOST]]
    context = {"rows": rows, "enough": misses.ENOUGH, "health": reconciling.last()}
    return render(request, "search/desk/report.html", context)


def add_address(model, miss: Miss) -> str:
    query = urlencode({"words": miss.words, "language": miss.language})
    return reverse(model.snippet_viewset.get_url_name("add")) + f"?{query}"


def urls():
    return [path("", report, name="report")], "search_desk", "search_desk"
