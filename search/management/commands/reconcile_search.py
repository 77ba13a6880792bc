from home.sweeping import SweepCommand
from search import reconciling


class Command(SweepCommand):
    help = "Compare the search index with the pages, and make again what differs."

    def one_pass(self) -> str:
        health = reconciling.reconcile()
        state = "well" if health.is_well else "NOT well"
        return f"Search is {state}: {health.pages} pages, {health.drift} differed, {health.waiting} wait."
