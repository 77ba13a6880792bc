"""A portal as `manage.py serve` runs it, on a database of its own, made to be killed."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import psycopg
import requests

from home.records import keyring
from portal.management.commands.serve import commands

ROOT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 90


class City:
    """`parts` are processes that keep one child each alive: the server, the task worker, the sender of notices."""

    def __init__(self, folder: Path, database: str, mail: str, **environment: str) -> None:
        self.folder, self.database, self.fuse, self.log = folder, database, folder / "fuse", folder / "log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        keyring.write_new(folder / "demo-field-keys.json")
        (folder / "static").mkdir()
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "DEMO": "1",
            "PROXIES": "1",
            "DATA_DIR": str(folder),
            "DATABASE_URL": database,
            "EMAIL_URL": mail,
            "SITE_URL": self.address,
            "CHAOS_FUSE": str(self.fuse),
            "FASTEST_PAGE_SECONDS": "0",  # these residents are robots
            "SENDINGS_PER_ADDRESS": "1000000",
            **environment,
        }
        self.parts: list[subprocess.Popen] = []

    def __enter__(self) -> "City":
        server, tasks, notices, *_sweeps = commands(self.port)
        self.server = ["tests.chaos.wsgi" if part == "portal.wsgi" else part for part in server] + ["--preload"]
        sweep = ["1" if part == "30" else part for part in notices] if "CHAOS_LEASE" in self.environment else notices
        workers = [[sys.executable, "-m", "tests.chaos.worker", *command[2:]] for command in (tasks, sweep)]
        self.parts = [self.spawn(command) for command in (self.server, *workers)]
        try:
            self.wait_for(lambda: self.alive() and all(map(children, self.parts)), "The portal did not start.")
        except BaseException:
            self.kill_all()
            raise
        return self

    def __exit__(self, *exception) -> None:
        self.kill_all()

    def kill_all(self) -> None:
        for part in self.parts:
            os.killpg(part.pid, signal.SIGKILL)
            part.wait()

    def spawn(self, command: list[str]) -> subprocess.Popen:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def alive(self) -> bool:
        try:
            return requests.get(f"{self.address}/sante/pret", timeout=5).ok
        except requests.RequestException:
            return False

    def wait_for(self, happens, words: str, seconds: float = WAIT_SECONDS) -> float:
        """Wait until `happens()`; return how long it took. Fails with `words` and the end of the log."""
        start = time.monotonic()
        while not happens():
            waited = time.monotonic() - start
            assert waited < seconds, f"{words}\n{self.log.read_text()[-3000:]}"
            time.sleep(0.1)
        return time.monotonic() - start

    def kill_server(self) -> None:
        self.kill_child(self.parts[0])

    def kill_worker(self) -> None:
        self.kill_child(random.choice(self.parts[1:]))

    def kill_child(self, part: subprocess.Popen) -> None:
        for child in children(part):
            os.kill(child, signal.SIGKILL)

    def kill_everything_of_the_server(self) -> None:
        """The process that starts others as well: then somebody has to start it again."""
        os.killpg(self.parts[0].pid, signal.SIGKILL)
        self.parts[0].wait()
        self.parts[0] = self.spawn(self.server)

    def rows(self, query: str) -> list[tuple]:
        if self.database.startswith("sqlite"):
            with sqlite3.connect(self.database.removeprefix("sqlite:///"), timeout=20) as database:
                return database.execute(query).fetchall()
        with psycopg.connect(self.database) as database:
            return database.execute(query).fetchall()  # type: ignore[arg-type]

    def requests_by_draft(self) -> list[tuple[str, str]]:
        """(draft, request) of everything that was sent."""
        rows = self.rows("SELECT draft_id, id FROM forms_submission")
        return [(str(UUID(str(draft))), str(UUID(str(pk)))) for draft, pk in rows]

    def documents(self, request: str) -> list[str]:
        """The slot of every file that the request has."""
        rows = self.rows("SELECT submission_id, slot FROM forms_storedfile WHERE submission_id IS NOT NULL")
        return sorted(slot for owner, slot in rows if str(UUID(str(owner))) == request)

    def notices(self) -> dict[str, str]:
        """The Message-ID of each event that somebody is to be told of."""
        return dict(self.rows("SELECT event, message_id FROM records_notification"))

    def mails(self) -> dict[str, str]:
        """The same of those that leave by mail; text messages are files."""
        return dict(self.rows("SELECT event, message_id FROM records_notification WHERE channel = 'email'"))

    def all_told(self) -> bool:
        return self.rows("SELECT count(*) FROM records_notification WHERE sent_at IS NULL")[0][0] == 0


def children(part: subprocess.Popen) -> list[int]:
    try:
        return [int(pid) for pid in Path(f"/proc/{part.pid}/task/{part.pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
