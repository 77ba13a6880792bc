"""What browsers may do with our pages, by class of address: strict everywhere, looser on listed screens of Wagtail."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from home.signin.urls import DOOR
from portal import content_policies

STAFF = "/gestion/"
EDITOR_PATHS = (
    "pages/",
    "images/",
    "documents/",
    "snippets/",
    "localize/",
    "bulk/",
    "reports/",
    "redirects/",
    "collections/",
    "workflows/",
    "groups/",
    "sites/",
    "users/",
    "(?:coursesession|flat|residence|room)/history/",
)
"""Wagtail's screens that start their widgets by inline scripts, as Chromium told. Nothing that a stranger typed is
shown there. A screen of ours is never added: it can do without.
"""
PREVIEW = re.compile(rf"{STAFF}.+/preview/")
LOOSER = re.compile(rf"{STAFF}(?:{'|'.join(EDITOR_PATHS)})")
UNUSED = (
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
FILMING = re.compile(r"(?:/[a-z]{2})?/demarches/[^/]+/[0-9a-f-]{36}/video/[^/]+/[^/]+/")
"""Where people film an answer in sign language: the one page that may ask for the camera, and play what it filmed."""

FIXED = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
}


class FixedHeaders:
    """Stands before all others, so that files and refusals have them too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if FILMING.fullmatch(request.path_info):
            response.headers["Permissions-Policy"] = FIXED["Permissions-Policy"].replace("camera=()", "camera=(self)")
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        return response


class ContentPolicies:
    """Stands within django-csp, which writes the policy chosen here; without one, that of the public pages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = policy_for(request.path_info)
        if policy:
            response._csp_replace = policy
        return response


def policy_for(path: str) -> dict | None:
    if path.startswith(DOOR):
        return content_policies.sign_in(settings.OIDC_ISSUER)
    if FILMING.fullmatch(path):
        return content_policies.FILMING
    if PREVIEW.match(path):
        return content_policies.PREVIEW
    return content_policies.EDITOR if LOOSER.match(path) else None
