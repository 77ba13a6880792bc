"""What sign-in leaves to the worker, so that the time of an answer tells nobody whether an address is known."""

import base64

from allauth.account.forms import default_token_generator
from allauth.account.utils import filter_users_by_email, user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from home.records.notices import owe
from home.records.sealing import Place, Sealed, seal, unseal
from home.signin import mails

ADDRESS = Place("django_tasks", "reset_link", "")


def ask_for_link(address: str) -> None:
    """The same work whether somebody has this address or not. It waits sealed: a queue is no place for addresses."""
    mail_reset_link.enqueue(base64.b64encode(seal(address.encode(), ADDRESS).blob).decode())


@task()
def mail_reset_link(sealed_address: str) -> None:
    address = unseal(Sealed(base64.b64decode(sealed_address)), ADDRESS).decode()
    for user in filter_users_by_email(address, is_active=True):
        _owe_link(user)


@transaction.atomic
def _owe_link(user: User) -> None:
    token = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token])
    subject, body = mails.link(user, settings.SITE_URL + path)
    owe(event=f"signin.reset:{user.pk}:{token}", record=user, to=user.email, subject=subject, body=body)
