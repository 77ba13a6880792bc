"""Every intake, one file each. A new one adds its name here."""

from forms.intake import Intake
from forms.intakes import ateliers, colocation, contact, signalement, univers

EVERY = (colocation.intake, ateliers.intake, signalement.intake, univers.intake, contact.intake)

INTAKES: dict[str, Intake] = {intake.slug: intake for intake in EVERY}
