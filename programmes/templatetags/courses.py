"""What pages on a request ask of the courses: the seats that stand under its number."""

from django import template

from programmes.models import Enrolment

register = template.Library()


@register.simple_tag
def enrolment_of(reference: str) -> Enrolment | None:
    return Enrolment.objects.select_related("session").filter(reference=reference).first()
