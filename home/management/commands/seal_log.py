from django.utils import timezone

from home.records import anchoring, chain
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = (
        "Seal the new lines of the log into its chain, and anchor its head: in a file each hour, in a mail to the data "
        "protection officer each day. Safe to kill, to run again, and beside another one."
    )

    def one_pass(self) -> str:
        sealed = chain.seal()
        anchoring.anchor(timezone.now())
        return f"{sealed} sealed"
