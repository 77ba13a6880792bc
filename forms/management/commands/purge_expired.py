from django.core.management import call_command
from django.utils import timezone

from forms.services import (
    erasing,
    escalating,
    exporting,
    keeping,
    lapsing,
    overseeing,
    presence,
    proposing,
    shedding,
    tombstones,
)
from home.records import purging, reading
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = (
        "Delete what ends by itself, propose the requests whose day has come, delete those that were signed for, and "
        "tell what waits too long. Run at least daily. Safe to kill, to run again, and beside another one."
    )

    def one_pass(self) -> str:
        now, today = timezone.now(), timezone.localdate()
        call_command("purge_drafts", stdout=self.stdout)
        call_command("clearsessions")
        gone = sum(purging.delete_ended(today).values()) + exporting.forget(now)
        gone += reading.forget(now - keeping.kept(keeping.READS))
        tombstones.forget(today)
        shed = shedding.shed(now)
        lapsed, erased = lapsing.close_lapsed(), erasing.run_signed()
        proposed = proposing.propose(today)
        overseeing.tell(now)
        escalating.watch(now)
        presence.forget(now)
        return f"{gone} ended, {shed} shed, {lapsed} lapsed, {erased} erased, {proposed} proposed"
