"""`python -m tests.chaos.worker deliver_notices --every 30`: boots once, and keeps the command alive whatever kills it.

A fork costs nothing where a start costs seconds: hundreds of deaths fit into minutes.
"""

import os
import sys
import time
from datetime import timedelta

import django
from django.core.management import call_command
from django.db import connections


def main() -> None:
    django.setup()
    from home.records import delivery
    from portal.teams import ensure_teams
    from tests.chaos import points

    if sys.argv[1] == "deliver_notices":  # one of the workers prepares the database
        ensure_teams()
        connections.close_all()
    points.arm()
    if "CHAOS_LEASE" in os.environ:
        delivery.LEASE = timedelta(seconds=int(os.environ["CHAOS_LEASE"]))
    while True:
        child = os.fork()
        if child == 0:
            call_command(*sys.argv[1:])
            os._exit(0)
        os.waitpid(child, 0)
        time.sleep(0.1)


main()
