from home.records.delivery import deliver_due
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = "Send the notices that are owed. Safe to run again, and beside another one."

    def one_pass(self) -> str:
        return f"{deliver_due()} sent"
