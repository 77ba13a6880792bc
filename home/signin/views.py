"""Sign-in and one's own factors: django-allauth's views, held to our rules."""

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from home.signin import enrolment, sessions
from home.signin.forms import first_use
from home.signin.qr import outline


class SignIn(account.LoginView):
    def get_context_data(self, **kwargs) -> dict:
        said = {
            "ended": self.request.session.pop(sessions.ENDED, False),
            "provider": bool(settings.SOCIALACCOUNT_PROVIDERS),
            "provider_name": settings.OIDC_NAME,
        }
        return super().get_context_data(**kwargs) | said


@never_cache
@login_required
def enrol(request: HttpRequest) -> HttpResponse:
    """The only page that a password alone opens: choose a first factor, or learn that the time for it is over."""
    if sessions.has_second_factor(request, request.user):
        return redirect("mfa_index")
    if not enrolment.may_enrol(request.user):
        sessions.sign_out(request)
        return render(request, "signin/closed.html", status=403)
    return render(request, "signin/enrol.html")


class Enrolling:
    """A factor is added by someone who has one already, or whose time to add the first is not over."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not _proven(request) and not enrolment.may_enrol(user):
            return redirect("signin_enrol")
        return super().dispatch(request, *args, **kwargs)

    def prove(self, authenticator: Authenticator) -> None:
        """Adding a factor shows that one holds it: the session is worth it from now on, under a new id."""
        record_authentication(self.request, self.request.user, "mfa", id=authenticator.pk, type=authenticator.type)
        self.request.session.cycle_key()


class AddApp(Enrolling, totp.ActivateTOTPView):
    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        side, path = outline(context["totp_url"])
        return context | {"side": side, "path": path}

    def form_valid(self, form) -> HttpResponse:
        first_use(self.request.user, form.cleaned_data["code"])
        response = super().form_valid(form)
        self.prove(Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP))
        return response


class AddPasskey(Enrolling, webauthn.AddWebAuthnView):
    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        # After allauth's own: the last challenge is the one that counts
        options = auth.begin_registration(self.request.user, passwordless=True)
        return context | {"js_data": {"creation_options": options}}

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        self.prove(Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN).latest("pk"))
        return response


class RemovePasskey(webauthn.RemoveWebAuthnView):
    success_url = None

    def get_success_url(self) -> str:
        return "../../"

    def form_valid(self, form) -> HttpResponse:
        if not enrolment.factors(self.request.user).exclude(pk=self.get_object().pk).exists():
            return render(self.request, "signin/last_factor.html", status=409)
        super().form_valid(form)
        return redirect("mfa_index")


def _proven(request: HttpRequest) -> bool:
    """In the demonstration without second factor nobody has shown one: whoever has one must show it to add another."""
    return sessions.has_second_factor(request, request.user) and settings.STAFF_MFA


def wagtails_door(request: HttpRequest) -> HttpResponse:
    """Wagtail's address for sign-in leads to ours; what is posted to it is taken as ours takes it."""
    return sign_in(request) if request.method == "POST" else to_our_door(request)


to_our_door = RedirectView.as_view(pattern_name="account_login", query_string=True)
sign_in = SignIn.as_view()
add_app = AddApp.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
sign_out, confirm_password = account.logout, account.reauthenticate
change_password, forgotten, forgotten_done = (
    account.password_change,
    account.password_reset,
    account.password_reset_done,
)
new_password, new_password_done = account.password_reset_from_key, account.password_reset_from_key_done
second_factor, confirm_code, factors = mfa.authenticate, mfa.reauthenticate, mfa.index
remove_app = totp.deactivate_totp
codes, new_codes = recovery.view_recovery_codes, recovery.generate_recovery_codes
passkey_sign_in, confirm_passkey = webauthn.login_webauthn, webauthn.reauthenticate_webauthn
