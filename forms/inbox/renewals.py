"""A new code for someone who lost theirs. Two steps: the checks to make, then the code, shown once."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms import reference
from forms.inbox import desk
from forms.inbox.forms import DraftNumberForm, RenewForm
from forms.inbox.verbs import not_done
from forms.inbox.views import door
from forms.intake import Intake
from forms.intakes import INTAKES
from forms.models import Draft, Submission
from forms.services import deciding, history, renewing


@require_http_methods(["GET", "HEAD", "POST"])
def request_code(request: HttpRequest, pk) -> HttpResponse:
    submission = door(request.user, pk)
    posted = request.method == "POST"
    form = RenewForm(request.POST if posted else None, initial={"seen": history.last_entry(submission)})
    if not form.is_valid():
        return render(request, "forms/inbox/renew.html", {"submission": submission, "form": form})
    return renew_request(request, submission, form)


def renew_request(request: HttpRequest, submission: Submission, form: RenewForm) -> HttpResponse:
    try:
        code = renewing.renew_request(submission, by=request.user, seen=form.cleaned_data["seen"])
    except deciding.StalePage as refusal:
        return not_done(request, submission, refusal)
    except renewing.TooManyCodes:
        form.add_error(None, too_many())
        return render(request, "forms/inbox/renew.html", {"submission": submission, "form": form}, status=429)
    told = bool(submission.contact.get("email"))
    return tell(request, code, submission.reference, {"submission": submission, "told": told})


@require_http_methods(["GET", "HEAD", "POST"])
def draft_code(request: HttpRequest) -> HttpResponse:
    """Number first, then the checks, then the code. Nothing of the answers is shown, nor whose draft it is."""
    desk.inboxes(request.user)
    form = DraftNumberForm(request.POST if request.method == "POST" else None)
    draft = found(request.user, form.cleaned_data["number"]) if form.is_valid() else None
    if draft is None:
        return render(request, "forms/inbox/draft_code.html", {"form": form, "unknown": form.is_valid()})
    renew_form = RenewForm(request.POST if "seen" in request.POST else None, initial={"seen": draft.version})
    if renew_form.is_valid():
        return renew_draft(request, draft, renew_form)
    return show_draft(request, draft, renew_form)


def renew_draft(request: HttpRequest, draft: Draft, form: RenewForm) -> HttpResponse:
    try:
        code = renewing.renew_draft(draft, by=request.user, version=form.cleaned_data["seen"] or 0)
    except renewing.DraftGone:
        form.add_error(None, _("This draft was saved, sent or deleted meanwhile. Look for it again."))
        return show_draft(request, draft, form, status=409)
    except renewing.TooManyCodes:
        form.add_error(None, too_many())
        return show_draft(request, draft, form, status=429)
    return tell(request, code, draft.reference, {"told": bool(draft.email)})


def show_draft(request: HttpRequest, draft: Draft, form: RenewForm, *, status: int = 200) -> HttpResponse:
    context = {"draft": draft, "form": form, "intake": INTAKES[draft.intake], "sent": hasattr(draft, "submission")}
    return render(request, "forms/inbox/draft_found.html", context, status=status)


def tell(request: HttpRequest, code: str, number: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, "forms/inbox/new_code.html", {"code": code, "number": number, **context})


def too_many() -> str:
    return _("You made 20 new codes within an hour: that is the most. Wait, or ask a colleague.")


def found(user: User, typed: str) -> Draft | None:
    """The draft of exactly this number, of a request that the user's teams work. Its answers stay sealed."""
    served = {inbox.slug for inbox in desk.inboxes(user)}
    intakes = [intake.slug for intake in INTAKES.values() if inbox_of(intake) in {"", *served}]
    drafts = Draft.objects.filter(reference=reference.normalise(typed), intake__in=intakes)
    return drafts.select_related("submission").defer("answers").first()


def inbox_of(intake: Intake) -> str:
    """The inbox that an intake goes to whatever is answered; empty when that depends."""
    with suppress(LookupError):
        return intake.route({})
    return ""
