"""The glossary: all its words, and one page for each. The same to everyone, kept by caches, checked at each use."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe

from home import serving
from home.models import GlossaryTerm


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponse:
    context = {"terms": GlossaryTerm.objects.filter(locale__language_code=get_language())}
    return serving.kept(render(request, "home/glossary.html", context), request)


@require_safe
@conditional_page
def term(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(GlossaryTerm, slug=slug, locale__language_code=get_language())
    context = {"term": found, "sign_key": found.signed("sign"), "definition_key": found.signed("definition")}
    return serving.kept(render(request, "home/glossary_term.html", context), request)
