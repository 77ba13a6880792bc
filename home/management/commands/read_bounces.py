import mailbox
import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from home.records import bounces


class Command(BaseCommand):
    help = (
        "Read the refusals that mail servers send back (RFC 3464): from one mail on standard input, a Maildir or an "
        "mbox. Each becomes a task of the team. Reports about our mails are taken out of the box; --keep leaves them. "
        "Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("box", nargs="?", help="a Maildir or an mbox; without it, one mail is read from stdin")
        parser.add_argument("--keep", action="store_true", help="leave the reports in the box")

    def handle(self, *, box, keep, **options):
        taken = self.read(box, keep) if box else bounces.take(sys.stdin.buffer.read(), timezone.now())
        self.stdout.write(f"{taken} given up")

    def read(self, path: str, keep: bool) -> int:
        if not Path(path).exists():
            raise CommandError(f"There is no {path}.")
        box = mailbox.Maildir(path, create=False) if Path(path).is_dir() else mailbox.mbox(path, create=False)
        box.lock()
        try:
            return sum(self.take(box, key, keep) for key in list(box.iterkeys()))
        finally:
            box.close()

    def take(self, box: mailbox.Mailbox, key: str, keep: bool) -> int:
        taken = bounces.take(box.get_bytes(key), timezone.now())
        if taken and not keep:
            box.remove(key)
        return taken
