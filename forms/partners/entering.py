"""The network's door: a mailed link, then a personal code. Neither opens anything alone."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from forms import partner_links, partner_session
from forms.codes import CodeForm, sign_field
from forms.intake import Step
from forms.intakes.fields import EmailField
from forms.models import Partner
from forms.partners.views import INTAKE, alerts
from forms.services.networking import enter, mail_link
from home import limits
from home.public_forms import client_address
from home.records.hashing import email_digest

ASKED_PER_ADDRESS = 20  # an organisation may have one address for all its people
MAILS_PER_LINK = 5  # while they are held back, one of those sent still works: nobody is shut out by asking for them
DEMO_EMAIL, DEMO_CODE = "partenaire@exemple.fr", "K7M4QX"


class AddressForm(Step):
    email = EmailField(
        label=gettext_lazy("Your work e-mail address"),
        required_message=gettext_lazy("Type your e-mail address"),
        help_text=gettext_lazy("The one that your organisation gave us. For example: name@example.org"),
    )


class PartnerCodeForm(CodeForm):
    """The personal code: the mailed link says whose."""

    too_many = gettext_lazy("Too many tries. Wait 15 minutes, or call us.")
    apart = gettext_lazy("This is not your personal code. Check it, sign by sign.")
    reference = None  # type: ignore[assignment]
    code = sign_field(
        gettext_lazy("Your personal code"),
        gettext_lazy("Type your personal code"),
        gettext_lazy("Six letters and figures, given when the city approved you."),
    )

    def __init__(self, *args, partner: Partner, **kwargs) -> None:
        super().__init__(*args, number=str(partner.pk), **kwargs)
        self.partner = partner

    def find(self, number: str, code: str) -> Partner | None:
        return self.partner if check_password(code, self.partner.code_hash) else None


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """The alerts of the partner who is signed in; for all others, the way to sign in."""
    partner = partner_session.current(request)
    if partner:
        return alerts(request, partner)
    return ask(request) if request.method == "POST" else offer(request, AddressForm())


def ask(request: HttpRequest) -> HttpResponse:
    """The same answer whether the address is known or not."""
    form = AddressForm(request.POST)
    seconds = partner_links.LASTS_SECONDS
    waits = limits.count("partner-ask", client_address(request), seconds=seconds) > ASKED_PER_ADDRESS
    if form.is_valid() and waits:
        form.add_error(None, _("Too many tries. Wait 15 minutes, or call us."))
    if not form.is_valid():
        return offer(request, form, status=429 if waits else 200)
    email = form.cleaned_data["email"]
    if limits.count("partner-mail", email_digest(email), seconds=seconds) <= MAILS_PER_LINK:
        mail_link(email)
    return redirect(f"{request.path}?envoye")


def offer(request: HttpRequest, form: AddressForm, status: int = 200) -> HttpResponse:
    demo = (DEMO_EMAIL, DEMO_CODE) if settings.DEMO else ()
    context = {"form": form, "intake": INTAKE, "asked": "envoye" in request.GET, "demo": demo}
    return render(request, "forms/partners/door.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Machines follow links too: opening it changes nothing, typing the code signs in."""
    partner = partner_links.find(token)
    if partner is None:
        return over(request)
    typed = {"data": request.POST} if request.method == "POST" else {}
    form = PartnerCodeForm(**typed, request=request, partner=partner)
    if not form.is_valid():
        return render(
            request, "forms/partners/code.html", {"form": form, "intake": INTAKE}, status=429 if form.waits else 200
        )
    if not enter(partner):
        return over(request)
    partner_session.sign_in(request, partner)
    return redirect("forms:partners")


def over(request: HttpRequest) -> HttpResponse:
    return render(request, "forms/partners/link_over.html", {"intake": INTAKE}, status=410)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    partner_session.sign_out(request)
    return redirect("forms:partners")
