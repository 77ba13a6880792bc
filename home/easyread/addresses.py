"""Where easy-to-read texts stand: one part below their page, in French."""

from django.http import HttpRequest
from wagtail.models import Page

from home.models.base import PortalPage
from home.models.easyread import EasyRead

LAST_PART = "facile/"


def easy_address(page: Page, request: HttpRequest | None = None) -> str:
    """`page` is the French one, which has the text."""
    return f"{page.get_url(request)}{LAST_PART}"


def nearest(page: PortalPage) -> Page | None:
    """The French page whose easy text serves the readers of this one: its own, or that of the programme it leads to."""
    own = page.easy_page if hasattr(page, "easy_page") else _with_text(page)
    return own or (_with_text(page.programme) if getattr(page, "programme", None) else None)


def _with_text(page: Page) -> Page | None:
    easy = EasyRead.objects.of(page)
    return easy.page if easy else None
