from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from forms.services import expiring


class Command(BaseCommand):
    help = "Warn people whose draft ends soon, then delete the drafts whose time is over with their files. Run daily."

    def handle(self, **options: Any) -> None:
        self.warn()
        self.purge()
        call_command("sweep_files", stdout=self.stdout)

    def warn(self) -> None:
        ending = list(expiring.to_warn())
        for draft in ending:
            expiring.warn(draft)
        self.stdout.write(f"{len(ending)} ending soon")

    def purge(self) -> None:
        keys, today = expiring.ended(), timezone.localdate()
        for done, key in enumerate(keys, start=1):
            expiring.purge(key, today=today)
            if done % 100 == 0 or done == len(keys):
                self.stdout.write(f"{done}/{len(keys)} purged")
