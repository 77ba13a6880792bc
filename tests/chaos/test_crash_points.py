"""A process dies at the worst moments: whoever saw a receipt has one request, one notice, one mail."""

import pytest

from forms.intakes import INTAKES
from tests.chaos import points, size
from tests.chaos.resident import Resident
from tests.forms.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SLUGS = ("contact", "signalement", "univers", "colocation")[: size(1, 4)]
WITH_DOCUMENTS = "colocation"
CONVERGES_WITHIN = 60


def died_at(city, point: str, slug: str) -> tuple[Resident, float]:
    """Someone sends a request and the process dies there; seconds until everything owed was told."""
    someone = Resident(city.address, "10.0.0.1")
    city.fuse.write_text(point)
    someone.send(slug, sample(slug).plainest)
    city.wait_for(lambda: not city.fuse.exists(), f"Nothing died {point}.")
    return someone, city.wait_for(city.all_told, f"Somebody is never told after a death {point}.")


def faults(city, mailbox, someone: Resident, most_mails: int) -> list[str]:
    """What is wrong with the only request of this person."""
    sent, notices = city.requests_by_draft(), city.notices()
    [acknowledged] = someone.sent
    found = [pair for pair in sent if pair[0] == acknowledged.draft]
    told = mailbox.taken[notices.get(f"forms.submitted:{acknowledged.request}", "")]
    others = [mailbox.taken[key] for event, key in notices.items() if not event.endswith(acknowledged.request)]
    return [
        words
        for words, wrong in {
            "lost or doubled": found != [tuple(acknowledged)],
            "documents lost or doubled": city.documents(acknowledged.request) != sorted(someone.attached),
            "not owed once": sum(event.endswith(acknowledged.request) for event in notices) != 1,
            f"{told} mails": not 1 <= told <= most_mails,
            "another mail lost": 0 in others,
            "a mail under another Message-ID": not mailbox.taken.keys() <= set(notices.values()),
        }.items()
        if wrong
    ]


def test_a_death_at_any_named_point_loses_and_doubles_nothing(city, mailbox, figure):
    for point in points.POINTS:
        most_mails = 2 if point in points.WORKER else 1
        wrong, slowest = [], 0.0
        for slug in (WITH_DOCUMENTS,) if point == points.FILE_WRITTEN else SLUGS:
            assert slug in INTAKES
            someone, seconds = died_at(city, point, slug)
            slowest = max(slowest, seconds)
            wrong += [f"{slug}: {words}" for words in faults(city, mailbox, someone, most_mails)]
        holds = not wrong and slowest <= CONVERGES_WITHIN
        measured = f"{len(wrong)} lost or doubled, settled in {slowest:.0f} s"
        figure(f"death {point}", measured, f"0, ≤ {CONVERGES_WITHIN} s, ≤ {most_mails} mails", holds)
        assert holds, (point, wrong, slowest)
    assert "Traceback" not in city.log.read_text()
