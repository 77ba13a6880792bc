from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "home.records"
    label = "records"
    verbose_name = _("records about people")

    def ready(self):
        from home.records import lock

        pre_migrate.connect(lock.before_migrating, sender=self)
        post_migrate.connect(lock.after_migrating, sender=self)
