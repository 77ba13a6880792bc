from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from home.records.keyring import KeyFileMissing, KeyringError, keyring

MISSING = "FIELD_KEYS_FILE must name the file of the field keys (see docs/operator.md)."
BROKEN = "The file that FIELD_KEYS_FILE names cannot be used: put back the copy that you keep apart from the backups."


class RecordsConfig(AppConfig):
    name = "home.records"
    label = "records"
    verbose_name = _("records about people")

    def ready(self) -> None:
        from home.records import lock

        pre_migrate.connect(lock.before_migrating, sender=self)
        post_migrate.connect(lock.after_migrating, sender=self)
        self.check_keys()

    @staticmethod
    def check_keys() -> None:
        """Nothing starts with keys that cannot be used; the demonstration makes its own on the first day."""
        try:
            keyring()
        except KeyFileMissing as error:
            if not settings.DEMO:
                raise ImproperlyConfigured(f"{MISSING} {error}") from None
        except KeyringError as error:
            raise ImproperlyConfigured(f"{BROKEN} {error}") from None
