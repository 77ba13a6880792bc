"""What pages need to know of the intakes: where one starts, how a reference is said, where the privacy notice is."""

from django import template
from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import Page

from forms import signed
from forms.intakes import INTAKES
from forms.models import IntakeSettings
from forms.openings import Opening
from forms.reference import spelled

register = template.Library()
register.filter("spelled", spelled)

register.simple_tag(signed.on_form, name="step_clip")

PRIVACY_SLUG = "donnees-personnelles"


@register.simple_tag
def intake_start(slug: str) -> str:
    """Where the request starts; empty when there is no such request to fill in."""
    return reverse("forms:start", args=[slug]) if slug in INTAKES else ""


@register.simple_tag
def intake_opening(slug: str) -> Opening:
    """When it is open. Never kept in a cache of ours: the answer changes at midnight."""
    return IntakeSettings.of(slug).opening


@register.simple_tag(takes_context=True)
def privacy_notice(context) -> str:
    """The page on personal data, in the reader's language or in French; empty as long as nobody has published it."""
    keys = Page.objects.filter(slug=PRIVACY_SLUG).values("translation_key")
    versions = Page.objects.live().filter(translation_key__in=keys).annotate(language=F("locale__language_code"))
    by_language = {page.language: page for page in versions}
    page = by_language.get(get_language()) or by_language.get(settings.LANGUAGE_CODE)
    return page.get_url(context.get("request")) if page else ""
