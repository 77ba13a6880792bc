"""Visits at home: half-days kept by the workers, taken by one household each; the door code, and what was found.

Locks are taken in one order: the household, then the slot.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from home.roles import LEADING
from programmes.household_states import HELD, State, VisitState, check_visit
from programmes.models import Diagnostic, DoorCode, HomeVisit, Household, VisitTally, WorkSlot
from programmes.models.home_visits import MOST_VISITS
from programmes.services import households

AT_LEAST = {"more": 6}
"""The alert asks for six people or more in one answer: they count for six."""


class SlotTaken(Exception):
    """Another visit has this half-day."""


class SlotOver(Exception):
    """This half-day has begun."""


class NotYet(Exception):
    """The visit has not begun."""


class OneMoreNeedsTheLead(Exception):
    """Beyond three, the lead plans a visit, with a reason."""


@transaction.atomic
def open_slots(worker: User, days: Iterable[date], halves: Iterable[str]) -> int:
    """Keep these half-days for visits; those kept already stay. Return how many are new."""
    wished, kept = list(halves), WorkSlot.objects.filter(worker=worker)
    rows = [WorkSlot(worker=worker, day=day, half=half) for day in days for half in wished]
    before = kept.count()
    WorkSlot.objects.bulk_create(rows, ignore_conflicts=True)
    return kept.count() - before


@transaction.atomic
def close_slot(slot: WorkSlot) -> None:
    """Give a half-day back. Raises SlotTaken when a visit was ever planned in it."""
    slot = WorkSlot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
    if slot.visits.exists():
        raise SlotTaken
    slot.delete()


@transaction.atomic
def plan(household: Household, slot: WorkSlot, *, by: User, reason: str = "") -> HomeVisit:
    """Give the household a free half-day. Raises SlotTaken, SlotOver, OneMoreNeedsTheLead, ForbiddenMove."""
    household = households.at_work(household)
    households.check(household.state, State.VISIT_PLANNED)
    number = household.visits.filter(state=VisitState.DONE).count() + 1
    if number > MOST_VISITS and not (reason and by.has_perm(LEADING)):
        raise OneMoreNeedsTheLead
    visit = HomeVisit.objects.create(
        household=household, slot=_free(slot), number=number, extra_reason=reason if number > MOST_VISITS else ""
    )
    DoorCode.objects.filter(household=household).update(purge_on=None)
    households.move(household, State.VISIT_PLANNED, by=by)
    log(household, "programmes.visit_planned", user=by, data={"number": number, "reason": visit.extra_reason})
    return visit


def _free(slot: WorkSlot) -> WorkSlot:
    """The slot under lock, if nobody has it."""
    slot = WorkSlot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
    if slot.starts_at <= timezone.now():
        raise SlotOver
    if slot.visits.filter(state__in=sorted(HELD)).exists():
        raise SlotTaken
    return slot


@transaction.atomic
def move(visit: HomeVisit, slot: WorkSlot, *, by: User) -> None:
    """Put a planned visit in another half-day. Raises SlotTaken, SlotOver, ForbiddenMove."""
    household, visit = _held(visit)
    check_visit(visit.state, VisitState.CANCELLED)
    visit.slot = _free(slot)
    visit.save(update_fields=["slot"])
    log(household, "programmes.visit_moved", user=by, data={"number": visit.number})


@transaction.atomic
def done(visit: HomeVisit, *, by: User) -> None:
    """Raises NotYet, ForbiddenMove."""
    _settle(visit, VisitState.DONE, by)
    _count(visit)


def _count(visit: HomeVisit) -> None:
    """Add it to the year's tally; its household only once a year."""
    year, household = visit.slot.day.year, visit.household
    first = household.visits.filter(state=VisitState.DONE, slot__day__year=year).count() == 1
    said = str(household.home.get("people") or "")
    people = int(said) if said.isdecimal() else AT_LEAST.get(said, 1)
    VisitTally.objects.get_or_create(year=year)
    VisitTally.objects.filter(year=year).update(
        visits=F("visits") + 1, households=F("households") + int(first), people=F("people") + (people if first else 0)
    )


@transaction.atomic
def missed(visit: HomeVisit, *, by: User) -> None:
    """Nobody opened the door: the visit does not count. Raises NotYet, ForbiddenMove."""
    _settle(visit, VisitState.MISSED, by)


@transaction.atomic
def cancel(visit: HomeVisit, *, by: User) -> None:
    """Give the half-day back. Raises ForbiddenMove."""
    _settle(visit, VisitState.CANCELLED, by)


def _settle(visit: HomeVisit, target: VisitState, by: User) -> None:
    household, visit = _held(visit)
    check_visit(visit.state, target)
    if target != VisitState.CANCELLED and visit.starts_at > timezone.now():
        raise NotYet
    number, visit.state = visit.number, target
    if target not in HELD:
        visit.number, visit.extra_reason = None, ""
    visit.save(update_fields=["state", "number", "extra_reason"])
    households.forget_door_code_soon(household)
    log(household, "programmes.visit_settled", user=by, data={"number": number, "state": str(target)})
    households.back_from_visit(household, by=by)


def _held(visit: HomeVisit) -> tuple[Household, HomeVisit]:
    household = households.at_work(visit.household)
    return household, HomeVisit.objects.select_related("slot").get(pk=visit.pk)


@transaction.atomic
def keep_door_code(household: Household, text: str, *, by: User) -> None:
    """Replace it; an empty text deletes it."""
    household = households.at_work(household)
    DoorCode.objects.filter(household=household).delete()
    if text:
        DoorCode.objects.create(household=household, text=text)
        if household.state != State.VISIT_PLANNED:
            households.forget_door_code_soon(household)
    log(household, "programmes.door_code_kept", user=by, data={"empty": not text})


def door_code(household: Household) -> str:
    """The code, while a visit is planned; \'\' when there is none. Raises NoVisitPlanned at any other time."""
    if household.state != State.VISIT_PLANNED:
        raise households.NoVisitPlanned
    code = DoorCode.objects.filter(household=household).first()
    return code.text if code else ""


def readable_kinds(user: User) -> list[str]:
    """The parts of diagnostics that this user may read and write."""
    return [kind for kind in Diagnostic.Kind.values if user.has_perm(f"programmes.read_{kind}_diagnostic")]


class NotYours(Exception):
    """This part of the diagnostic has other readers."""


@transaction.atomic
def write_diagnostic(household: Household, kind: str, text: str, *, by: User) -> Diagnostic:
    """Keep one part, in place of what it said. Raises NotYours, Over."""
    if kind not in readable_kinds(by):
        raise NotYours
    household = households.at_work(household)
    part = Diagnostic.objects.filter(household=household, kind=kind).first()
    part = part or Diagnostic(household=household, kind=kind)
    part.text, part.by = text, by
    part.save()
    log(household, "programmes.diagnostic_written", user=by, data={"kind": str(kind)})
    return part
