"""What we change in django-allauth's way of doing things."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from home.public_forms import client_address
from home.signin import enrolment, factors, journal, limits, mails, sessions

CONFIRMED_FOR = 5 * 60
MISMATCH = _("User name and password do not match. Check both, capital letters too.")
TOO_MANY = _("Too many tries. Wait 15 minutes, or sign in with a passkey.")
WRONG_CODE = _("This code is not right, or was used already. Type the one shown now.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "incorrect_password": _("This password is not right."),
        "enter_current_password": _("This password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        return ["home.signin.stages.SecondFactor"] if settings.STAFF_MFA else []

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_safe_url(self, url: str) -> bool:
        return url_has_allowed_host_and_scheme(url, allowed_hosts={context.request.get_host()})

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        try:
            limits.admit("passwords", limits.place(request), most=limits.TRIES_OF_ALL_NAMES)
            self.tries = limits.admit("password", *_pair(request, credentials))
        except limits.Refused:
            raise self.validation_error("too_many_login_attempts") from None

    def authenticate(self, request: HttpRequest, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            limits.forgive("password", *_pair(request, credentials))
            limits.take_back("passwords", limits.place(request))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials) -> None:
        journal.failed(credentials["username"], locked=self.tries >= limits.TRIES)

    def logout(self, request: HttpRequest) -> None:
        sessions.sign_out(request)

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Factors are changed within five minutes of having shown one (a password, while there is none)."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not records or time.time() - records[-1]["at"] > CONFIRMED_FOR

    def get_reauthentication_methods(self, user) -> list[dict]:
        """A password alone confirms nothing for someone who has a factor."""
        methods = super().get_reauthentication_methods(user)
        with_factor = user.is_authenticated and enrolment.factors(user).exists()
        return [one for one in methods if not with_factor or one["id"] != "reauthenticate"]

    def add_message(self, *args, **kwargs) -> None:
        """Our pages say themselves what was done."""

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        mails.tell(user, template_prefix)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("This is your last second factor: add another one first."),
    }

    def encrypt(self, text: str) -> str:
        return factors.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factors.opened(encrypted_text)

    def can_delete_authenticator(self, authenticator) -> bool:
        return enrolment.factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def get_totp_label(self, user) -> str:
        return user.get_username()

    def _get_user_identifier(self, user) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME


def _pair(request: HttpRequest, credentials: dict) -> tuple[str, str]:
    return credentials["username"].lower(), limits.place(request)
