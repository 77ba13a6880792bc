from home.sweeping import SweepCommand
from programmes.services.flatshares import offering


class Command(SweepCommand):
    help = "End the room offers that nobody answered in time, and remind of those that end soon. Safe to run again."

    def one_pass(self) -> str:
        lapsed, reminded = offering.lapse_due(), offering.remind_due()
        return f"{lapsed} lapsed, {reminded} reminded"
