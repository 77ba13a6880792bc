"""How much of what the portal says is in sign language. A clip that only marks a place counts for nothing."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from home.models.signed import STATUS_WORDS, SignedStatus, SignedVersion
from home.signed import targets
from home.signed.targets import KINDS, Target

RANK = {
    SignedStatus.CURRENT: 4,
    SignedStatus.OUTDATED: 3,
    SignedStatus.EXPIRED: 2,
    SignedStatus.PLACEHOLDER: 1,
}


class Row(NamedTuple):
    """One text, with what it has. `media` is the key of its clip, None where there is none."""

    target: Target
    status: SignedStatus
    media: int | None = None
    outdated_since: datetime | None = None

    @property
    def words(self) -> str:
        return str(STATUS_WORDS[self.status])


class Share(NamedTuple):
    """How many texts of a kind are covered."""

    kind: str
    label: str
    current: int
    total: int


def rows() -> list[Row]:
    """Every text that can be signed, with its best clip: the same few queries however many there are."""
    found = sorted(SignedVersion.objects.published(), key=lambda version: RANK.get(version.status, 0))
    best = {version.target: version for version in found}
    return [row(target, best.get(target.key)) for target in targets.every()]


def row(target: Target, version: SignedVersion | None) -> Row:
    if version is None:
        return Row(target, SignedStatus.ABSENT)
    return Row(target, version.status, version.media_id, version.outdated_since)


def shares(found: Iterable[Row]) -> list[Share]:
    found = list(found)
    kinds = {kind: [row for row in found if row.target.kind == kind] for kind in KINDS}
    return [
        Share(kind, str(KINDS[kind]), sum(row.status == SignedStatus.CURRENT for row in own), len(own))
        for kind, own in kinds.items()
        if own
    ]


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def sheet(found: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow([_("Key"), _("Kind"), _("Where it stands"), _("Text"), _("State")])
    for one in found:
        cells = [one.target.key, KINDS[one.target.kind], one.target.part_of, one.target.title, one.words]
        yield writer.writerow([harmless(str(cell)) for cell in cells])


def harmless(cell: str) -> str:
    """Spreadsheets run what begins like a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
