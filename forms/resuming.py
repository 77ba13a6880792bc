"""Leaving a draft for later, and coming back to it from anywhere: with its number and code, or by the mailed link."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from forms import device, drafts, receipts, resume_links
from forms.codes import DraftCodeForm, LinkCodeForm
from forms.intake import Intake, Step
from forms.intakes import INTAKES
from forms.intakes.fields import EmailField
from forms.models import Draft
from forms.services.resuming import send_link
from forms.unreachable import unreachable
from home import limits
from home.public_forms import client_address

DAY = 24 * 60 * 60
MAILS_PER_DRAFT, MAILS_PER_ADDRESS = 5, 40


class MailForm(Step):
    email = EmailField(
        label=gettext_lazy("E-mail address"),
        required_message=gettext_lazy("Type your e-mail address"),
        help_text=gettext_lazy("For example: name@example.org"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest, slug: str, draft: object) -> HttpResponse:
    """What one needs to come back to a draft: its number, its code, and a link by mail for those who want one."""
    if slug not in INTAKES:
        raise Http404
    try:
        held = drafts.held_draft(request, slug, draft)
        if hasattr(held, "submission"):
            return redirect(receipts.link(held.submission))
        return offer(request, held) if request.method != "POST" else mail(request, held)
    except drafts.UnknownDraft:
        return unreachable(request, INTAKES[slug], "")


def offer(request: HttpRequest, draft: Draft, form: MailForm | None = None) -> HttpResponse:
    context = {
        "draft": draft,
        "intake": INTAKES[draft.intake],
        "form": form or MailForm(initial={"email": draft.email or ""}),
        "mailed": "envoye" in request.GET,
    }
    return render(request, "forms/later.html", context)


def mail(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = MailForm(request.POST)
    if form.is_valid() and mails_too_much(request, draft):
        form.add_error(
            None, _("We already sent several messages. Wait until tomorrow, or note the number and the code.")
        )
    if not form.is_valid():
        return offer(request, draft, form)
    with transaction.atomic():
        send_link(drafts.locked(draft), form.cleaned_data["email"], asked=True)
    return redirect(f"{request.path}?envoye")


def mails_too_much(request: HttpRequest, draft: Draft) -> bool:
    by_draft = limits.count("resume-mail-draft", draft.pk, seconds=DAY)
    by_address = limits.count("resume-mail-address", client_address(request), seconds=DAY)
    return by_draft > MAILS_PER_DRAFT or by_address > MAILS_PER_ADDRESS


@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """The door for those who have the number and the code, read out on the phone or printed."""
    form = DraftCodeForm(request.POST, request=request) if request.method == "POST" else DraftCodeForm()
    return unlock(request, form, {})


@require_http_methods(["GET", "HEAD", "POST"])
def resume_link(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link. Machines follow links too: opening it changes nothing, typing the code opens the draft."""
    key = resume_links.draft_of(token)
    draft = Draft.objects.filter(pk=key).first() if key else None
    if draft is None:
        return render(request, "forms/draft_over.html", {"was_ours": bool(key)}, status=410 if key else 404)
    typed = {"data": request.POST} if request.method == "POST" else {}
    form = LinkCodeForm(**typed, request=request, number=draft.reference)
    here = address(draft) if device.holds(request, draft.pk) else ""
    return unlock(request, form, {"draft": draft, "here": here})


def unlock(request: HttpRequest, form: DraftCodeForm, context: dict) -> HttpResponse:
    if not form.is_valid():
        return render(request, "forms/resume.html", {"form": form, **context}, status=429 if form.waits else 200)
    draft = form.found
    if hasattr(draft, "submission"):
        device.open_request(request, draft.submission.pk)
        return redirect("forms:follow")
    drafts.hand_over(draft)
    device.unlock_draft(request, draft.pk)
    return redirect(address(draft))


def address(draft: Draft) -> str:
    """Where to go on: the check page leads to the first step that is missing."""
    intake: Intake = INTAKES[draft.intake]
    return redirect("forms:step", intake.slug, draft.pk, intake.check_step).url
