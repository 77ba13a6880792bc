"""Commands that do one pass, or go on with a pause between two."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

logger = logging.getLogger(__name__)


class SweepCommand(BaseCommand):
    """A subclass gives `one_pass`, which says in a line what it did."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause between two passes")

    def one_pass(self) -> str:
        raise NotImplementedError

    def handle(self, *, every: int | None, **options: Any) -> None:
        if every is None:
            self.stdout.write(self.one_pass())
        else:
            self.sweep(every)

    def sweep(self, every: int) -> None:
        """Until SIGTERM or SIGINT, which let the pass under way finish."""
        self.going_on = True
        previous = {number: signal.signal(number, self.stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while self.going_on:
                self.sturdy_pass()
                self.rest(every)
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)

    def sturdy_pass(self) -> None:
        close_old_connections()
        try:
            self.one_pass()
        except Exception as error:  # the database may be away for a while: the sweep must outlive that
            logger.error("A pass of %s failed (%s).", type(self).__module__, type(error).__name__)

    def rest(self, seconds: int) -> None:
        until = time.monotonic() + seconds
        while self.going_on and time.monotonic() < until:
            time.sleep(min(1, max(0, until - time.monotonic())))

    def stop(self, number: int, frame: Any) -> None:
        self.going_on = False
