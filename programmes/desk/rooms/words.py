"""What the screens of the rooms say when a verb refuses, and how they name half-days."""

from django.utils.translation import gettext_lazy as _

from programmes.moments import SLOTS
from programmes.moves import ForbiddenMove
from programmes.services.flatshares import hours, leasing, offering, scoring

REFUSALS = {
    offering.RoomTaken: _("This room is offered, taken or closed meanwhile. Choose another one."),
    offering.CandidateTaken: _("This person has an offer or a room for this season already."),
    offering.NotOnTheList: _("This person is not on the list of this season: accept the application first."),
    offering.NotRead: _("Two people of the team are to score this application before a room is offered."),
    offering.StayTooLong: _("Three years in all at most: this stay cannot be renewed."),
    ForbiddenMove: _("This was done or changed meanwhile. Look at where the offer stands now."),
    offering.TooLate: _("The time to answer is over."),
    leasing.NotChecked: _("The volunteer check and the insurance come before the lease."),
    leasing.WrongDates: _("These days do not fit: the lease ends after its start, on 31 August at the latest."),
    scoring.AlreadyScored: _("Two scores are in, or yours is: a score is given once."),
    hours.NotHousedHere: _("On that day, this person has no lease here. Choose a day of the lease."),
}
REFUSED = tuple(REFUSALS)

MOMENTS = dict(SLOTS)


def moments(slots: list[str]) -> list[str]:
    return [str(MOMENTS[slot]) for slot in slots if slot in MOMENTS]
