"""What an applicant to the flatshare may wish for: talents, languages, flats."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from programmes.models import Flat

NO_PREFERENCE = "any"

TALENTS = [
    ("games", gettext_lazy("Board games, cards")),
    ("music", gettext_lazy("Music, singing")),
    ("reading", gettext_lazy("Reading aloud, talking")),
    ("walks", gettext_lazy("Walks and outings")),
    ("digital", gettext_lazy("Help with a phone or a computer")),
    ("crafts", gettext_lazy("Drawing, sewing, crafts")),
    ("cooking", gettext_lazy("Cooking, gardening")),
    ("sport", gettext_lazy("Gentle exercise, dance")),
]

LANGUAGES = [
    ("lsf", gettext_lazy("French sign language (LSF)")),
    ("ar", pgettext_lazy("spoken language", "Arabic")),
    ("ber", pgettext_lazy("spoken language", "Berber")),
    ("en", pgettext_lazy("spoken language", "English")),
    ("es", pgettext_lazy("spoken language", "Spanish")),
    ("it", pgettext_lazy("spoken language", "Italian")),
    ("oc", pgettext_lazy("spoken language", "Occitan")),
    ("pt", pgettext_lazy("spoken language", "Portuguese")),
]


def flat_choices() -> list[tuple[str, str]]:
    """The flats that have a room to let this season."""
    flats = Flat.objects.filter(rooms__is_open=True).select_related("residence").distinct()
    return [(str(flat.pk), str(flat)) for flat in flats]


class FlatField(forms.ChoiceField):
    """One flat by its key. Shown by its name even after its last room is let."""

    def __init__(self, *, required_message: str = "", **kwargs) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = gettext_lazy("This flat has no room to let now. Choose another one.")
        if required_message:
            self.error_messages["required"] = required_message

    def shown(self, value: str) -> str:
        if value == NO_PREFERENCE:
            return _("No preference")
        flat = Flat.objects.select_related("residence").filter(pk=value).first()
        return str(flat) if flat else _("A flat that is not listed any more")
