"""The mail that says that a signed text has changed. It speaks of a page, never of a person."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models.signed import SignedVersion
from home.signed import targets

EDITORS = "communication"


def tell_owner(version: SignedVersion) -> None:
    """To the page's owner and to whoever sent the film; to the editors when there is nobody else."""
    people = owners(version)
    addresses = sorted({person.email for person in people if person.email})
    if addresses:
        with translation.override(settings.LANGUAGE_CODE):
            EmailMessage(*letter(version), bcc=addresses).send()


def owners(version: SignedVersion) -> list[User]:
    page = Page.objects.filter(translation_key=version.page_key, locale__language_code=settings.LANGUAGE_CODE).first()
    known = [page and page.owner, version.media.uploaded_by]
    return [one for one in known if one and one.is_active] or list(
        User.objects.filter(groups__name=EDITORS, is_active=True)
    )


def letter(version: SignedVersion) -> tuple[str, str]:
    target = targets.find(version.target)
    title = target.title if target else version.target
    screen = settings.SITE_URL + reverse("signed_desk:clip", args=[version.media_id])
    lines = [
        _("The text “%(title)s” has changed since it was signed.") % {"title": title},
        _("The page says so to its readers. Have the clip filmed again, or say that the signs still hold:"),
        screen,
    ]
    return _("A text in sign language has changed: %(title)s") % {"title": title}, "\n\n".join(lines)
