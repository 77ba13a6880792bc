from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    name = "home.signin"
    label = "signin"
    verbose_name = _("staff sign-in")

    def ready(self) -> None:
        from home.records import rotation
        from home.signin import factors, receivers  # noqa: F401

        rotation.register(factors.FactorCells())
