"""The French accessibility standard (RGAA) as data, and what the law draws from an audit against it.

Rules: law 2005-102, article 47; decree 2019-768, articles 5 and 7; the State's page on the statement.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from django.db import models
from django.utils.translation import gettext_lazy as _

VERSION = "4.1.2"
PUBLISHED_ON = {VERSION: date(2023, 4, 18)}
"""The versions of the standard. A newer one, added here, ends the audits against the older ones 18 months later."""

YEARS, MONTHS = 3, 18
"""How long an audit counts: years after its day, months after a newer version of the standard."""

PARTLY = 50  # per cent of the criteria that count


class Theme(NamedTuple):
    """`criteria` are pairs of a number such as 1.1 and the question that it asks, in French."""

    title: str
    criteria: list[tuple[str, str]]


class Verdict(models.TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not-met", _("Not met")
    NOT_CONCERNED = "none", _("Not concerned")


class Conformity(models.TextChoices):
    """The three states that a statement may say, in the law's words."""

    FULL = "full", _("Accessibility: fully compliant")
    PARTIAL = "partial", _("Accessibility: partially compliant")
    NOT = "not", _("Accessibility: not compliant")


@cache
def themes(version: str = VERSION) -> list[Theme]:
    """The thirteen themes of a version, 106 criteria in all."""
    source = Path(__file__).with_name(f"rgaa-{version}.yaml").read_text(encoding="utf-8")
    return [
        Theme(theme["theme"], [(f"{rank}.{number}", question) for number, question in enumerate(theme["criteria"], 1)])
        for rank, theme in enumerate(yaml.safe_load(source), 1)
    ]


def criteria(version: str = VERSION) -> dict[str, str]:
    return dict(pair for theme in themes(version) for pair in theme.criteria)


def conformity(met: int, not_met: int) -> Conformity:
    """From how many criteria are met among those that count."""
    if met and not not_met:
        return Conformity.FULL
    if met and met * 100 >= PARTLY * (met + not_met):
        return Conformity.PARTIAL
    return Conformity.NOT


def counts_until(done_on: date, version: str) -> date:
    """The last day on which an audit of that day, against that version, counts."""
    ends = [add_months(done_on, 12 * YEARS)]
    ends += [add_months(day, MONTHS) for day in PUBLISHED_ON.values() if day > PUBLISHED_ON[version]]
    return min(ends)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
