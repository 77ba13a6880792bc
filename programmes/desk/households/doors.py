"""Who enters the screens of households. To everyone else their addresses do not exist."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from home.roles import HOUSEHOLDS
from programmes.models import Household


def team_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm(HOUSEHOLDS):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def door(user: Any, pk: UUID) -> Household:
    """The household, if it is one of the user's teams; Http404 otherwise, as for an unknown one."""
    rows = Household.objects.visible_to(user).select_related("worker", "merged_into")
    return get_object_or_404(rows, pk=pk)
