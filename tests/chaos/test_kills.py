"""`kill -9`, again and again, while people send: nothing acknowledged is lost, nothing is there twice."""

import random
import time
from collections import Counter
from threading import Event, Thread

import pytest

from tests.chaos import size
from tests.chaos.resident import Resident
from tests.forms.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE, KILLS = 4, size(6, 200)
SLUGS = ("contact", "signalement", "univers", "colocation")


class Sender(Thread):
    """Sends one request after the other, each as a new visitor, until told to stop."""

    def __init__(self, portal: str, number: int, stop: Event) -> None:
        super().__init__()
        self.portal, self.number, self.stop = portal, number, stop
        self.visitors: list[Resident] = []
        self.trouble: list[Exception] = []

    def run(self) -> None:
        pages = sample(SLUGS[self.number]).plainest
        while not self.stop.is_set():
            self.visitors.append(Resident(self.portal, f"10.{self.number}.0.{len(self.visitors) % 250}"))
            try:
                self.visitors[-1].send(SLUGS[self.number], pages)
            except Exception as error:  # the next one may still be served: it is counted
                self.trouble.append(error)


def test_nothing_acknowledged_is_lost_under_kills(city, mailbox, figure):
    stop = Event()
    senders = [Sender(city.address, number, stop) for number in range(PEOPLE)]
    for sender in senders:
        sender.start()
    try:
        kill(city, lambda: sum(visitor.answers for sender in senders for visitor in sender.visitors))
    finally:
        stop.set()
        for sender in senders:
            sender.join()
    settled = city.wait_for(city.all_told, "Somebody is never told.")
    counted = count(city, mailbox, [visitor for sender in senders for visitor in sender.visitors])
    trouble = [repr(error) for sender in senders for error in sender.trouble]
    told = ", ".join(f"{number} {words}" for words, number in counted.items())
    wrong = {words: number for words, number in counted.items() if words in MUST_BE_NONE and number}
    holds = not wrong and not trouble and settled <= 60 and counted["acknowledged"] > 0
    figure(
        f"{KILLS} kills of server, {KILLS // 2} of workers", f"{told}, settled in {settled:.0f} s", "0 … ≤ 60 s", holds
    )
    assert holds, (told, trouble, settled)
    assert "Traceback" not in city.log.read_text()


def kill(city, answers) -> None:
    """The server each time, a worker every other time, and now and then the process that starts servers.

    Each time after some `answers` more, and a moment: however slow the machine, people get on between two kills.
    """
    for turn in range(1, KILLS + 1):
        enough = answers() + random.randint(0, 25)
        city.wait_for(lambda enough=enough: answers() >= enough, "Nobody is answered any more.")
        time.sleep(random.uniform(0, 0.2))
        if turn % 25 == 3:
            city.kill_everything_of_the_server()
        else:
            city.kill_server()
        if turn % 2:
            city.kill_worker()


MUST_BE_NONE = {"lost", "doubled", "not owed once", "mails lost", "under another Message-ID"}


def count(city, mailbox, visitors: list[Resident]) -> dict[str, int]:
    sent, notices, mails = city.requests_by_draft(), city.notices(), city.mails()
    acknowledged = [one for visitor in visitors for one in visitor.sent]
    tried = {draft for visitor in visitors for draft in visitor.drafts}
    owed = Counter(event.partition(":")[2] for event in notices if event.startswith("forms.submitted:"))
    return {
        "acknowledged": len(acknowledged),
        "in the database": len(sent),
        "lost": len({tuple(one) for one in acknowledged} - set(sent)),
        "doubled": len(sent) - len({draft for draft, _pk in sent} & tried),
        "not owed once": sum(owed[pk] != 1 for _draft, pk in sent),
        "mails lost": sum(mailbox.taken[key] == 0 for key in mails.values()),
        "under another Message-ID": len(mailbox.taken.keys() - set(mails.values())),
        "mails repeated": sum(mailbox.taken[key] > 1 for key in mails.values()),
    }
