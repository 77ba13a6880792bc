"""Typing a request for someone at the desk, on the phone, or who wrote a letter: the same pages as on the web."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from forms import device, drafts
from forms.inbox import queries
from forms.inbox.forms import EntryForm
from forms.intakes import INTAKES
from forms.models import Draft, Inbox

LANGUAGE = "fr"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The choice of a request; then its first page, on a draft that this session of the agent holds."""
    inboxes(request.user)
    form = EntryForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "forms/inbox/enter.html", {"form": form, "drafts": under_way(request)})
    intake = INTAKES[form.cleaned_data["intake"]]
    draft = drafts.new(
        intake.slug,
        days=intake.draft_days,
        language=LANGUAGE,
        channel=form.cleaned_data["channel"],
        entered_by=request.user,
    )
    device.give_draft(request, draft.pk)
    return redirect(address(draft, intake.steps[0][0]))


def under_way(request: HttpRequest) -> list[tuple[Draft, str, str]]:
    """The drafts that this agent began here and did not send: each with its title and where it goes on."""
    held = Draft.objects.filter(pk__in=device.held_drafts(request), entered_by=request.user, submission=None)
    return [
        (draft, INTAKES[draft.intake].title, address(draft, INTAKES[draft.intake].check_step))
        for draft in held.defer("answers").order_by("-updated_at")
    ]


def address(draft: Draft, step: str) -> str:
    with override(LANGUAGE):
        return redirect("forms:step", draft.intake, draft.pk, step).url


@require_POST
def finish(request: HttpRequest, draft) -> HttpResponse:
    """The receipt is printed or read out: this session lets go of the draft, and shows the code to nobody any more."""
    inboxes(request.user)
    device.forget_draft(request, draft)
    messages.success(request, _("Finished. The code is not shown here any more."))
    return redirect("submissions:enter")


def inboxes(user: User) -> list[Inbox]:
    """Those that the user's teams work; Http404 without any, as for an unknown address."""
    found = list(queries.inboxes_of(user)) if user.has_perm(queries.WORK) else []
    if not found:
        raise Http404
    return found
