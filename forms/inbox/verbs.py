"""What agents do: each POST is one verb of the services, then a redirect with a word on what happened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forms.inbox import words
from forms.inbox.forms import AskForm, MoveForm, agent_name
from forms.inbox.views import door, show
from forms.intake import NotPossible
from forms.models import Submission
from forms.services import deciding, history
from forms.workflow import ForbiddenMove
from home.records.reading import record_read


@require_POST
def take(request: HttpRequest, pk) -> HttpResponse:
    submission = door(request.user, pk)
    try:
        deciding.take(submission, by=request.user)
    except deciding.AlreadyTaken as taken:
        messages.warning(request, _("%(agent)s already has this request.") % {"agent": agent_name(taken.agent)})
    except deciding.Quarantined:
        messages.warning(request, _("This request is in quarantine: release it first."))
    except ForbiddenMove:
        messages.warning(request, _("This request is decided: nobody needs to take it any more."))
    else:
        messages.success(request, _("This request is yours now."))
    return redirect("submissions:detail", submission.pk)


@require_POST
def ask(request: HttpRequest, pk) -> HttpResponse:
    submission = door(request.user, pk)
    form = AskForm(request.POST, auto_id="ask_%s")
    if not form.is_valid():
        return show(request, submission, ask_form=form)
    try:
        deciding.ask(submission, by=request.user, **form.cleaned_data)
    except (ForbiddenMove, deciding.AlreadyAsked, deciding.StalePage) as refusal:
        return not_done(request, submission, refusal, ask_form=form)
    messages.success(request, _("Your question is kept. The person finds it with the request number and code."))
    return redirect("submissions:detail", submission.pk)


@require_POST
def move(request: HttpRequest, pk) -> HttpResponse:
    """First POST: a page to confirm on. Second one, confirmed: the decision."""
    submission = door(request.user, pk)
    form = MoveForm(request.POST, submission=submission)
    if not form.is_valid():
        return invalid(request, submission, form)
    if "back" in request.POST:
        return show(request, submission, move_form=form)
    if "confirmed" not in request.POST:
        record_read(request.user, submission, "decision")
        context = {"submission": submission, "form": form, "decision": words.decision(form.cleaned_data, submission)}
        return render(request, "forms/inbox/confirm.html", context)
    return decide(request, submission, form)


def invalid(request: HttpRequest, submission: Submission, form: MoveForm) -> HttpResponse:
    """Often because a colleague was faster: a decision that was possible on the agent's page is not any more."""
    seen = form.cleaned_data.get("seen")
    changes = history.entries_since(submission, seen) if seen is not None else []
    if changes:
        return not_done(request, submission, deciding.StalePage(changes), move_form=form)
    return show(request, submission, move_form=form)


def decide(request: HttpRequest, submission: Submission, form: MoveForm) -> HttpResponse:
    try:
        deciding.move(submission, by=request.user, **form.cleaned_data)
    except (ForbiddenMove, deciding.Quarantined, deciding.ReasonMissing, deciding.StalePage) as refusal:
        return not_done(request, submission, refusal, move_form=form)
    except NotPossible as refusal:
        form.add_error("target", refusal.message)
        return show(request, submission, move_form=form, status_code=409)
    messages.success(request, _("Your decision is kept."))
    return redirect("submissions:detail", submission.pk)


def not_done(
    request: HttpRequest, submission: Submission, refusal: Exception, typed: str = "", **forms
) -> HttpResponse:
    """The request as it is now, who changed it, and what the agent had typed."""
    changes = [words.line(entry) for entry in getattr(refusal, "changes", [])]
    boxes = ("message", "household_message", "question")
    typed = typed or "\n\n".join(filter(None, (request.POST.get(name, "") for name in boxes)))
    fresh = door(request.user, submission.pk)
    return show(request, fresh, not_done=True, changes=changes, typed=typed, status_code=409, **forms)
