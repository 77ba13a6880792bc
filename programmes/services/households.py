"""What is done with a household: talked with, told of its rights, listened to, followed to an end.

Each verb locks the household first, checks it against `programmes.household_states`, changes, logs codes only.
"""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.records import terms
from programmes import events
from programmes.household_states import LEFT, State, VisitState, check, without_visit
from programmes.models import Consent, ContactAttempt, DoorCode, Household, PlanItem
from programmes.models.energy import DOOR_CODES
from programmes.services import locks

KEPT_AFTER_CONTACT = timedelta(days=730)
"""Two years after the last contact. Source: CNIL, délibération 2023-095; the data officer may say otherwise."""

KEPT_WITHOUT_AGREEMENT = timedelta(days=30)
"""One month without the household's agreement. Source: the retention table for the data officer, (c)."""

FAILED_ATTEMPTS, LETTER_ANSWER = 3, timedelta(days=30)
"""Who could not be reached: three tries, then a letter that stays a month without an answer."""

Result, Channel = ContactAttempt.Result, ContactAttempt.Channel


class Merged(Exception):
    """The household was merged into another one: work that one."""


class Over(Exception):
    """Nothing more is done for this household."""


class TooSoon(Exception):
    """Too few tries, or the letter is too young."""


class NoVisitPlanned(Exception):
    """Door codes are read while a visit is planned, and at no other time."""


def locked(household: Household) -> Household:
    """The row under lock, after the requests that alerted us: a decision locks them first as well. Raises Merged."""
    return _unmerged(locks.locked(household.pk)[household.pk])


def at_work(*households: Household) -> Any:
    """The same, while it is followed; several at once, in the order in which they are given. Raises Merged, Over."""
    rows = locks.locked(*(row.pk for row in households))
    found = [_unmerged(rows[row.pk]) for row in households]
    if any(row.is_over for row in found):
        raise Over
    return found if len(found) > 1 else found[0]


def _unmerged(household: Household) -> Household:
    if household.merged_into_id:
        raise Merged
    return household


def move(household: Household, target: State, *, by: Any, outcome: str = "", silent: str = "") -> None:
    """Bring a locked household to `target`. Raises ForbiddenMove. `silent` is a reference not to be told of it."""
    check(household.state, target)
    previous, was_over, since = household.state, household.is_over, household.moved_at
    household.state, household.outcome, household.moved_at = target, outcome, timezone.now()
    household.purge_on = _last_day(household) if household.is_over else None
    household.save(update_fields=["state", "outcome", "moved_at", "purge_on"])
    data = {"from": str(previous), "to": str(target), "outcome": str(outcome)}
    log(household, "programmes.household_moved", user=by, data=data)
    if household.is_over:
        _end(household, by, silent)
    elif was_over:
        household.alerts.filter(closed_at__gte=since).update(closed_at=None)
        _send(household, events.HOUSEHOLD_OPENED, by)


def _last_day(household: Household) -> date:
    kept = KEPT_WITHOUT_AGREEMENT if household.state in LEFT else KEPT_AFTER_CONTACT
    return timezone.localdate() + kept


def _end(household: Household, by: Any, silent: str) -> None:
    """What hangs on it ends with it: its visit, its door code, what was merged into it, its alerts."""
    household.visits.filter(state=VisitState.PLANNED).update(state=VisitState.CANCELLED, number=None)
    forget_door_code_soon(household)
    household.taken.filter(purge_on=None).update(
        state=household.state, outcome=household.outcome, purge_on=household.purge_on
    )
    _send(household, events.HOUSEHOLD_LEFT if household.state in LEFT else events.HOUSEHOLD_CLOSED, by, silent)
    household.alerts.filter(closed_at=None).update(closed_at=timezone.now())


def _send(household: Household, event: str, by: Any, silent: str = "") -> None:
    """Who wrote is told that there is news, where they may know; what they read then is « closed », whatever it was."""
    for reference in household.alerts.filter(closed_at=None).order_by("reference").values_list("reference", flat=True):
        news = f"{event}:{household.pk}:{household.moved_at:%Y%m%d%H%M%S}"
        tell = "" if event == events.HOUSEHOLD_OPENED or reference == silent else news
        events.followup_changed.send(Household, reference=reference, event=event, by=by, tell=tell)


def forget_door_code_soon(household: Household) -> None:
    last_day = timezone.localdate() + terms.lasts(DOOR_CODES)
    DoorCode.objects.filter(household=household).update(purge_on=last_day)


