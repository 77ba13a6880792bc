"""What browsers may do with our pages, by address: strict everywhere, looser on the listed screens of Wagtail."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from home.signin.urls import DOOR

EDITOR_PATHS: tuple[str, ...] = ()
LOOSER = re.compile("|".join(EDITOR_PATHS) or r"(?!)")


class BrowserPolicies:
    """Stands within django-csp, which writes what is said here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(DOOR):
            response._csp_replace = settings.SIGN_IN_CONTENT_SECURITY_POLICY
        elif LOOSER.match(request.path_info):
            response._csp_replace = settings.STAFF_CONTENT_SECURITY_POLICY
        return response
