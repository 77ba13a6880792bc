"""Background tasks. They only wake what a sweep would do anyway: a lost task loses nothing."""

from django_tasks import task

from search import indexing


@task()
def pay_owed() -> int:
    return indexing.pay()
