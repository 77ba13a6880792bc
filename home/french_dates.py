"""In French the first day of a month is “1er”: 1er septembre, 2 septembre. Django’s formats know no such day.

Every written date of Django (the filter, `date_format`, the formats named in settings, in pages, mails and PDFs) goes
through one class and its one letter for the day: the rule is given there, once.
"""

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language


def day_in_words(written: DateFormat) -> int | str:
    """What “j” stands for."""
    number = written.data.day
    return "1er" if number == 1 and (get_language() or "").startswith("fr") else number


def install() -> None:
    DateFormat.j = day_in_words
