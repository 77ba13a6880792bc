"""The candidate's answer to a room that is offered, from the page where the request is followed."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from forms.followup import opened
from programmes.models import RoomOffer
from programmes.moves import ForbiddenMove
from programmes.services.flatshares import offering

ANSWERS = {"yes": offering.accept, "no": offering.decline}


@require_POST
def answer_room(request: HttpRequest) -> HttpResponse:
    """The page shows what came of it, too late included. Someone else's offer is as good as none."""
    submission = opened(request)
    verb = ANSWERS.get(request.POST.get("answer", ""))
    offer = offer_of(submission.reference, request.POST.get("offer", "")) if submission and verb else None
    if offer and verb:
        with suppress(offering.TooLate, ForbiddenMove):  # the page says so
            verb(offer)
    return redirect("forms:follow")


def offer_of(reference: str, key: str) -> RoomOffer | None:
    try:
        return RoomOffer.objects.filter(candidate__reference=reference, pk=key).first()
    except ValidationError:  # not a key
        return None
