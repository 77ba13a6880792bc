"""Who enters the follow-up of sessions. To everyone else it does not exist."""

from functools import wraps

from django.http import Http404

from programmes.models.enrolments import TAKE_ATTENDANCE, WORK_SEATS, holds_right


def team_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not holds_right(request.user, WORK_SEATS):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def enters(user) -> bool:
    return holds_right(user, WORK_SEATS) or holds_right(user, TAKE_ATTENDANCE)
