"""Background tasks. They only wake what a sweep would do anyway: a lost task loses nothing."""

from django_tasks import task

from home.records.delivery import deliver_due


@task()
def wake_sender() -> int:
    return deliver_due()
