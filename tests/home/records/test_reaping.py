"""Tasks whose worker was killed stay "running" in the queue: they are given back, once, and not for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from home.records.reaping import LONGEST, MOST_STARTS, give_back
from home.records.tasks import wake_sender

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(settings):
    """One that is queued in the database, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects.get(pk=wake_sender.enqueue().id)


def started(task, ago, times=1):
    for number in range(times):
        task.claim(f"worker{number}")
    DBTaskResult.objects.filter(pk=task.pk).update(started_at=timezone.now() - ago)
    return task


def test_a_task_whose_worker_died_is_ready_for_another_one(task):
    started(task, LONGEST + timedelta(seconds=1))
    assert [give_back(), give_back()] == [1, 0]
    assert DBTaskResult.objects.ready().get().started_at is None


def test_a_task_that_may_still_run_is_left_alone(task):
    started(task, LONGEST - timedelta(minutes=1))
    assert give_back() == 0
    assert DBTaskResult.objects.running().exists()


def test_a_task_that_ended_meanwhile_is_not_started_again(task):
    started(task, LONGEST * 2)
    stale = DBTaskResult.objects.get()
    task.refresh_from_db()
    task.set_successful(0)
    from home.records import reaping

    assert not reaping._give_back(stale)
    assert DBTaskResult.objects.successful().exists()


def test_a_task_that_takes_every_worker_with_it_is_given_up(task, caplog):
    started(task, LONGEST * 2, times=MOST_STARTS)
    assert give_back() == 0
    assert DBTaskResult.objects.failed().exists()
    assert str(task.pk) in caplog.text
