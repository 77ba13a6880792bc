from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    name = "home.signin"
    label = "signin"
    verbose_name = _("staff sign-in")

    def ready(self) -> None:
        from home.accounts import closing  # noqa: F401
        from home.records import rotation
        from home.records.purging import ENDS, End
        from home.signin import factors, models, receivers  # noqa: F401

        ENDS.update({models.Joining: End.BY_ITSELF, models.BreakGlass: End.BY_ITSELF})
        rotation.register(factors.FactorCells())
