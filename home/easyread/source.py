"""What a page says to its readers: the text that an easy-to-read version is made from and compared with."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Site

from home import originals
from home.hours_in_words import in_words
from home.models.contact import ContactDetails


def sentences(page: Any) -> list[str]:
    """The page's sentences, figures and help numbers included. `page` is specific and French."""
    _read_rows_once(page)
    return originals.page_sentences(page)


def digest(page: Any) -> str:
    return originals.digest(sentences(page))


def with_contact(page: Any) -> str:
    """All of it in one text, with the ways to reach the city, which stand at the foot of each page."""
    return "\n".join([*sentences(page), *_contact()])


def _read_rows_once(page: Any) -> None:
    """Two texts of one row are two paths: the rows of each relation are kept with the page, not asked for twice."""
    for relation in {path.partition(".")[0] for path in page.findable.texts if "." in path}:
        rows = getattr(page, relation)
        if hasattr(rows, "get_object_list"):
            rows.get_object_list()


def _contact() -> Iterator[str]:
    details = ContactDetails.objects.filter(site__in=Site.objects.filter(is_default_site=True)).first()
    if details is not None:
        yield f"{details.phone} {details.street} {details.postcode}"
        yield in_words(details.week)
