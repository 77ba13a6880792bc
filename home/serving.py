"""Public pages: found in two queries however deep they are, and cacheable unless they depend on the reader."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe
from wagtail import views
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from home.accessibility.mention import newest_audit
from home.models.base import PortalPage
from home.models.easyread import EasyRead
from home.models.glossary import GlossaryTerm
from home.signed import clips

LEAVES_NO_TRACE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
FIRST_LEVEL = 3  # depth of the pages right under a language's home page


@require_safe
@conditional_page
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, with its hooks and restrictions, spared the walk from the home page down to the page."""
    page = find_page(request, path)
    if page is not None:
        request._wagtail_route_for_request = RouteResult(page)
    return kept(views.serve(request, path), request, page)


def kept(response: HttpResponse, request: HttpRequest, page: PortalPage | None = None) -> HttpResponse:
    """The answer, with what caches may do of it: nothing where somebody may have to leave no trace."""
    if page is not None and page.quick_exit:
        for name, value in LEAVES_NO_TRACE.items():
            response[name] = value
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, **cacheability(request))
    return response


def find_page(request: HttpRequest, path: str) -> PortalPage | None:
    """The live page at this address in this language. None leaves the search to Wagtail, which walks the tree."""
    root = root_path(request)
    if root is None:
        return None
    address = root + path
    way = [address[: end + 1] for end, letter in enumerate(address) if letter == "/"]
    pages = {page.url_path: page for page in surroundings(way, root)}
    base = pages.get(address)
    if base is None or not base.live or not isinstance(base.specific, PortalPage):
        return None
    request.first_level = [page for page in pages.values() if is_listed(page) and page.url_path.startswith(root)]
    return informed(base, [pages[step] for step in way if step in pages], list(pages.values()))


def root_path(request: HttpRequest) -> str | None:
    site, language = Site.find_for_request(request), get_language()
    roots = (root for root in Site.get_site_root_paths() if site and root.site_id == site.pk)
    return next((root.root_path for root in roots if root.language_code == language), None)


def surroundings(way: list[str], root: str):
    """One query for the page, the pages above it, its versions in other languages, and the sections of the menu."""
    key = Page.objects.filter(url_path=way[-1]).values("translation_key")
    sections = Q(depth=FIRST_LEVEL, url_path__startswith=root)
    pages = Page.objects.filter(Q(url_path__in=way) | Q(translation_key__in=key) | sections)
    beside = {
        "restricted": Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))),
        "audit": newest_audit(),
        "signed": clips.beside_a_page(way[-1]),
        "has_easy_text": Exists(EasyRead.objects.filter(page=OuterRef("pk"), live=True)),
        **GlossaryTerm.objects.stamp(),
    }
    return pages.annotate(**beside).select_related("locale").order_by("path")


def is_listed(page: Page) -> bool:
    return page.depth == FIRST_LEVEL and page.live and not page.restricted


def informed(base: Page, way: list[Page], pages: list[Page]) -> PortalPage:
    """The page itself, told what the query found, so that templates need not ask again. Aliases are left to Wagtail."""
    page = base.specific
    page.locale = base.locale
    page.trail = [step for step in way if step.depth > 1 and step != base]
    page.versions = [other for other in pages if other.live and other.translation_key == base.translation_key]
    page.signed_version = clips.from_page(base.signed)
    page.easy_page = next((version for version in page.versions if version.has_easy_text), None)
    page.glossary_stamp = (base.glossary_changed_at, base.glossary_words)
    page.is_known_public = not any(step.restricted or step.alias_of_id for step in way)
    return page


def cacheability(request: HttpRequest) -> dict[str, bool | int]:
    """Anyone's page may be kept and is checked at each use; one that looked at who is reading is nobody else's."""
    if request.session.accessed:
        return {"private": True, "no_store": True}
    return {"public": True, "max_age": 0, "must_revalidate": True}
