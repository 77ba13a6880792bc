"""The forms of sign-in, in our words and behind our limits."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.signin import journal, limits
from home.signin.tasks import ask_for_link

CODE_LIVES = 90  # seconds: the period before, this one, the next


class Plain:
    """No placeholder, no hint that repeats a link of the page."""

    labels: dict = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.labels.get(name, field.label), ""


class SignInForm(Plain, account.LoginForm):
    """Posts the names that Django's own sign-in posts: people's password managers and scripts know them."""

    labels = {"login": _("User name"), "password": _("Password")}

    def add_prefix(self, field_name: str) -> str:
        return "username" if field_name == "login" else super().add_prefix(field_name)


class PasswordForm(Plain, account.ReauthenticateForm):
    labels = {"password": _("Password")}


class ForgottenForm(Plain, account.ResetPasswordForm):
    labels = {"email": _("Your work e-mail address")}

    def clean_email(self) -> str:
        try:
            limits.admit("forgotten", limits.place(context.request))
        except limits.Refused:
            raise ValidationError(_("Too many tries. Wait 15 minutes.")) from None
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs) -> str:
        """Nobody is looked for here: known or not, the answer takes the same time."""
        ask_for_link(self.cleaned_data["email"])
        return self.cleaned_data["email"]


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("The same once more")}


class ChangeForm(Plain, account.ChangePasswordForm):
    labels = NewPasswordForm.labels | {"oldpassword": _("Password of today")}

    def clean_oldpassword(self) -> str:
        """Counted like a sign-in: an open session is no place to guess."""
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]


class LimitedCode(Plain):
    """Five wrong codes from one address, ten from all; a code opens once."""

    labels = {"code": _("Code")}

    def clean_code(self) -> str:
        here, anywhere = (self.user.pk, limits.place(context.request)), (self.user.pk,)
        try:
            last = limits.admit("code", *here) >= limits.TRIES
            last = limits.admit("code-anywhere", *anywhere, most=limits.TRIES_ANYWHERE) >= limits.TRIES_ANYWHERE or last
        except limits.Refused:
            raise get_adapter().validation_error("too_many_login_attempts") from None
        try:
            code = super().clean_code()
            if self.authenticator.type == Authenticator.Type.TOTP and not first_use(self.user, code):
                raise get_factor_adapter().validation_error("incorrect_code")
        except ValidationError:
            journal.code_failed(self.user, locked=last)
            raise
        limits.forgive("code", *here)
        limits.forgive("code-anywhere", *anywhere)
        return code


class CodeForm(LimitedCode, base.AuthenticateForm):
    pass


class ConfirmCodeForm(LimitedCode, base.ReauthenticateForm):
    pass


class AddAppForm(Plain, totp.ActivateTOTPForm):
    labels = {"code": _("The code that the application shows")}


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    """Every passkey signs in by itself: there is nothing to choose but its name."""

    labels = {"name": _("A name for this passkey")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.fields["name"].max_length = 60
        self.initial["name"] = _("My passkey")


def first_use(user, code: str) -> bool:
    """allauth remembers a code for one period only, and a code is good for three."""
    return limits.use_once("totp", user.pk, "".join(code.split()), seconds=CODE_LIVES)
