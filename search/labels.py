"""What the values of facets are called on screen."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from programmes.models.pages import Audience

KINDS = {"programme": _("Programme"), "procedure": _("Request"), "news": _("News"), "page": _("Page")}
TITLES = {"kind": _("Kind of page"), "programme": _("Programme"), "audience": _("For whom"), "place": _("Place")}
VALUES: dict[str, Callable[[str], str]] = {
    "kind": lambda value: str(KINDS.get(value, value)),
    "audience": lambda value: str(dict(Audience.choices).get(value, value)),
}


def of_value(name: str, value: str) -> str:
    return VALUES.get(name, str)(value)
