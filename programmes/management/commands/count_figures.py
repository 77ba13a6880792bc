from home.sweeping import SweepCommand
from programmes.counts import public


class Command(SweepCommand):
    help = "Count again what public pages may show, rounded and never small. Safe to run again."

    def one_pass(self) -> str:
        return f"{public.refresh()} figures can be shown"
