"""Signing up for a course, for oneself or for someone one helps, at a session that `setup` makes."""

from datetime import timedelta

from django.utils import timezone

from programmes.models import CourseSession, Enrolment
from tests.forms.samples import Pages, Sample

SESSION = 700_007
REACH = {
    "given_name": ["Zéphyrine"],
    "family_name": ["Canari"],
    "email": ["canari@exemple.fr"],
    "phone": ["06 12 34 56 78"],
    "preference": ["email"],
}
ALONE: Pages = {
    "seance": {"session": [str(SESSION)]},
    "pour-qui": {"writer": ["self"], "helper": [""], "link": [""], "party": ["1"], "others": [""]},
    "contact": REACH,
    "besoins": {"phone_ease": ["never"], "message_ease": ["helped"], "procedure_ease": ["alone"], "device": ["own"]},
    "verifier": {},
}
HELPED: Pages = ALONE | {
    "pour-qui": {
        "writer": ["someone"],
        "helper": ["Ondine Serin"],
        "link": ["Voisine"],
        "party": ["3"],
        "others": ["Lison\r\nMalo"],
    },
    "besoins": {"support": ["lsf", "childcare"], "device": ["lend"]},
}


def open_session(**values) -> CourseSession:
    """The session of the samples, with nobody in it, in three days."""
    Enrolment.objects.filter(session=SESSION).delete()
    CourseSession.objects.filter(pk=SESSION).delete()
    starts_at = timezone.now() + timedelta(days=3)
    made = {
        "title": "Premiers pas",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "place": "Tiers-lieu exemple",
        "capacity": 12,
    }
    return CourseSession.objects.create(pk=SESSION, **made | values)


sample = Sample(
    ways={"alone": ALONE, "someone who helps, with needs": HELPED},
    exits={"no session that suits": {"seance": {"session": ["none"]}}},
    setup=open_session,
)
