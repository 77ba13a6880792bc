from typing import Any

from django.core.management.base import BaseCommand

from forms.services import erasing


class Command(BaseCommand):
    help = "After a backup is restored: erase again the requests that had been erased since. Safe to run again."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{erasing.reapply()} erased again")
