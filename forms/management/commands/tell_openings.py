from forms.services import watching
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = "Mail those who wait for a request that is open by now. Run daily; safe to run again."

    def one_pass(self) -> str:
        return f"{watching.tell_openings()} told"
