from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("programmes")

    def ready(self) -> None:
        from home.records import purging
        from programmes.models import Attendance, CohortMember, Enrolment

        purging.ENDS[Enrolment] = purging.End.WITH_PARENT
        purging.ENDS |= {CohortMember: purging.End.BY_ITSELF, Attendance: purging.End.WITH_PARENT}
        purging.erasing.connect(forget, dispatch_uid="programmes.forget")


def forget(reference: str, **kwargs) -> None:
    """What follows a request goes in the transaction that deletes it."""
    from programmes.services import courses, insertion

    courses.forget(reference)
    insertion.forget(reference)
