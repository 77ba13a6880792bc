"""Counts queries that found nothing, so that editors can add the word that was missing. No person is in it.

What is counted is a keyed hash; the words are written once enough different visitors typed the same. Nothing that
looks like a name with a number, an address or a message is counted, nor anything asked in danger.
"""

import logging
import re
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home import limits
from search import lexicon
from search.models import Miss
from search.query import Results

logger = logging.getLogger(__name__)

ENOUGH = 5
MOST_WORDS, LONGEST, MOST_DIGITS = 5, 60, 4  # a year, no phone number
KEPT = timedelta(days=90)
A_DAY = 24 * 60 * 60


def count(found: Results, language: str, visitor: str) -> None:
    """One visitor more who found nothing with these words; each visitor counts once a day."""
    words = normalised(found.words, language)
    if not words or found.is_sensitive:
        return
    digest = salted_hmac("search.misses", f"{language}:{words}").hexdigest()
    if limits.count("search-miss", f"{digest}:{visitor}", seconds=A_DAY) > 1:
        return
    try:
        add(digest, language, words)
    except DatabaseError as error:  # a count is never worth an error page
        logger.warning("A search without result was not counted (%s).", type(error).__name__)


def normalised(text: str, language: str) -> str:
    """The words as they are compared; nothing when they may tell of someone."""
    digits = sum(character.isdigit() for character in text)
    if re.search(r"@|://|www\.", text) or digits > MOST_DIGITS or len(text) > LONGEST:
        return ""
    words = lexicon.current(language).words_of(text)
    return " ".join(words) if len(words) <= MOST_WORDS else ""


@transaction.atomic
def add(digest: str, language: str, words: str) -> None:
    same = Miss.objects.filter(digest=digest)
    if not same.update(times=F("times") + 1, last_on=timezone.localdate()):
        Miss.objects.create(digest=digest, language=language, times=1)
    Miss.objects.filter(digest=digest, times__gte=ENOUGH, words="").update(words=words[:80])


def reported():
    """What editors see: often enough, most often first."""
    return Miss.objects.filter(times__gte=ENOUGH).exclude(words="").order_by("-times", "words")


def forget_old() -> int:
    return Miss.objects.filter(last_on__lt=timezone.localdate() - KEPT).delete()[0]
