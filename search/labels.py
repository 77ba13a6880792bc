"""What the values of facets are called on screen."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from programmes.models.pages import Audience

KINDS = {"programme": _("Programme"), "procedure": _("Request"), "news": _("News"), "page": _("Page")}
TITLES = {
    "kind": _("Kind of page"),
    "programme": _("Programme"),
    "audience": _("For whom"),
    "place": _("Place"),
    "open": _("Open now"),
    "lsf": _("Sign language (LSF)"),
    "easy": _("Easy to read (FALC)"),
    "language": _("Other languages"),
}
STANDING = {
    "open": _("Takes requests today"),
    "lsf": _("With a video in sign language"),
    "easy": _("With a text in easy French"),
}
LANGUAGES = {"fr": _("Also in French"), "en": _("Also in English")}
VALUES: dict[str, Callable[[str], str]] = {
    "kind": lambda value: str(KINDS.get(value, value)),
    "audience": lambda value: str(dict(Audience.choices).get(value, value)),
    "language": lambda value: str(LANGUAGES.get(value, value)),
}


def of_value(name: str, value: str) -> str:
    return str(STANDING[name]) if name in STANDING else VALUES.get(name, str)(value)
