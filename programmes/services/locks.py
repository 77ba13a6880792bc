"""Requests first, then households, each in the order of their keys: nobody waits in a ring."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from programmes import events
from programmes.models import Alert, Household


def hold_requests(read: Callable[[], Iterable[str]]) -> None:
    """Lock the requests that `read` names, all in one go. When more have joined them meanwhile, by a merge, let go of
    all and begin again: one more lock on top would be out of order.
    """
    while True:
        mark = transaction.savepoint()
        references = set(read())
        events.followup_starting.send(Alert, references=references)
        if references.issuperset(read()):
            transaction.savepoint_commit(mark)
            return
        transaction.savepoint_rollback(mark)


def together(*references: str) -> set[str]:
    """These, with all those whose alerts led to the same households."""
    alerts = Alert.objects.filter(household__alerts__reference__in=references)
    return {*references, *alerts.values_list("reference", flat=True)}


def locked(*keys: UUID) -> dict[UUID, Household]:
    """Households by their keys, after the requests that alerted us and with what was merged into them."""
    hold_requests(lambda: Alert.objects.filter(household__in=keys).values_list("reference", flat=True))
    rows = Household.objects.select_for_update(of=("self",)).filter(Q(pk__in=keys) | Q(merged_into__in=keys))
    return {row.pk: row for row in rows.order_by("pk")}
