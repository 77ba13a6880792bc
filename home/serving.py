"""Public pages: found in two queries however deep they are, and cacheable unless they depend on the reader."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe
from wagtail import views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult


@require_safe
@conditional_page
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, with its hooks and restrictions, spared the walk from the home page down to the page."""
    page = find_page(request, path)
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    response = views.serve(request, path)
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, **cacheability(request))
    return response


def find_page(request: HttpRequest, path: str) -> Page | None:
    """The live page at this address in this language, or None: then Wagtail walks the tree as it always does."""
    site, language = Site.find_for_request(request), get_language()
    for root in Site.get_site_root_paths():
        if site and root.site_id == site.pk and root.language_code == language:
            return Page.objects.live().filter(url_path=root.root_path + path).specific().first()
    return None


def cacheability(request: HttpRequest) -> dict[str, bool | int]:
    """Anyone's page may be kept and is checked at each use; one that looked at who is reading is nobody else's."""
    if request.session.accessed:
        return {"private": True, "no_store": True}
    return {"public": True, "max_age": 0, "must_revalidate": True}
