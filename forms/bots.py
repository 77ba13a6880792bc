"""What tells a robot from a person without a puzzle: a field nobody sees, haste, a crowd at one place.

Nobody is refused: what looks like a robot's waits for an agent. When in doubt, it is a person.
"""

from django.conf import settings
from django.http import HttpRequest

from forms.models import Draft, Suspicion
from home import limits
from home.public_forms import client_address

TRAP = "objet"
"""The name of the field that people cannot see, and that no browser has anything to fill in for."""

TEN_MINUTES = 10 * 60


def trapped(request: HttpRequest) -> str:
    return Suspicion.TRAP.value if request.POST.get(TRAP, "").strip() else ""


def hasty(draft: Draft) -> bool:
    """Whether its pages came faster than anybody reads and answers them, by our own clock.

    The longest of the pauses does not count: a robot may wait once, and a person may rest.
    """
    saved = sorted(kept["at"] for kept in draft.answers.values() if "at" in kept)
    begun = [draft.created_at.timestamp(), *saved]
    pauses = sorted(after - before for before, after in zip(begun, saved, strict=False))[:-1]
    return sum(pauses) < settings.FASTEST_PAGE_SECONDS * len(pauses)


def suspicion(request: HttpRequest, draft: Draft) -> str:
    """Why this sending looks like a robot's; empty when it does not. What agents and partners type never is.

    It counts the sending: call it once for each. Without a cache nothing is counted, and nobody is a crowd.
    """
    if draft.entered_by_id or draft.partner_id:
        return ""
    sent = limits.count("sendings", client_address(request), seconds=TEN_MINUTES)
    if draft.suspicion or trapped(request):
        return draft.suspicion or trapped(request)
    if hasty(draft):
        return Suspicion.HASTE.value
    return Suspicion.CROWD.value if sent > settings.SENDINGS_PER_ADDRESS else ""
