from home.records import reaping
from home.records.delivery import deliver_due
from home.signin import glass
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = (
        "Send the notices that are owed, end emergency accesses, and give back tasks whose worker died. Safe to run "
        "again, and beside another one."
    )

    def one_pass(self) -> str:
        sent = deliver_due()
        glass.end_over()
        reaping.give_back()
        return f"{sent} sent"
