from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    verbose_name = _("requests")

    def ready(self) -> None:
        from forms.ends import ENDS
        from home.records import purging

        purging.ENDS.update(ENDS)
