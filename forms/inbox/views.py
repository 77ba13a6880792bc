"""What agents read: their inboxes, one inbox, one request. Plain views: nothing of a request goes through Wagtail's
generic screens. A request of another team answers exactly as one that never was."""

from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from forms.inbox import queries, words
from forms.inbox.forms import AskForm, FilterForm, MoveForm, SearchForm, decisions
from forms.inbox.queries import Tab
from forms.intakes import INTAKES
from forms.models import Inbox, Submission
from forms.services import history, lapsing
from forms.services.quarantine import RELEASABLE
from forms.workflow import CLOSED, Status
from home.records.reading import record_list, record_read, record_reads


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.has_perm(queries.WORK):
        return inboxes(request)
    if request.user.has_perm(queries.COUNT):
        numbers = words.numbers(queries.counts_by_inbox())
        return render(request, "forms/inbox/numbers.html", {"numbers": numbers, "statuses": words.statuses()})
    raise PermissionDenied


def inboxes(request: HttpRequest) -> HttpResponse:
    form, mine = SearchForm(request.GET), list(queries.inboxes_of(request.user))
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if text:
        return found(request, form, text, mine)
    if len(mine) == 1 and "q" not in request.GET:
        return redirect("submissions:inbox", mine[0].slug)
    everything = queries.visible(request.user)
    counted = [(box, queries.figure(queries.count_to_do(everything.filter(team=box.team_id)))) for box in mine]
    return render(request, "forms/inbox/inboxes.html", {"form": form, "inboxes": counted})


def found(request: HttpRequest, form: SearchForm, text: str, mine: list[Inbox]) -> HttpResponse:
    matches = queries.matching(queries.visible(request.user), text)
    everywhere = queries.streams(matches, Tab.ALL, frozenset(Status))
    rows, following = queries.read_page(everywhere, request.GET.get("after", ""), latest_first=True)
    record_reads(request.user, rows, "search")
    names = {inbox.team_id: inbox.name for inbox in mine}
    context = {
        "form": form,
        "text": text,
        "rows": [words.row(submission, names.get(submission.team_id, "")) for submission in rows],
        "next_page": urlencode({"q": text, "after": following}) if following else "",
    }
    return render(request, "forms/inbox/found.html", context)


@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    works_inboxes(request.user)
    box = get_object_or_404(queries.inboxes_of(request.user), slug=slug)
    tab = Tab(request.GET["tab"]) if request.GET.get("tab") in set(Tab) else Tab.TODO
    form = FilterForm(request.GET, tab=tab, agents=agents_of(box))
    form.is_valid()
    everything = queries.in_inbox(request.user, box)
    rows, following = queries.read_page(
        filtered(everything, form, tab, request.user), request.GET.get("after", ""), latest_first=tab.latest_first
    )
    if form.cleaned_data.get("q"):
        record_reads(request.user, rows, "search")
    else:
        record_list(request.user, box)
    context = {
        "inbox": box,
        "form": form,
        "filters": [form["status"], form["agent"]],
        "tabs": words.tabs(everything, tab, request.user),
        "tab": tab,
        "rows": [words.row(submission) for submission in rows],
        "first_page": words.first_page(request.GET),
        "next_page": words.next_page(request.GET, following),
        "later_page": "after" in request.GET,
        "latest": None if rows else everything.order_by("-received_at", "-pk").first(),
    }
    return render(request, "forms/inbox/inbox.html", context)


def filtered(submissions, form: FilterForm, tab: Tab, user: User):
    chosen = form.cleaned_data
    rows = tab.among(submissions, user)
    if chosen.get("agent"):
        rows = rows.filter(assignee_id=chosen["agent"])
    if (chosen.get("q") or "").strip():
        rows = queries.matching(rows, chosen["q"])
    return queries.streams(rows, tab, frozenset({chosen["status"]} if chosen.get("status") else Status))


def agents_of(box: Inbox):
    return User.objects.filter(groups=box.team_id, is_active=True).order_by("last_name", "first_name", "username")


@require_safe
def detail(request: HttpRequest, pk) -> HttpResponse:
    return show(request, door(request.user, pk))


def door(user: User, pk) -> Submission:
    """The request, if it is one of the user's teams; Http404 otherwise, as for an unknown one."""
    works_inboxes(user)
    rows = queries.visible(user).select_related("assignee", "team__inbox", "partner__organisation")
    return get_object_or_404(rows, pk=pk)


def works_inboxes(user: User) -> None:
    if not user.has_perm(queries.WORK):
        raise Http404


def show(request: HttpRequest, submission: Submission, **more) -> HttpResponse:
    """The page of a request, with whatever the agent typed (`ask_form`, `move_form`) and `changes` made meanwhile."""
    record_read(request.user, submission, "detail")
    entries, intake = list(history.entries(submission)), INTAKES.get(submission.intake)
    inquiries = list(submission.inquiries.select_related("asked_by"))
    status = Status(submission.status)
    seen = {"seen": entries[0].pk if entries else 0}
    context = {
        "submission": submission,
        "request_row": words.row(submission),
        "heading": f"{submission.reference}, {submission.name}",
        "cards": words.cards(submission),
        "papers": words.papers(submission),
        "staff_part": intake.staff_part if intake else "",
        "lapses_on": lapsing.last_day(submission),
        "reach": words.reach(submission),
        "for_another": bool(intake and intake.agreement in submission.answers),  # it is asked of someone else only
        "inquiry": next((inquiry for inquiry in inquiries if not inquiry.answered_at), None),
        "answered": [inquiry for inquiry in inquiries if inquiry.answered_at],
        "history": [words.line(entry) for entry in entries],
        "closed": status in CLOSED,
        "reason": words.reason(submission),
        "suspicion": submission.get_suspicion_display(),
        "can_release": bool(submission.quarantined_at) and submission.status in RELEASABLE,
        "seen": seen["seen"],
        "can_take": words.can_take(submission, request.user),
        "can_ask": status == Status.IN_REVIEW,
        "decisions": decisions(submission),
        "ask_form": AskForm(initial=seen, auto_id="ask_%s"),
        "move_form": MoveForm(submission=submission, initial=seen),
        "status_code": 200,
    } | more
    refresh_seen(context, seen)
    status_code = context.pop("status_code")
    return render(request, "forms/inbox/detail.html", context, status=status_code)


def refresh_seen(context: dict, seen: dict) -> None:
    """A form that comes back is sent again from the page as it is now."""
    for form in (context["ask_form"], context["move_form"]):
        if form.is_bound:
            form.data = {**form.data.dict(), **seen}
