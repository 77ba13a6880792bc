import os
import signal
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.demo.accounts import ACCOUNTS, PASSWORD

START_WITHIN_SECONDS = 120
LOG = "portal.server_log.ServerLog"


class Command(BaseCommand):
    help = (
        "Run the web server, the task worker, and what sends notices and scans files, together. Ctrl-C stops them all."
    )

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        os.umask(0o077)  # data and mails are for their owner only
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        children = [subprocess.Popen(command) for command in commands(port)]
        try:
            wait_until_ready(port, children)
            self.announce(port)
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            raise CommandError("A part of the portal stopped; the others were stopped too.")
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            stop(children)

    def announce(self, port):
        self.stdout.write(f"Portal ready on http://127.0.0.1:{port}/")
        if settings.DEMO:
            self.stdout.write(f"Demo accounts for http://127.0.0.1:{port}/gestion/ (password {PASSWORD}):")
            for account in ACCOUNTS:
                self.stdout.write(f"  {account.username:<22}{account.may}")
        if settings.DEMO and settings.STAFF_MFA:
            call_command("demo_codes", stdout=self.stdout)
            self.stdout.write("Next codes: DEMO=1 STAFF_MFA=1 .venv/bin/python manage.py demo_codes")
        self.stdout.flush()


def commands(port: int) -> list[list[str]]:
    """One command a child process; each is this same Python."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    server = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}", "--logger-class", LOG]
    scanner = [[*manage, "scan_files", "--every", "60"]] if settings.CLAMD_SOCKET else []
    return [
        [*server, "--workers", "1", "--threads", "8", "--log-level", "warning", "--graceful-timeout", "5"],
        [*manage, "db_worker", "--interval", "1"],
        [*manage, "deliver_notices", "--every", "30"],
        [*manage, "seal_log", "--every", "30"],
        *scanner,
        [*manage, "make_exports", "--every", "60"],
        [*manage, "purge_expired", "--every", "3600"],
        [*manage, "watch_rooms", "--every", "300"],
        [*manage, "tell_openings", "--every", "3600"],
        [*manage, "send_digests", "--every", "1800"],
        [*manage, "count_figures", "--every", "3600"],
        [*manage, "tend_seats", "--every", "60"],
        [*manage, "reconcile_search", "--every", "60"],
    ]


def wait_until_ready(port: int, children: list[subprocess.Popen]) -> None:
    """Return once `/sante/pret` answers; raise CommandError if a child dies or time runs out."""
    end = time.monotonic() + START_WITHIN_SECONDS
    while time.monotonic() < end:
        if any(child.poll() is not None for child in children):
            break
        try:
            with urlopen(f"http://127.0.0.1:{port}/sante/pret", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    raise CommandError(f"The portal did not start on port {port}. Is another program using it?")


def stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
