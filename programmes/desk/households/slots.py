"""The workers' half-days against the households that wait for a visit."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from home.records.reading import record_reads
from programmes.desk.households import acts, words
from programmes.desk.households.doors import team_only
from programmes.desk.households.forms import SlotsForm, agent_name, free_slots
from programmes.household_states import State
from programmes.models import WorkSlot
from programmes.services import home_visits, matching

MOST_WAITING = 30


@require_http_methods(["GET", "HEAD", "POST"])
@team_only
def slots(request: HttpRequest) -> HttpResponse:
    if request.POST.get("close"):
        return close(request)
    form = SlotsForm(
        request.POST if request.method == "POST" else None, initial={"first": timezone.localdate(), "weeks": 4}
    )
    if form.is_valid():
        opened = sum(home_visits.open_slots(form.cleaned_data["worker"], *of) for of in wished(form))
        messages.success(request, _("Half-days added: %(n)s.") % {"n": opened})
        return redirect("households:slots")
    waiting = matching.open_rows(request.user).filter(state=State.CONTACTED).order_by("contact_by", "pk")[:MOST_WAITING]
    record_reads(request.user, waiting, "list")
    context = {"form": form, "workers": by_worker(), "waiting": waiting}
    return render(request, "programmes/households/slots.html", context)


def wished(form: SlotsForm) -> list[tuple[list, list[str]]]:
    return [(days, [half]) for half, days in form.days().items()]


def by_worker() -> list[tuple[str, list[tuple[WorkSlot, str]]]]:
    """Each worker with the half-days that are free, soonest first."""
    columns: dict[str, list[tuple[WorkSlot, str]]] = {}
    for slot in free_slots():
        columns.setdefault(agent_name(slot.worker), []).append((slot, words.when(slot)))
    return sorted(columns.items())


def close(request: HttpRequest) -> HttpResponse:
    key = request.POST["close"]
    slot = WorkSlot.objects.filter(pk=key).first() if key.isdecimal() else None
    if slot is None:
        raise Http404
    try:
        home_visits.close_slot(slot)
    except home_visits.SlotTaken:
        messages.error(request, _("A visit was planned in this half-day: it stays."))
    else:
        messages.success(request, acts.done())
    return redirect("households:slots")
