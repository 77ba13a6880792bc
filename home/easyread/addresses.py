from django.http import HttpRequest

from home.models.easyread import EasyRead

LAST_PART = "facile/"


def easy_address(easy: EasyRead, request: HttpRequest | None = None) -> str:
    """The page's own address, one part longer."""
    return f"{easy.page.get_url(request)}{LAST_PART}"
