from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from home.records import lock


class Command(BaseCommand):
    help = (
        "Put back the triggers that keep the log append-only. With --role, on PostgreSQL: give that role all it takes "
        "to work the portal, but no right to change or delete the log. Run it as the owner of the tables."
    )

    def add_arguments(self, parser):
        parser.add_argument("--role", help="the role that DATABASE_URL of the portal names; it must exist")

    def handle(self, *, role, **options):
        made = lock.install()
        self.stdout.write(f"{len(made)} triggers put back, {len(lock.present())} in place")
        if role and connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles: the triggers are all there is.")
        if role:
            lock.grant(role)
            self.stdout.write(f"{role} may add to the log, and neither change nor delete it")
