"""What pages on a request ask of the flatshares: the room that was offered under its number."""

from django import template

from programmes.models import Candidate, RoomOffer

register = template.Library()


@register.simple_tag
def room_offer_of(reference: str) -> RoomOffer | None:
    """The latest one."""
    rows = RoomOffer.objects.select_related("room__flat__residence").filter(candidate__reference=reference)
    return rows.order_by("-created_at").first()


@register.simple_tag
def candidate_of(reference: str) -> Candidate | None:
    return Candidate.objects.filter(reference=reference).first()
