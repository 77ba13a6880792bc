from forms.files.scanning import scan_due
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = "Ask the antivirus about the files that wait for it. Safe to run again, and beside another one."

    def one_pass(self) -> str:
        return f"{scan_due()} settled"
