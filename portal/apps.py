from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("site assembly")


class DjangoFormsConfig(AppConfig):
    """Django's own form templates, under another label: ours is the app called forms."""

    name = "django.forms"
    label = "django_forms"
    default = False
