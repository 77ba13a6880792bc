"""Every intake, one file each. A new one adds its name here."""

from forms.intake import Intake
from forms.intakes import ateliers, colocation, contact, signalement, univers
from forms.models import IntakeSettings

EVERY = (colocation.intake, ateliers.intake, signalement.intake, univers.intake, contact.intake)

INTAKES: dict[str, Intake] = {intake.slug: intake for intake in EVERY}


def open_today() -> set[str]:
    """The slugs of those that can be filled in now."""
    closed = {one.intake for one in IntakeSettings.objects.all() if not one.opening.is_open()}
    return INTAKES.keys() - closed
