"""What the page of a request shows of the household that it led to, named by the request's reference."""

from datetime import date

from django import template

from programmes import priority
from programmes.models import Alert

register = template.Library()


@register.simple_tag
def alert_of(reference: str) -> Alert | None:
    return Alert.objects.select_related("household").filter(reference=reference).first()


@register.simple_tag
def tell_by(alert: Alert) -> date:
    """The last day to tell the household of its rights."""
    return priority.tell_by(alert.received_on)
