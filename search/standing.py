"""What narrows results down and changes without the page: its clip, its easy text, its translations, its request.

Read for many pages at once, so that the check of the whole index costs the same few queries.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from home.models import EasyRead, SignedVersion
from home.models.signed import SignedStatus
from programmes.models import CourseSession, ProcedurePage, ProgrammePage
from programmes.models.courses import SIGN_UP
from programmes.openings import open_today

YES = "yes"
NAMES = ("open", "lsf", "easy", "language")
SIGNED = {SignedStatus.CURRENT, SignedStatus.OUTDATED}
"""A clip that only marks a place says nothing in sign language."""

Fact = tuple[int, str, str]
"""Page, name of the facet, value."""


def of_pages(pages: QuerySet[Page]) -> set[Fact]:
    """`pages` are live, public, and none that someone may have to leave in a hurry."""
    keys: dict[int, UUID] = dict(pages.values_list("pk", "translation_key"))
    with_clip, with_easy_text, taking = signed(), easy(), taking_requests()
    found = {(page, "lsf", YES) for page, key in keys.items() if key in with_clip}
    found |= {(page, "easy", YES) for page, key in keys.items() if key in with_easy_text}
    return found | {(page, "open", YES) for page in taking & keys.keys()} | set(languages(pages))


def signed() -> set[UUID | None]:
    """Translation keys of the pages that have a clip which may be shown today."""
    versions = SignedVersion.objects.published().filter(page_key__isnull=False)
    return {version.page_key for version in versions if version.status in SIGNED}


def easy() -> set[UUID]:
    return set(EasyRead.objects.published().values_list("page__translation_key", flat=True))


def taking_requests() -> set[int]:
    """Pages that lead to a request which can be filled in today; to sessions only while there are some."""
    slugs = open_today()
    if SIGN_UP in slugs and not CourseSession.objects.open().exists():
        slugs.discard(SIGN_UP)
    procedures = ProcedurePage.objects.filter(intake__in=slugs).values_list("pk", flat=True)
    programmes = ProgrammePage.objects.filter(intake__in=slugs).values_list("pk", flat=True)
    return {*procedures, *programmes}


def languages(pages: QuerySet[Page]) -> Iterator[Fact]:
    """The other languages in which each page can be read."""
    own = {pk: (key, locale) for pk, key, locale in pages.values_list("pk", "translation_key", "locale_id")}
    others = Page.objects.live().public().filter(translation_key__in={key for key, _locale in own.values()})
    versions: dict[UUID, dict[int, str]] = {}
    for key, locale, code in others.values_list("translation_key", "locale_id", "locale__language_code"):
        versions.setdefault(key, {})[locale] = code
    for pk, (key, locale) in own.items():
        yield from ((pk, "language", code) for other, code in versions.get(key, {}).items() if other != locale)
