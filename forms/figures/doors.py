"""Who enters the figures. To everyone else their addresses do not exist."""

from functools import wraps

from django.http import Http404

from forms.services.reopening import LEAD


def lead_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm(LEAD):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
