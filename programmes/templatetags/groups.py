"""What pages on a request ask of the groups: where the person stands under its number."""

from django import template

from programmes.models import CohortMember

register = template.Library()


@register.simple_tag
def membership_of(reference: str) -> CohortMember | None:
    """The latest one: whoever left and came back has several."""
    rows = CohortMember.objects.select_related("cohort", "referrer")
    return rows.filter(reference=reference).order_by("-created_at").first()
