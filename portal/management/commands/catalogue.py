from django.core.management.base import BaseCommand, CommandError

from portal import catalogue


class Command(BaseCommand):
    help = "Compile the catalogues; with --merge, first add the texts that the code asks for; with --check, only check."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--merge", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *, merge, check, **options):
        if check:
            if gaps := catalogue.missing():
                raise CommandError("\n".join(gaps))
            return
        if merge:
            catalogue.merge()
        for path in catalogue.compile_all():
            self.stdout.write(f"compiled {path}")
