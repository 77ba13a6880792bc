"""What agents read in lists: their inboxes, one inbox, what a search finds. Nothing of a request goes through Wagtail's
generic screens.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms.inbox import queries, words
from forms.inbox.forms import FilterForm, SearchForm, ViewForm
from forms.inbox.queries import Tab
from forms.inbox.views import works_inboxes
from forms.intakes import INTAKES
from forms.models import Inbox, SavedView, Submission
from forms.services import viewing
from forms.services.passing import intake_of
from forms.workflow import Status
from home.records.reading import record_list, record_reads


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
    counted = [(box, *words.to_do(everything.filter(team=box.team_id))) for box in mine]
    return render(request, "forms/inbox/inboxes.html", {"form": form, "inboxes": counted})


def found(request: HttpRequest, form: SearchForm, text: str, mine: list[Inbox]) -> HttpResponse:
    matches = queries.matching(queries.visible(request.user), text)
    everywhere = queries.ordered(matches, Tab.ALL, frozenset(Status))
    rows, following = queries.read_page(everywhere, request.GET.get("after", ""), by_day=False)
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
    box = open_inbox(request.user, slug)
    tab = Tab(request.GET["tab"]) if request.GET.get("tab") in set(Tab) else Tab.TODO
    form = FilterForm(request.GET, tab=tab, agents=agents_of(box), intake=INTAKES.get(intake_of(box)))
    form.is_valid()
    everything = queries.in_inbox(request.user, box)
    rows, following = queries.read_page(
        filtered(everything, form, tab, request.user), request.GET.get("after", ""), by_day=tab.by_day
    )
    if form.cleaned_data.get("q"):
        record_reads(request.user, rows, "search")
    else:
        record_list(request.user, box)
    context = {
        "inbox": box,
        "form": form,
        "filters": [form[name] for name in form.names],
        "tabs": words.tabs(queries.count_tabs(everything, box, request.user), tab),
        "tab": tab,
        "bulk_agents": form.fields["agent"].choices[1:] if tab.by_day else [],
        "rows": [words.row(submission) for submission in rows],
        "first_page": words.first_page(request.GET),
        "next_page": words.next_page(request.GET, following),
        "later_page": "after" in request.GET,
        "latest": None if rows else everything.order_by("-received_at", "-pk").first(),
        **views_context(box, request, form),
    }
    return render(request, "forms/inbox/inbox.html", context)


def views_context(box: Inbox, request: HttpRequest, form: FilterForm) -> dict:
    filters = words.filters_of(request.GET)
    return {
        "views": [(view, view.filters == filters) for view in viewing.views_of(box, request.user)],
        "view_form": ViewForm(initial={"filters": filters}, auto_id="view_%s") if form.active and filters else None,
    }


def open_inbox(user: User, slug: str) -> Inbox:
    works_inboxes(user)
    return get_object_or_404(queries.inboxes_of(user), slug=slug)


def filtered(submissions: QuerySet[Submission], form: FilterForm, tab: Tab, user: User) -> QuerySet[Submission]:
    chosen = form.cleaned_data
    columns = {"assignee": chosen.get("agent")}
    columns |= {name: chosen.get(name) for name in ("news", "channel", "interpreter")}
    rows = tab.among(submissions, user).filter(**{name: value for name, value in columns.items() if value})
    if chosen.get("due"):
        rows = queries.due(rows, chosen["due"])
    if (chosen.get("q") or "").strip():
        rows = queries.matching(rows, chosen["q"])
    rows = queries.answered(rows, form.answers)
    return queries.ordered(rows, tab, frozenset({chosen["status"]} if chosen.get("status") else Status))


def agents_of(box: Inbox) -> QuerySet[User]:
    return User.objects.filter(groups=box.team_id, is_active=True).order_by("last_name", "first_name", "username")


@require_POST
def save_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Name the list on the screen. What was searched is a person's: it is never kept."""
    box = open_inbox(request.user, slug)
    filters = words.filters_of(QueryDict(request.POST.get("filters", "")))
    form = ViewForm({**request.POST.dict(), "filters": filters})
    try:
        if form.is_valid():
            viewing.save(box, form.cleaned_data["name"], filters, by=request.user, shared=form.cleaned_data["shared"])
            messages.success(request, _("This view is kept, with the others above the list."))
        else:
            messages.error(request, _("The view was not kept: give it a name of 60 letters at most."))
    except viewing.NameTaken:
        messages.error(request, _("A view has this name already: choose another one."))
    except viewing.TooManyViews:
        messages.error(request, _("There are 20 views already: delete one that nobody needs."))
    return redirect(f"{reverse('submissions:inbox', args=[slug])}?{filters}")


@require_POST
def delete_view(request: HttpRequest, slug: str, view: int) -> HttpResponse:
    box = open_inbox(request.user, slug)
    get_object_or_404(viewing.views_of(box, request.user), pk=view).delete()
    messages.success(request, _("The view is deleted; the requests are where they were."))
    return redirect("submissions:inbox", slug)


@require_safe
def named_view(request: HttpRequest, view: int) -> HttpResponse:
    """The short address of a view, to pass on within the team."""
    works_inboxes(request.user)
    mine = SavedView.objects.filter(inbox__in=queries.inboxes_of(request.user)).select_related("inbox")
    found = get_object_or_404(mine.filter(owner=None) | mine.filter(owner=request.user), pk=view)
    return redirect(f"{reverse('submissions:inbox', args=[found.inbox.slug])}?{found.filters}")
