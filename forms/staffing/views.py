"""Accounts and teams: who sees what, who is proposed, who decides. To everyone else these pages do not exist."""

from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms.models import Inbox
from forms.staffing import words
from forms.staffing.forms import ProposeForm
from home.accounts import joining
from home.accounts.rules import may_change
from home.doors import only
from home.roles import LEADING, OVERSEEING
from home.signin.models import Joining

CONFIRM, REFUSE = "confirm", "refuse"


def manages(user: User) -> bool:
    return user.has_perm(joining.MANAGE)


def reads(user: User) -> bool:
    """Who manages accounts, the leads, and the data protection officer."""
    return any(map(user.has_perm, (joining.MANAGE, LEADING, OVERSEEING)))


@require_safe
@only(reads)
def home(request: HttpRequest) -> HttpResponse:
    inboxes = dict(Inbox.objects.values_list("team", "name"))
    waiting = Joining.objects.filter(decided_at=None).select_related("user", "team", "proposed_by")
    rows = [(one, words.name(one.team, inboxes), joining.may_decide(request.user, one)) for one in waiting]
    context = {
        "waiting": rows,
        "roles": words.roles(),
        "accounts": words.accounts(User.objects.all()),
        "manages": manages(request.user),
        "me": request.user,
    }
    return render(request, "forms/staffing/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(manages)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """The teams of one account. POST proposes it for one more."""
    person = changeable(request, pk)
    form = ProposeForm(request.POST if request.method == "POST" else None, account=person)
    if form.is_valid():
        joining.propose(person, form.cleaned_data["team"], by=request.user)
        messages.success(request, _("Proposed. The account sees nothing more until a lead confirms."))
        return redirect("staffing:account", pk)
    inboxes = dict(Inbox.objects.values_list("team", "name"))
    guarded = person.groups.filter(name__in=joining.GUARDED).order_by("name")
    waiting = Joining.objects.filter(user=person, decided_at=None).select_related("team")
    context = {
        "person": person,
        "form": form,
        "teams": [(group, words.name(group, inboxes)) for group in guarded],
        "waiting": [words.name(one.team, inboxes) for one in waiting],
    }
    return render(request, "forms/staffing/account.html", context)


@require_POST
@only(manages)
def leave(request: HttpRequest, pk: int, team: int) -> HttpResponse:
    person = changeable(request, pk)
    joining.leave(person, get_object_or_404(Group, pk=team, name__in=joining.GUARDED), by=request.user)
    messages.success(request, _("Taken out of the team. Their sessions end, their requests are back in the queue."))
    return redirect("staffing:account", pk)


def changeable(request: HttpRequest, pk: int) -> User:
    """Not one's own account, nor a superuser's: Http404, as for an unknown one."""
    person = get_object_or_404(User, pk=pk)
    if not may_change(request.user, person) or person.is_superuser:
        raise Http404
    return person


@require_POST
@only(joining.may_decide)
def decide(request: HttpRequest, pk) -> HttpResponse:
    row, choice = get_object_or_404(Joining, pk=pk), request.POST.get("choice")
    if choice not in {CONFIRM, REFUSE}:
        return redirect("staffing:list")
    try:
        joining.decide(row, by=request.user, confirm=choice == CONFIRM)
        messages.success(
            request, _("Confirmed.") if choice == CONFIRM else _("Refused: the account sees nothing more.")
        )
    except joining.NotAllowed:
        messages.warning(request, _("Somebody else decides on this one: nobody decides alone, or for themselves."))
    except joining.Settled:
        messages.warning(request, _("Another lead decided meanwhile."))
    return redirect("staffing:list")
