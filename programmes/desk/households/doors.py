"""Who enters the screens of households. To everyone else their addresses do not exist."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from home.doors import any_of, only
from home.roles import HOUSEHOLDS
from programmes.models import Household

team_only = only(any_of(HOUSEHOLDS))


def door(user: Any, pk: UUID) -> Household:
    """The household, if it is one of the user's teams; Http404 otherwise, as for an unknown one."""
    rows = Household.objects.visible_to(user).select_related("worker", "merged_into")
    return get_object_or_404(rows, pk=pk)
