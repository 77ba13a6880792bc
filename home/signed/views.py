"""The public page on how much of the portal is in sign language and in easy French."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from home import coverage, serving


@require_safe
@conditional_page
def coverage_page(request: HttpRequest) -> HttpResponse:
    return serving.kept(render(request, "home/coverage.html", {"coverage": coverage.shown()}), request)
