from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search import query


@never_cache
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Search by words in the address, so that it works without script. Queries are neither kept nor logged."""
    words = query.clean(request.GET.get("q", ""))
    context: dict[str, Any] = {"words": words}
    if words:
        chosen = {name: request.GET[name] for name in query.FACETS if name in request.GET}
        number = request.GET.get("page", "1")
        found = query.find(words, language=get_language(), number=number, chosen=chosen)
        context |= {"found": found, "hits": found.page}
    return render(request, "search/results.html", context)
