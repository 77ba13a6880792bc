import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from home.records import keyring
from home.signed import watching
from portal import catalogue
from portal.teams import ensure_teams


class Command(BaseCommand):
    help = "Bring data, catalogues and static files up to date; with DEMO=1, content and accounts. Safe to run again."
    requires_system_checks = []

    def handle(self, **options):
        os.umask(0o077)  # data and mails are for their owner only
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if settings.DEMO and not settings.FIELD_KEYS_FILE.exists():
            keyring.write_new(settings.FIELD_KEYS_FILE)
        catalogue.compile_all()
        self.stdout.write("Database…")
        call_command("migrate", verbosity=0)
        self.stdout.write("Static files…")
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
        else:
            ensure_teams()
        watching.refresh_all()  # the texts of requests come with the code
