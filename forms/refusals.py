"""The reasons of a refusal as they stand now: those of the code, as the lead worded, hid or completed them."""

from django.conf import settings
from django.utils.translation import get_language

from forms.models import RefusalReason
from forms.reasons import GIVEN_BY_RULE, REASONS, REMEDIES, TOLD_IN_THE_MESSAGE

REMEDIES_CODE = "remedies"


def choices() -> list[tuple[str, str]]:
    """What agents choose from: the reasons of the code, then those added, 'another reason' last."""
    rows = _rows()
    codes = [*REASONS, *sorted(code for code in rows if code not in REASONS and code != REMEDIES_CODE)]
    offered = [code for code in codes if not (code in rows and rows[code].hidden)]
    offered.sort(key=lambda code: code == TOLD_IN_THE_MESSAGE)
    return [(code, _words(code, rows.get(code))) for code in offered]


def is_offered(code: str) -> bool:
    return code in dict(choices())


def words(code: str) -> str:
    """What a reason says, hidden since or not; '' without one. Codes of a rule are read too."""
    if not code:
        return ""
    return _words(code, RefusalReason.objects.filter(code=code).first())


def remedies() -> str:
    return _words(REMEDIES_CODE, RefusalReason.objects.filter(code=REMEDIES_CODE).first())


def _rows() -> dict[str, RefusalReason]:
    return {row.code: row for row in RefusalReason.objects.all()}


def _words(code: str, row: RefusalReason | None) -> str:
    own = row.texts if row else {}
    declared = (REASONS | GIVEN_BY_RULE | {REMEDIES_CODE: REMEDIES}).get(code, "")
    return own.get(get_language()) or str(declared) or own.get(settings.LANGUAGE_CODE, "") or code
