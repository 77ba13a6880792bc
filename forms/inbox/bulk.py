"""Giving many requests to one colleague at once: what will change and what cannot, and why; then, confirmed, done.

Decisions are not made in bulk: each is somebody's.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from forms.inbox import acts, queries
from forms.inbox.act_forms import AgentField
from forms.inbox.forms import StaffForm, agent_name
from forms.inbox.lists import agents_of, open_inbox
from forms.models import Inbox, Submission
from forms.services import deciding, in_bulk, passing
from forms.workflow import ForbiddenMove
from home.records.reading import record_reads

REFUSALS = (ForbiddenMove, deciding.Quarantined, passing.NotOfTheTeam)


class BulkForm(StaffForm):
    """To whom, and which: rows of the user's own inbox, the others are passed over as if they never were."""

    to = AgentField(
        label=gettext_lazy("Give those ticked to"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Choose a colleague"),
        error_messages={"required": gettext_lazy("Choose a colleague")},
    )

    def __init__(self, *args, box: Inbox, **kwargs) -> None:
        super().__init__(*args, auto_id="bulk_%s", **kwargs)
        self.fields["to"].queryset = agents_of(box)


@require_POST
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """First POST: the rehearsal. Second one, confirmed: the act."""
    box = open_inbox(request.user, slug)
    form, rows = BulkForm(request.POST, box=box), chosen(request, box)
    if not form.is_valid() or not rows:
        messages.error(request, _("Nothing was done: tick requests, and choose a colleague."))
        return redirect("submissions:inbox", slug)
    to = form.cleaned_data["to"]

    def verb(submission: Submission) -> None:
        passing.assign(submission, to, by=request.user)

    if "confirmed" in request.POST:
        done = len(in_bulk.act(rows, verb, REFUSALS).done)
        told = ngettext("%(n)s request is given.", "%(n)s requests are given.", done) % {"n": done}
        messages.success(request, told)
        return redirect("submissions:inbox", slug)
    record_reads(request.user, rows, "decision")
    outcome = in_bulk.rehearse(rows, verb, REFUSALS)
    refused = [(submission, acts.why(refusal)) for submission, refusal in outcome.refused]
    context = {"inbox": box, "form": form, "to": agent_name(to), "done": outcome.done, "refused": refused}
    return render(request, "forms/inbox/bulk.html", context)


def chosen(request: HttpRequest, box: Inbox) -> list[Submission]:
    keys = [key for text in request.POST.getlist("chosen")[: in_bulk.MOST] if (key := as_key(text))]
    return list(queries.in_inbox(request.user, box).filter(pk__in=keys).order_by("due_on", "received_at", "pk"))


def as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
