from django.utils import timezone

from forms.services import digesting
from home.sweeping import SweepCommand


class Command(SweepCommand):
    help = "Tell each agent once a working day, from 7 am, how much is to do. Safe to run again, or twice at once."

    def one_pass(self) -> str:
        return f"{digesting.send(timezone.now())} told"
