"""Does someone ask for help in danger or distress, and of what kind? The rules are words/danger.*.yaml."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import yaml

from search import analysis

HARMLESS = "harmless"
VIOLENCE = "violence"
SPELLED = {
    "fr": """violence violences violent violente frappe frapper tape battue battre coups gifle étranglée menace menacée
        harcèlement danger peur détresse agression viol violée maltraitance suicide mourir abri sécurité fuir mari
        conjoint conjugales enceinte""",
    "en": """violence violent abuse abusive abused hit hits hurts beats beaten threat threatens harassment danger afraid
        scared unsafe safety assault rape suicide shelter homeless husband partner domestic""",
}
"""Words that typing mistakes are set right to, even while no page holds them."""


def heard(text: str, language: str) -> str:
    """The first kind of danger that a text speaks of, as the rules name it; empty for none."""
    folded = " ".join(re.findall(r"[a-z0-9]+", analysis.fold(text)))
    harmless, kinds = rules(language if language in SPELLED else "fr")
    listened = harmless.sub(" ", folded)
    return next((kind for kind, spoken in kinds.items() if spoken.search(listened)), "")


@cache
def rules(language: str) -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What is harmless, and what is not, by kind."""
    data: dict[str, Any] = yaml.safe_load((analysis.WORDS / f"danger.{language}.yaml").read_text(encoding="utf-8"))
    compiled = {kind: compiled_from(map(str, lines)) for kind, lines in data.items()}
    return compiled.pop(HARMLESS), compiled


def compiled_from(lines: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{line.replace('*', '[a-z0-9]*')})(?![a-z0-9])" for line in lines))
