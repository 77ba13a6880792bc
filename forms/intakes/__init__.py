"""Every intake, one file each. A new one adds its name here."""

from forms.intake import Intake
from forms.intakes import colocation

INTAKES: dict[str, Intake] = {intake.slug: intake for intake in (colocation.intake,)}
