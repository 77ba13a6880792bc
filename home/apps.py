from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("site")

    def ready(self) -> None:
        from home import french_dates
        from home.signed import watching  # noqa: F401  # it listens from now on

        french_dates.install()
