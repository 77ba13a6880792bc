"""Mails about rights to the officer and the lead: which account, which team, never a word of a request."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.records.models import Record
from home.records.notices import owe
from home.roles import LEAD, OFFICER


def tell(event: str, record: Record, subject: str, sentences: Collection[str]) -> None:
    """Owe the mail to every active officer and lead, inside the caller's transaction."""
    with override(settings.LANGUAGE_CODE):
        where = _("To look at it, sign in to the staff area:")
        address = settings.SITE_URL + reverse("wagtailadmin_home")
        end = _("CCAS of Montpellier")
        text = "\n\n".join([_("Hello,"), *sentences, where, address, end]) + "\n"
    people = User.objects.filter(groups__name__in=(LEAD, OFFICER), is_active=True).exclude(email="").distinct()
    for person in people:
        owe(event=f"{event}:{person.pk}", record=record, to=person.email, subject=subject, body=text)
