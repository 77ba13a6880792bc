from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("programmes")

    def ready(self) -> None:
        from home.records import purging, terms
        from programmes import models

        purging.ENDS[models.Enrolment] = purging.End.WITH_PARENT
        purging.ENDS[models.Candidate] = purging.End.BY_ITSELF  # with its request, or after the lease if one runs
        purging.ENDS[models.Score] = purging.End.WITH_PARENT
        purging.ENDS |= {models.Household: purging.End.BY_ITSELF, models.DoorCode: purging.End.BY_ITSELF}
        hang_on_others = (models.Alert, models.Distinct, models.ContactAttempt, models.Consent)
        hang_on_others += (models.HomeVisit, models.Diagnostic, models.PlanItem)
        purging.ENDS |= dict.fromkeys(hang_on_others, purging.End.WITH_PARENT)
        purging.ENDS |= {models.CohortMember: purging.End.BY_ITSELF, models.Attendance: purging.End.WITH_PARENT}
        terms.DECLARED |= {
            models.enrolments.NEEDS: terms.a_month(_("What people need at a session, after it")),
            models.energy.DOOR_CODES: terms.a_month(_("Door codes, after the last visit")),
        }
        purging.erasing.connect(forget, dispatch_uid="programmes.forget")


def forget(reference: str, **kwargs) -> None:
    """What follows a request goes in the transaction that deletes it."""
    from programmes.services import courses, energy_alerts, insertion
    from programmes.services.flatshares import listing

    courses.forget(reference)
    listing.forget(reference)
    energy_alerts.forget(reference)
    insertion.forget(reference)
