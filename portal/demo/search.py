"""The words of the search, and its index over the pages: `make run` ends with everything findable."""

from search import indexing, starting
from search.models import Entry


def load() -> None:
    starting.load_words()
    if not Entry.objects.exists():
        indexing.rebuild()
