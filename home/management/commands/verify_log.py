from django.core.management.base import BaseCommand, CommandError

from home.records import anchoring, verifying
from home.records.models import LogLink


class Command(BaseCommand):
    help = "Check the chain of the log, its lines and its anchors. Names each line that is not as it was; exits 1 then."

    def add_arguments(self, parser):
        parser.add_argument("--anchor", action="append", default=[], help="a line from a mailed seal, to check as well")

    def handle(self, *, anchor, **options):
        try:
            more = [anchoring.read(line) for line in anchor]
        except ValueError as error:
            raise CommandError("An anchor reads: time, number of the link, hash.") from error
        found = verifying.breaks(more)
        for broken in found:
            self.stdout.write(str(broken))
        number = LogLink.objects.count()
        if found:
            raise CommandError(f"The log is not as it was written: {len(found)} places, {number} links.")
        self.stdout.write(f"{number} links, all as they were written")
