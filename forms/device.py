"""What this device may open: the session holds keys to drafts and, for a while, to one request. No answers."""

import time

from django.http import HttpRequest

DRAFTS, FOLLOWED, PARTNER = "drafts", "followed", "partner"
DRAFTS_PER_DEVICE = 20
FOLLOWED_SECONDS = 15 * 60


def give_draft(request: HttpRequest, draft_id: object) -> None:
    """The latest last. Beyond what one device holds, the oldest key goes."""
    others = [held for held in held_drafts(request) if held != str(draft_id)]
    request.session[DRAFTS] = [*others, str(draft_id)][-DRAFTS_PER_DEVICE:]


def unlock_draft(request: HttpRequest, draft_id: object) -> None:
    """A draft that was opened with its code, under a new session key."""
    request.session.cycle_key()
    give_draft(request, draft_id)


def held_drafts(request: HttpRequest) -> list[str]:
    return request.session.get(DRAFTS, [])


def holds(request: HttpRequest, draft_id: object) -> bool:
    return str(draft_id) in held_drafts(request)


def forget_draft(request: HttpRequest, draft_id: object) -> None:
    """Take one key away, and leave the others."""
    request.session[DRAFTS] = [held for held in held_drafts(request) if held != str(draft_id)]


def open_request(request: HttpRequest, submission_id: object) -> None:
    """Let this device see one request for a quarter of an hour, under a new session key."""
    request.session.cycle_key()
    request.session[FOLLOWED] = {"id": str(submission_id), "until": time.time() + FOLLOWED_SECONDS}


def opened_request(request: HttpRequest) -> str | None:
    followed = request.session.get(FOLLOWED, {})
    return followed["id"] if followed.get("until", 0) > time.time() else None


def opened_at(request: HttpRequest) -> float:
    """The second at which the request was opened here."""
    return request.session[FOLLOWED]["until"] - FOLLOWED_SECONDS


def close_request(request: HttpRequest) -> None:
    request.session.pop(FOLLOWED, None)


def forget(request: HttpRequest) -> None:
    """Take this device's keys away. What they open lives on until its end."""
    for key in (DRAFTS, FOLLOWED, PARTNER):
        request.session.pop(key, None)
