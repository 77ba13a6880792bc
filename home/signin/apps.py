from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    name = "home.signin"
    label = "signin"
    verbose_name = _("staff sign-in")

    def ready(self) -> None:
        from home.signin import receivers  # noqa: F401
