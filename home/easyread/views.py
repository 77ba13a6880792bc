"""A page in easy French, one step below it: the same discretion, the same caches."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from home import serving
from home.easyread.addresses import easy_address
from home.models.easyread import LANGUAGE, EasyRead


@require_safe
@conditional_page
def show(request: HttpRequest, path: str) -> HttpResponse:
    """`path` is the page's own. Asked under a page in another language, it leads to the French one."""
    page = serving.find_page(request, path)
    easy = EasyRead.objects.of(page) if page and page.is_known_public else None
    if easy is None:
        raise Http404
    if page.locale.language_code != LANGUAGE:
        return serving.kept(HttpResponseRedirect(easy_address(easy.page, request)), request, page)
    context = {"page": page, "easy": easy, "status": easy.status(page)}
    return serving.kept(render(request, "home/easy_read.html", context), request, page)