@transaction.atomic
def note_attempt(household: Household, channel: str, outcome: str, *, by: User) -> ContactAttempt:
    """Keep one try to talk. Reached, the household is contacted: again, if it could not be reached before."""
    household = locked(household)
    if household.is_over and household.state != State.UNREACHABLE:
        raise Over
    attempt = ContactAttempt.objects.create(household=household, channel=channel, outcome=outcome, by=by)
    log(household, "programmes.household_tried", user=by, data={"channel": str(channel), "outcome": str(outcome)})
    if outcome == Result.REACHED and household.state in {State.TO_CONTACT, State.UNREACHABLE}:
        move(household, State.CONTACTED, by=by)
    return attempt


@transaction.atomic
def give_up(household: Household, *, by: User) -> None:
    """Close a household that could not be reached, by the published rule. Raises TooSoon, ForbiddenMove."""
    household = at_work(household)
    failed = household.attempts.exclude(outcome=Result.REACHED)
    letter = failed.filter(channel=Channel.LETTER, at__lte=timezone.now() - LETTER_ANSWER)
    if failed.count() < FAILED_ATTEMPTS or not letter.exists():
        raise TooSoon
    move(household, State.UNREACHABLE, by=by)


@transaction.atomic
def record_told(household: Household, how: str, *, by: User) -> None:
    """Note that they were told who holds what, from whom, why, and how to refuse. Once: the first time counts."""
    household = at_work(household)
    if household.told_at:
        return
    household.told_at, household.told_how = timezone.now(), how
    household.save(update_fields=["told_at", "told_how"])
    late = timezone.localdate() > household.to_tell_by
    log(household, "programmes.household_told", user=by, data={"how": str(how), "late": late})


@transaction.atomic
def leave(household: Household, state: State, *, by: Any, channel: str = "", silent: str = "") -> None:
    """The household refuses to be followed, or withdraws, by whatever channel: no reason is asked.

    Raises ForbiddenMove, Merged.
    """
    if state not in LEFT:
        raise ValueError(state)
    household = locked(household)
    move(household, state, by=by, silent=silent)
    log(household, "programmes.household_left", user=by, data={"channel": str(channel)})


@transaction.atomic
def close(household: Household, outcome: str, *, by: User) -> None:
    """End the follow-up with what it led to. Raises ForbiddenMove, Merged, Over."""
    move(at_work(household), State.CLOSED, by=by, outcome=outcome)


@transaction.atomic
def take(household: Household, *, by: User) -> None:
    """Make `by` its worker."""
    household = at_work(household)
    household.worker = by
    household.save(update_fields=["worker"])
    log(household, "programmes.household_taken", user=by)


@transaction.atomic
def record_consent(household: Household, recipient: str, what: str, how: str, given_on: date, *, by: User) -> Consent:
    """Keep that they agree to one passing-on. Nothing is passed on without such a row."""
    household = at_work(household)
    consent = Consent.objects.create(
        household=household, recipient=recipient, what=what, how=how, given_on=given_on, by=by
    )
    log(household, "programmes.consent_given", user=by, data={"recipient": str(recipient), "how": str(how)})
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User) -> None:
    """Nothing more is passed on to them. Again changes nothing; it works when all is over as well."""
    household = locked(consent.household)
    taken_back = Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(withdrawn_on=timezone.localdate())
    if taken_back:
        log(household, "programmes.consent_withdrawn", user=by, data={"recipient": consent.recipient})


@transaction.atomic
def add_plan_item(household: Household, *, by: User, **details: Any) -> PlanItem:
    """Raises ForbiddenMove before they were talked with."""
    household = at_work(household)
    if household.state not in {State.PLAN, State.VISIT_PLANNED}:
        move(household, State.PLAN, by=by)
    item = PlanItem.objects.create(household=household, **details)
    log(household, "programmes.plan_item_added", user=by, data={"level": item.level, "aid": item.aid})
    return item


@transaction.atomic
def settle_plan_item(item: PlanItem, stage: str, *, by: User) -> None:
    """Done, or given up; and back to do, when that was a mistake."""
    household = at_work(item.household)
    PlanItem.objects.filter(pk=item.pk).update(stage=stage)
    log(household, "programmes.plan_item_settled", user=by, data={"level": item.level, "stage": str(stage)})


def back_from_visit(household: Household, *, by: Any) -> None:
    """No visit is planned any more: the locked household stands where its visits and its plan say."""
    visited = household.visits.filter(state=VisitState.DONE).exists()
    move(household, without_visit(visited=visited, planned_action=household.plan.exists()), by=by)
