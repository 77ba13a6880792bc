from forms.services.exporting import make_due
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = "Make the exports that wait, those too whose maker died. Safe to run again, and beside another one."

    def one_pass(self) -> str:
        return f"{make_due()} ready"
