"""What changes in an Unis’Vers group on its way: its name, days and referrer, an activity, who someone turns to.

The same locks as in `insertion`: people first, then the group.
"""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from programmes import events
from programmes.cohort_states import State
from programmes.models import Activity, Cohort, CohortMember
from programmes.models.insertion import LARGEST
from programmes.moves import ForbiddenMove
from programmes.services.insertion import CohortFull, CohortOver, locked_cohort, locked_member


class SheetKept(Exception):
    """Who came is written down: what took place is neither moved nor called off."""


class CalledOff(Exception):
    """The activity is called off already."""


class NotOfTheTeam(Exception):
    """Only an active member of the team is somebody's referrer."""


@transaction.atomic
def change_cohort(cohort: Cohort, *, by: User, **details: Any) -> None:
    """Keep name, days, places, referrer as told. Raises CohortFull with fewer places than people, CohortOver,
    NotOfTheTeam.
    """
    cohort = locked_cohort(cohort.pk)
    if cohort.is_over:
        raise CohortOver
    if not cohort.taken <= details.get("capacity", cohort.capacity) <= LARGEST:
        raise CohortFull
    _check_referrer(details.get("referrer"), cohort.team_id)
    log(cohort, "programmes.group_changed", user=by, data={"fields": _keep(cohort, details)})


@transaction.atomic
def change_activity(activity: Activity, *, by: User, **details: Any) -> None:
    """Another space, title, hour or place; the people are told when hour or place are others.

    Raises CalledOff, CohortOver, SheetKept.
    """
    activity = _ahead(activity)
    changed = _keep(activity, details)
    log(
        activity.cohort, "programmes.group_activity_changed", user=by, data={"activity": activity.pk, "fields": changed}
    )
    if {"starts_at", "place"} & set(changed):
        _tell(activity, events.GROUP_ACTIVITY_MOVED, by)


@transaction.atomic
def call_off(activity: Activity, *, by: User) -> None:
    """The activity does not take place; the people of the group are told. Raises CalledOff, CohortOver, SheetKept."""
    activity = _ahead(activity)
    activity.called_off_at = timezone.now()
    activity.save(update_fields=["called_off_at"])
    log(activity.cohort, "programmes.group_activity_called_off", user=by, data={"activity": activity.pk})
    _tell(activity, events.GROUP_ACTIVITY_OFF, by)


@transaction.atomic
def change_referrer(member: CohortMember, referrer: User, *, by: User) -> None:
    """Somebody else of the team to turn to. Raises ForbiddenMove for who is in no group, NotOfTheTeam."""
    member = locked_member(member)
    if member.state != State.MEMBER:
        raise ForbiddenMove(member.state, State.MEMBER)
    _check_referrer(referrer, member.team_id)
    member.referrer = referrer
    member.save(update_fields=["referrer"])
    log(member, "programmes.group_referrer", user=by)


def _check_referrer(referrer: User | None, team: int) -> None:
    if referrer and not (referrer.is_active and referrer.groups.filter(pk=team).exists()):
        raise NotOfTheTeam


def _ahead(activity: Activity) -> Activity:
    """Under its group's lock, while it can still be changed."""
    cohort = locked_cohort(activity.cohort_id)
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    activity.cohort = cohort
    if activity.called_off_at:
        raise CalledOff
    if cohort.is_over:
        raise CohortOver
    if activity.attendances.exists():
        raise SheetKept
    return activity


def _keep(row: Cohort | Activity, details: dict[str, Any]) -> list[str]:
    """Write what is other than before; the names of the fields."""
    changed = [name for name, value in details.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, details[name])
    row.save(update_fields=changed)
    return sorted(changed)


def _tell(activity: Activity, event: str, by: User) -> None:
    """Bystanders, all of them: their requests do not move, and are not waited for."""
    people = activity.cohort.members.filter(state=State.MEMBER).order_by("pk")
    for member in people:
        tell = f"{event}:{activity.pk}:{member.pk}:{timezone.now():%Y%m%d%H%M%S}"
        events.followup_changed.send(
            CohortMember, reference=member.reference, event=event, by=by, tell=tell, bystander=True
        )
