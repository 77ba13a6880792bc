from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from home.models import HelpNumber
from home.public_forms import client_address
from search import labels, misses, narrowing, query
from search.engines.asking import FACETS


@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Search by words in the address, so that it works without script. Queries are neither kept nor logged."""
    words = query.clean(request.GET.get("q", ""))
    context = found_for(request, words) if words else {}
    return untraced(render(request, "search/results.html", {"words": words, **context}))


def found_for(request: HttpRequest, words: str) -> dict[str, Any]:
    language = get_language()
    chosen = {name: query.clean(request.GET[name]) for name in FACETS if name in request.GET}
    found = query.find(words, language=language, number=request.GET.get("page", "1"), chosen=chosen)
    context: dict[str, Any] = {"found": found, "hits": found.page, "facets": narrowing.facets(found)}
    if found.page.has_previous():
        context["previous_address"] = narrowing.address(found, page=found.page.previous_page_number())
    if found.page.has_next():
        context["next_address"] = narrowing.address(found, page=found.page.next_page_number())
    if found.shows_help:
        context["numbers"] = HelpNumber.objects.filter(locale__language_code=language)
    if not found.page.paginator.count and not chosen:
        misses.count(found, language, client_address(request))
    return context


@never_cache
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Pages whose title begins with what is being typed: title, address and kind, for the box that shows them."""
    words = query.clean(request.GET.get("q", ""))
    found = query.suggest(words, language=get_language()) if words else []
    lines = [
        {"title": entry.title, "url": entry.page.get_url(request), "kind": labels.of_value("kind", entry.kind)}
        for entry in found
    ]
    return untraced(JsonResponse({"suggestions": lines}))


def untraced(response: HttpResponse) -> HttpResponse:
    """Where someone goes next must not learn what they looked for."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
