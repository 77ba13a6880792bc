from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from forms import device


class FormsConfig(AppConfig):
    name = "forms"
    verbose_name = _("requests")

    def ready(self) -> None:
        from forms import signed
        from forms.ends import ENDS
        from forms.intakes import open_today
        from forms.services import acting, errands, following, keeping, leaving  # noqa: F401  # their receivers listen from now on
        from home.records import purging, terms
        from programmes import openings

        purging.ENDS.update(ENDS)
        terms.DECLARED.update(keeping.BRIEF)
        terms.CHOSEN.append(keeping.chosen)
        openings.TOLD_BY.append(open_today)
        signed.register()
        user_logged_in.connect(forget_residents, dispatch_uid="forms.forget_residents")


def forget_residents(request, **kwargs) -> None:
    """A session goes on after sign-in: what a resident opened on this computer is not for the agent."""
    device.forget(request)
