from typing import Any

from django.core.management.base import BaseCommand

from forms.files import keeping


class Command(BaseCommand):
    help = "Delete the files in private storage that no row owns for an hour. `purge_drafts` runs it too."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{keeping.sweep()} orphans deleted")
