"""Unis’Vers groups: who waits, who joins, who leaves, how a group starts, and who came.

Each verb locks the person first, then the group, so that the count is read and written by one at a time.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from home.roles import LEADING
from programmes import events
from programmes.cohort_states import LIVE, State, check
from programmes.models import Activity, Agency, Attendance, Cohort, CohortMember
from programmes.models.insertion import SMALLEST_START

TEAM = "univers"
KEPT_AFTER_END = timedelta(days=365)
"""As long as a decided request. The data officer may say otherwise."""


class CohortFull(Exception):
    """No place is free in the group."""


class CohortOver(Exception):
    """The last day of the group has passed."""


class AlreadyStarted(Exception):
    """The group has started before."""


class TooFew(Exception):
    """Below fifteen people a group starts by the lead alone, with a reason; without anyone it does not."""


class TooEarly(Exception):
    """The day of the activity has not come."""


@transaction.atomic
def put_on_list(reference: str, *, name: str, spaces: Iterable[str], by: Any) -> CohortMember:
    """The request is accepted: its person waits for a group. Again changes nothing."""
    live = CohortMember.objects.filter(reference=reference, state__in=LIVE).first()
    if live:
        return live
    team = Group.objects.get(name=TEAM)
    member = CohortMember.objects.create(team=team, reference=reference, name=name, spaces=list(spaces))
    log(member, "programmes.group_waiting", user=by)
    events.followup_changed.send(CohortMember, reference=reference, event=events.GROUP_WAITING, by=by)
    return member


@transaction.atomic
def admit_member(
    member: CohortMember, cohort: Cohort, *, referrer: User, agreed_on: date, by: User, agency: Agency | None = None
) -> None:
    """Give someone who waits a place. Raises ForbiddenMove, CohortFull, CohortOver."""
    member = locked_member(member)
    check(member.state, State.MEMBER)
    cohort = locked_cohort(cohort.pk)
    if cohort.is_over:
        raise CohortOver
    if not cohort.free:
        raise CohortFull
    _count(cohort, 1)
    member.cohort, member.referrer, member.agency, member.agreed_on = cohort, referrer, agency, agreed_on
    _move(member, State.MEMBER, by)


@transaction.atomic
def leave(member: CohortMember, *, by: Any) -> None:
    """They leave the list, or the group: no reason is asked. Raises ForbiddenMove."""
    member = locked_member(member)
    check(member.state, State.LEFT)
    _free(member)
    _move(member, State.LEFT, by)


@transaction.atomic
def finish(member: CohortMember, outcome: str, *, by: User) -> None:
    """Their path is over, and led to `outcome`. The place is free for someone else. Raises ForbiddenMove."""
    member = locked_member(member)
    check(member.state, State.FINISHED)
    _free(member)
    member.outcome = outcome
    _move(member, State.FINISHED, by)


@transaction.atomic
def end(reference: str, *, by: Any) -> None:
    """The request ends without a yes: whoever waits or is in a group by it leaves."""
    member = CohortMember.objects.filter(reference=reference, state__in=LIVE).first()
    if member:
        leave(member, by=by)


@transaction.atomic
def forget(reference: str) -> None:
    """Delete the rows of a request that is deleted, and free the place that they held."""
    for member in CohortMember.objects.select_for_update(of=("self",)).filter(reference=reference):
        _free(member)
        member.delete()


@transaction.atomic
def start_cohort(cohort: Cohort, *, by: User, reason: str = "") -> None:
    """Raises AlreadyStarted, CohortOver, TooFew."""
    cohort = locked_cohort(cohort.pk)
    if cohort.started_at:
        raise AlreadyStarted
    if cohort.is_over:
        raise CohortOver
    small = cohort.taken < SMALLEST_START
    if not cohort.taken or (small and not (reason and by.has_perm(LEADING))):
        raise TooFew
    cohort.started_at, cohort.started_with = timezone.now(), cohort.taken
    cohort.small_reason = reason if small else ""
    cohort.save(update_fields=["started_at", "started_with", "small_reason"])
    log(cohort, "programmes.group_started", user=by, data={"people": cohort.taken, "small": small})


@transaction.atomic
def plan_activity(cohort: Cohort, *, by: User, **details: Any) -> Activity:
    """Raises CohortOver."""
    cohort = locked_cohort(cohort.pk)
    if cohort.is_over:
        raise CohortOver
    activity = Activity.objects.create(cohort=cohort, **details)
    log(cohort, "programmes.group_activity", user=by, data={"activity": activity.pk})
    return activity


@transaction.atomic
def mark_attendance(activity: Activity, marks: Mapping[UUID, str], *, by: User) -> int:
    """Keep who came; a mark may be corrected. Keys of others than the group's people are left out. Raises TooEarly."""
    if not activity.takes_attendance:
        raise TooEarly
    people = on_sheet(activity).filter(pk__in=marks).select_for_update(of=("self",)).order_by("pk")
    known = list(people.values_list("pk", flat=True))
    cohort = locked_cohort(activity.cohort_id)
    rows = [Attendance(activity=activity, member_id=key, mark=marks[key]) for key in known]
    Attendance.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["activity", "member"], update_fields=["mark"]
    )
    log(cohort, "programmes.group_attendance", user=by, data={"activity": activity.pk, "people": len(rows)})
    return len(rows)


def on_sheet(activity: Activity):
    """Who is in the group now; those who were marked stay on the sheet when they finish or leave."""
    people = CohortMember.objects.filter(cohort=activity.cohort_id)
    marked = Attendance.objects.filter(activity=activity).values("member")
    return people.filter(state=State.MEMBER) | people.filter(pk__in=marked)


def locked_member(member: CohortMember) -> CohortMember:
    """After their request, which a decision locks first as well."""
    events.followup_starting.send(CohortMember, reference=member.reference)
    return CohortMember.objects.select_for_update(of=("self",)).get(pk=member.pk)


def locked_cohort(key: int) -> Cohort:
    return Cohort.objects.select_for_update(of=("self",)).get(pk=key)


def _count(cohort: Cohort, people: int) -> None:
    """`people` more, or fewer when below zero. The group is locked; a constraint is the net."""
    cohort.taken += people
    cohort.save(update_fields=["taken"])


def _free(member: CohortMember) -> None:
    if member.state == State.MEMBER:
        _count(locked_cohort(member.cohort_id), -1)


def _move(member: CohortMember, target: State, by: Any) -> None:
    """The move was checked. Whoever joins a group is told that there is news."""
    previous, member.state = member.state, target
    member.purge_on = None if target in LIVE else timezone.localdate() + KEPT_AFTER_END
    member.save(update_fields=["state", "purge_on", "cohort", "referrer", "agency", "agreed_on", "outcome"])
    data = {"from": str(previous), "to": str(target), "outcome": str(member.outcome)}
    log(member, "programmes.group_moved", user=by, data=data)
    event = events.OF_GROUP[target]
    tell = f"group:{member.pk}" if target == State.MEMBER else ""
    events.followup_changed.send(CohortMember, reference=member.reference, event=event, by=by, tell=tell)
