"""Background tasks whose worker died: the queue keeps them as running for ever, so they are given back from here.

Every task of ours only wakes what a sweep would do anyway, so one that is given back while it still runs does no harm.
"""

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

LONGEST = timedelta(minutes=30)
"""Longer than any task runs: the export of a million rows takes a third of it."""

MOST_STARTS = 5
"""A task that took so many workers with it is not given to another."""


def give_back(now: datetime | None = None) -> int:
    """Make the tasks of dead workers ready again; return how many. Safe beside another one, and beside workers."""
    late = (now or timezone.now()) - LONGEST
    dead = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=late)
    return sum(_give_back(task) for task in dead.only("pk", "started_at", "worker_ids"))


def _give_back(task: DBTaskResult) -> bool:
    """Only as it was read: one that ended, or was started again, meanwhile is left alone."""
    unchanged = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at)
    if len(task.worker_ids) < MOST_STARTS:
        return bool(unchanged.update(status=TaskResultStatus.READY, started_at=None))
    unchanged.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    logger.error("Task %s took %s workers with it: it is not started again.", task.pk, len(task.worker_ids))
    return False
