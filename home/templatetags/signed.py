"""The clips of a page, of a step and of its answers, for templates."""

from django import template

from home.models.signed import SignedStatus, SignedVersion
from home.signed import clips, targets

register = template.Library()


@register.simple_tag
def signed_version(page) -> SignedVersion | None:
    """The clip of a page: read with the page itself by `home.serving`, or asked for here."""
    if hasattr(page, "signed_version"):
        return page.signed_version
    key = targets.of_page(page)
    return clips.of_targets([key]).get(key)


@register.simple_tag
def clip_address(media, field: str) -> str:
    return clips.address(media, field)


@register.simple_tag
def signed_for(key: str) -> SignedVersion | None:
    """The clip of one text that is no page: a message, the contact details. One query."""
    return clips.of_targets([key]).get(key)


@register.filter
def choice_clip(field, choice) -> SignedVersion | None:
    """The clip of one answer of a question, where the view put clips on the form."""
    shown = getattr(field.form, "signed_choices", {})
    return shown.get((field.name, str(choice.data["value"]))) if shown else None


@register.filter
def is_outdated(version: SignedVersion) -> bool:
    return version.status == SignedStatus.OUTDATED


@register.filter
def clock(seconds: float) -> str:
    """Minutes and seconds: 1:05."""
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"
