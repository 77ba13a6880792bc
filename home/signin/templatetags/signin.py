from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def without_second_factor() -> bool:
    """Only ever true in the demonstration."""
    return not settings.STAFF_MFA
