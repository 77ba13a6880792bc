"""The way in for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


def utf_8_only(app):
    """Refuses what claims another charset. Django breaks, before any middleware, on those that decode no text; others
    decode to signs that cannot be written back.
    """

    def guarded(environ, start_response):
        if claims_utf_8(environ.get("CONTENT_TYPE", "")):
            return app(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"Only UTF-8 is read here."]

    return guarded


def claims_utf_8(content_type: str) -> bool:
    """True as well for what claims nothing."""
    try:
        _kind, claims = parse_header_parameters(content_type)
    except (LookupError, ValueError):
        return False
    return claims.get("charset", "utf-8").lower() in {"utf-8", "utf8"}


application = utf_8_only(get_wsgi_application())
