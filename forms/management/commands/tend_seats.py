from forms.services import seating
from home.sweeping import SweepCommand
from programmes.services import seat_offers, sheets


class Command(SweepCommand):
    help = (
        "Let the offers of seats lapse whose hour is over, offer what is free, remind people two days before, and "
        "forget needs a month after. Run every minute or so. Safe to run again, and beside another one."
    )

    def one_pass(self) -> str:
        lapsed, offered, reminded = seat_offers.lapse_due(), seat_offers.offer_left(), seating.remind()
        return f"{lapsed} lapsed, {offered} offered, {reminded} reminded, {sheets.forget_needs()} forgotten"
