"""The mention that the foot of each page makes of the audit (decree 2019-768, article 5): it lapses with the audit.

It rides on the query that reads the menu's pages, so that no page asks one more question.
"""

from datetime import date
from typing import Any

from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from home.accessibility.rgaa import Conformity
from home.models.audit import Audit

PARTS = ("rgaa_version", "done_on", "rebuilt_on", "met", "not_met")


def newest_audit() -> Subquery:
    """To annotate pages with as `audit`: what the newest stated audit found, None before the first."""
    return Subquery(Audit.objects.stated().values(found=JSONObject(**{name: name for name in PARTS}))[:1])


def mention(found: dict[str, Any] | None) -> Conformity:
    """What to say today of what `newest_audit` gave."""
    if not found:
        return Conformity.NOT
    days = {name: found[name] and date.fromisoformat(found[name]) for name in ("done_on", "rebuilt_on")}
    audit = Audit(**found | days)
    return audit.conformity if audit.counts_on(timezone.localdate()) else Conformity.NOT
