"""What agents read of one request. Plain views: nothing of a request goes through Wagtail's
generic screens. A request of another team answers exactly as one that never was."""

from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from forms.inbox import acts, queries, words
from forms.inbox.forms import AskForm, MoveForm, agent_name, decisions, is_for_another
from forms.inbox.signed import signed
from forms.intakes import INTAKES
from forms.models import Submission
from forms.services import history, lapsing, presence
from forms.services.quarantine import RELEASABLE
from forms.workflow import CLOSED, OPEN, Status
from home.records.reading import record_read


@require_safe
def detail(request: HttpRequest, pk) -> HttpResponse:
    return show(request, door(request.user, pk))


def door(user: User, pk) -> Submission:
    """The request, if it is one of the user's teams; Http404 otherwise, as for an unknown one."""
    works_inboxes(user)
    rows = queries.visible(user).select_related("assignee", "team__inbox", "partner__organisation", "merged_into")
    rows = rows.prefetch_related("asked_documents")
    return get_object_or_404(rows, pk=pk)


def works_inboxes(user: User) -> None:
    if not user.has_perm(queries.WORK):
        raise Http404


def whole(submission: Submission) -> dict[str, Any]:
    """All that is read of a request, on screen and on paper."""
    return {
        "submission": submission,
        "request_row": words.row(submission),
        "cards": words.cards(submission),
        "papers": words.papers(submission),
        "reach": words.reach(submission),
        "signed": signed(submission),
        "history": [words.line(entry) for entry in history.entries(submission)],
    }


def show(request: HttpRequest, submission: Submission, **more) -> HttpResponse:
    """The page of a request, with whatever the agent typed (`ask_form`, `move_form`) and `changes` made meanwhile."""
    record_read(request.user, submission, "detail")
    inquiries, intake = list(submission.inquiries.select_related("asked_by")), INTAKES.get(submission.intake)
    status, seen = Status(submission.status), {"seen": history.last_entry(submission)}
    context = (
        whole(submission)
        | {
            "others": [agent_name(user) for user in presence.arrive(submission, request.user)],
            "heading": f"{submission.reference}, {submission.name}",
            "notes": words.notes(submission),
            "written": list(submission.written.select_related("sent_by")),
            "errands": list(submission.errands.select_related("done_by")),
            "staff_part": intake.staff_part if intake else "",
            "lapses_on": lapsing.last_day(submission),
            "for_another": is_for_another(submission),
            "inquiry": next((inquiry for inquiry in inquiries if not inquiry.answered_at), None),
            "answered": [inquiry for inquiry in inquiries if inquiry.answered_at],
            "closed": status in CLOSED,
            "reason": words.reason(submission),
            "suspicion": submission.get_suspicion_display(),
            "can_release": bool(submission.quarantined_at) and submission.status in RELEASABLE,
            "seen": seen["seen"],
            "can_take": words.can_take(submission, request.user),
            "can_ask": status == Status.IN_REVIEW,
            "can_check": (status in OPEN or submission.is_subject) and not submission.in_quarantine,
            "decisions": decisions(submission),
            "acts": acts.offered(submission, request.user),
            "ask_form": AskForm(initial=seen, auto_id="ask_%s"),
            "move_form": MoveForm(submission=submission, initial=seen),
            "status_code": 200,
        }
        | more
    )
    refresh_seen(context, seen)
    status_code = context.pop("status_code")
    return render(request, "forms/inbox/detail.html", context, status=status_code)


def refresh_seen(context: dict, seen: dict) -> None:
    """A form that comes back is sent again from the page as it is now."""
    for form in (context["ask_form"], context["move_form"]):
        if form.is_bound:
            form.data = {**form.data.dict(), **seen}
