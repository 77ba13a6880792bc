from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.records import keyfile
from home.records.keyring import KeyringError
from home.records.rekeying import all_hashes
from home.records.turnover import Turnover, used_by_key

ADDED = (
    "Key {key} was added and seals nothing yet. Copy the key file to every machine that runs the portal and to where "
    "you keep keys (never with the backups), then run rotate_keys --switch on one of them."
)
SWITCHED = (
    "Key {key} seals from now on. Copy the key file to every machine again, then run rotate_keys: it moves what was "
    "sealed before, while the portal runs. Killed or interrupted, run it again."
)
DONE = "Nothing is left under former keys. An hour after --switch, rotate_keys --remove KEY takes one out of the file."


class Command(BaseCommand):
    help = "Move sealed values and search hashes to the newest keys, beside the running portal. Safe to run again."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        step = parser.add_mutually_exclusive_group()
        step.add_argument("--add", action="store_true", help="make new keys, which nothing uses yet")
        step.add_argument("--switch", action="store_true", help="seal and hash with the newest keys from now on")
        step.add_argument("--verify", action="store_true", help="count sealed values by key; change nothing")
        step.add_argument("--remove", metavar="KEY", help="take a key that nothing uses out of the file")

    def handle(self, *, add: bool, switch: bool, verify: bool, remove: str | None, **options) -> None:
        path = Path(settings.FIELD_KEYS_FILE)
        try:
            if add:
                self.stdout.write(ADDED.format(key=keyfile.add(path)))
            elif switch:
                self.stdout.write(SWITCHED.format(key=keyfile.switch(path)))
            elif verify:
                self.verify()
            elif remove:
                self.remove(path, remove)
            else:
                self.move()
        except KeyringError as error:
            raise CommandError(str(error)) from None

    def move(self) -> None:
        turnover = Turnover(self.stdout.write)
        turnover.run()
        if turnover.left:
            raise CommandError(f"{turnover.left} rows are left, {turnover.broken} of them do not open: see the log.")
        self.stdout.write(DONE)

    def verify(self) -> None:
        for name, counted in used_by_key().items():
            for key, count in sorted(counted.items()):
                self.stdout.write(f"{name}: {count} under {key or 'no key of the file'}")
        for hashes in all_hashes():
            for place, count in sorted(hashes.by_key().items()):
                self.stdout.write(f"{hashes.name}: {count} under search key {place}")

    def remove(self, path: Path, key: str) -> None:
        used = sum(counted[key] for counted in used_by_key().values())
        if used:
            raise CommandError(f"{used} values are sealed with key {key}: run rotate_keys first.")
        keyfile.remove(path, key)
        self.stdout.write(f"Key {key} was taken out. Copy the key file to every machine; destroy its older copies.")
