from typing import Any

from django.core.management.base import BaseCommand

from forms.services import watching


class Command(BaseCommand):
    help = "Mail those who wait for a request that is open by now; drop old addresses. Run daily; safe to run again."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{watching.tell_openings()} told")
        self.stdout.write(f"{watching.purge()} purged")
