"""The words that search knows from the first day. Loaded once; editors own them afterwards."""

from typing import Any

import yaml

from search import analysis
from search.models import Synonym


def load_words() -> int:
    """Make the synonyms of `search/words/` for each language that has none; return how many were made."""
    made = 0
    for language in analysis.ALGORITHMS:
        data: dict[str, Any] = yaml.safe_load((analysis.WORDS / f"{language}.yaml").read_text(encoding="utf-8"))
        if not Synonym.objects.filter(language=language).exists():
            made += len([Synonym.objects.create(language=language, words=words) for words in data["synonyms"]])
    return made
