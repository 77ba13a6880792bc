"""The mail by which the person of a new account chooses a password."""

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User
from django.http import HttpRequest

from home.signin import mails


def invite(request: HttpRequest, account: User) -> None:
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    mails.send_link(account, get_reset_password_from_key_url(request, key), new=True)
