"""What pages on a request ask of the groups: where the person stands under its number."""

from django import template
from django.utils import timezone

from programmes.models import Activity, CohortMember

register = template.Library()


@register.simple_tag
def membership_of(reference: str) -> CohortMember | None:
    """The latest one: whoever left and came back has several."""
    rows = CohortMember.objects.select_related("cohort", "referrer")
    return rows.filter(reference=reference).order_by("-created_at").first()


@register.simple_tag
def activities_ahead(member: CohortMember) -> list[Activity]:
    """Those of their group from today on, cancelled ones among them."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return list(Activity.objects.filter(cohort=member.cohort_id, starts_at__gte=today)[:12])
