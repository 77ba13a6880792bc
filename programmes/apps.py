from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("programmes")

    def ready(self) -> None:
        from home.records import purging
        from programmes.models import Candidate, Enrolment, Score

        purging.ENDS[Enrolment] = purging.End.WITH_PARENT
        purging.ENDS[Candidate] = purging.End.BY_ITSELF  # with its request, or after the lease if one runs
        purging.ENDS[Score] = purging.End.WITH_PARENT
        purging.erasing.connect(forget, dispatch_uid="programmes.forget")


def forget(reference: str, **kwargs) -> None:
    """What follows a request goes in the transaction that deletes it."""
    from programmes.services import courses
    from programmes.services.flatshares import listing

    courses.forget(reference)
    listing.forget(reference)
