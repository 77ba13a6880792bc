"""What Wagtail's own screens trust every browser not to send, and break on: refused, not a breakdown of ours."""

import logging
import re
import traceback

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDictKeyError

from portal import errors
from portal.middleware import is_staff

IMPOSSIBLE_KEY = re.compile(r"Field '\w+' expected a number but got |PostgreSQL text fields cannot contain NUL ")
ON_ITS_WAY = re.compile(r"/site-packages/django/(urls/|shortcuts\.py)")  # where `redirect(next)` ends
THEIRS = re.compile(r"/site-packages/(wagtail|wagtail_localize|modelcluster|treebeard|taggit)/")
logger = logging.getLogger(__name__)


class OddStaffRequests:
    """Answers 404 to keys that no row can have, 400 to what breaks inside Wagtail's editor, noting where it broke."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_staff(request):
            return None
        if is_impossible_key(exception):
            return errors.not_found(request, exception)
        place = broke_in_wagtail(request, exception)
        if place:
            logger.warning("Wagtail could not take a request: %s at %s.", type(exception).__name__, place)
        if place or isinstance(exception, MultiValueDictKeyError):
            return errors.bad_request(request, exception)
        return None


def is_impossible_key(exception: Exception) -> bool:
    """A text where a row has a number, in Django's words; a NUL, in those of PostgreSQL's driver."""
    return isinstance(exception, (ValueError, DataError)) and bool(IMPOSSIBLE_KEY.match(str(exception)))


def broke_in_wagtail(request: HttpRequest, exception: Exception) -> str:
    """The line of Wagtail's code that raised it, when the view is Wagtail's too; empty for anything of ours."""
    match = request.resolver_match
    frames = traceback.extract_tb(exception.__traceback__)
    last = next(frame for frame in reversed(frames) if not ON_ITS_WAY.search(frame.filename))
    theirs = match is not None and match.func.__module__.startswith(("wagtail", "django."))
    return (
        f"{last.filename.rpartition('/site-packages/')[2]}:{last.lineno}"
        if theirs and THEIRS.search(last.filename)
        else ""
    )
