"""A past for the figures: invented years of visits, sessions held, leases, hours and activities. Nobody exists.

Written as it would stand today: the verbs work in the present alone, and the people of the past are forgotten.
"""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import Group, User
from django.utils import timezone

from forms.reference import new_reference
from portal.demo.cohorts import PLACE
from programmes import seasons
from programmes.counts import public
from programmes.models import (
    Activity,
    Attendance,
    Cohort,
    CourseSession,
    Enrolment,
    Room,
    RoomOffer,
    Space,
    VisitTally,
    VolunteerHour,
)
from programmes.models.enrolments import KEPT_AFTER_SESSION, State

VISITS = {-8: (190, 121, 260), -7: (301, 187, 402), -6: (355, 244, 531), -2: (420, 262, 590), -1: (455, 291, 640)}
"""Visits, households and people, by how many years ago; this year has its own."""

THIS_YEAR = (388, 247, 553)
KINDS = ["course", "rights", "work", "show_room", "companies"]
TITLES = ["Écrire et lire ses e-mails", "Mes droits en ligne", "Un CV en ligne", "Visite du show-room", "Créneau essai"]
MONTHS, WEEKS = 11, 45


def load() -> None:
    """Once; then what public pages show is counted."""
    if not VisitTally.objects.filter(year__lt=timezone.localdate().year).exists():
        visits()
        sessions()
        leases(User.objects.get(username="colocation"))
        activities()
    public.refresh()


def visits() -> None:
    year = timezone.localdate().year
    for before, counted in {**VISITS, 0: THIS_YEAR}.items():
        values = dict(zip(("visits", "households", "people"), counted, strict=True))
        VisitTally.objects.update_or_create(year=year + before, defaults=values)


def sessions() -> None:
    """Two a month, with fewer people in summer."""
    today = timezone.localdate()
    for rank in range(2 * MONTHS):
        day = today - timedelta(days=12 + 15 * rank)
        if day > today - KEPT_AFTER_SESSION:
            session(rank, day, people=3 + (rank * 5) % 7 if day.month in (7, 8) else 6 + (rank * 3) % 5)


def session(rank: int, day: date, people: int) -> None:
    at = timezone.make_aware(datetime.combine(day, time(10 + rank % 5)))
    kind = rank % len(KINDS)
    held = CourseSession.objects.create(
        title=TITLES[kind],
        kind=KINDS[kind],
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        place="Tiers-lieu Vill’âges connectés (exemple)",
        capacity=10,
        step_free=True,
    )
    marks = [State.ABSENT if turn % 6 == rank % 6 else State.PRESENT for turn in range(people)]
    Enrolment.objects.bulk_create(
        Enrolment(
            session=held,
            reference=new_reference(),
            state=mark,
            name=f"Personne Exemple {turn + 1}",
            contact_digest=f"demo-{held.pk}-{turn}",
            purge_on=day + KEPT_AFTER_SESSION,
        )
        for turn, mark in enumerate(marks)
    )
    CourseSession.objects.filter(pk=held.pk).update(taken=people)


def leases(agent: User) -> None:
    """Of the two seasons before and of this one, in other flats than those where rooms are offered now. Their students
    are forgotten; they gave hours each week.
    """
    rooms = list(Room.objects.select_related("flat").order_by("pk"))
    team = Group.objects.get(name="colocation")
    for before, vacant in ((2, 3), (1, 1), (0, 7)):
        season = seasons.current() - before
        for rank, room in enumerate(rooms[vacant:]):
            ends = date(season + 1, 6, 30) if rank % 4 == 0 else seasons.last_day(season)
            lease(room, season, date(season, 9, 1), ends, agent, team)
    give_hours(rooms, team)


def lease(room: Room, season: int, starts: date, ends: date, agent: User, team: Group) -> None:
    checks = {"volunteer_checked_on": starts, "insurance_seen_on": starts}
    RoomOffer.objects.create(
        room=room,
        season=season,
        team=team,
        state=RoomOffer.State.SIGNED,
        expires_at=timezone.now(),
        starts_on=starts,
        ends_on=ends,
        volunteer_checked_by=agent,
        insurance_seen_by=agent,
        **checks,
    )


def give_hours(rooms: list[Room], team: Group) -> None:
    """Up to last week, by those who have a room."""
    today = timezone.localdate()
    last = today - timedelta(days=today.weekday() + 2)
    VolunteerHour.objects.bulk_create(
        VolunteerHour(
            team=team,
            residence_id=room.flat.residence_id,
            on=last - timedelta(weeks=week),
            planned=180,
            kept=0 if (week + room.pk) % 9 == 0 else 120 + 30 * ((week + room.pk) % 3),
        )
        for rank, room in enumerate(rooms)
        for week in range(WEEKS)
        if rank >= (7 if season_of(last, week) == seasons.current() else 1)
    )


def season_of(last: date, week: int) -> int:
    return seasons.season_on(last - timedelta(weeks=week))


def activities() -> None:
    """What the group that is over lived: an activity every two weeks, in each space in turn."""
    cohort = Cohort.objects.filter(ends_on__lt=timezone.localdate()).order_by("-ends_on").first()
    spaces = list(Space.objects.all())
    if cohort is None:
        return
    members = list(cohort.members.all())
    for rank in range(7):
        at = timezone.make_aware(datetime.combine(cohort.starts_on + timedelta(days=3 + 13 * rank), time(14)))
        space = spaces[rank % len(spaces)]
        done = Activity.objects.create(cohort=cohort, space=space, title=str(space), starts_at=at, place=PLACE)
        Attendance.objects.bulk_create(
            Attendance(member=member, activity=done, mark=mark_of(turn + 2 * rank), purge_on=member.purge_on)
            for turn, member in enumerate(members)
        )


def mark_of(turn: int) -> str:
    return {3: "excused", 7: "absent", 8: "absent"}.get(turn % 10, "present")
