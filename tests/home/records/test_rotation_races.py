"""Keys change while others write. Needs a database that takes several connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction

from forms.models import Partner
from home.records import keyfile, rekeying
from home.records.hashing import email_digest, version_of
from home.records.models import Notification
from home.records.rotation import all_cells
from home.records.turnover import Turnover
from tests.forms.factories import OrganisationFactory, PartnerFactory
from tests.home.records.factories import NotificationFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="one connection only: the test database of SQLite is in memory"
    ),
]
WRITERS = 3


def begin(key_file):
    keyfile.add(key_file)
    keyfile.switch(key_file)


def finish():
    Turnover(lambda line: None).run()


def on_its_own(act, *arguments):
    try:
        return act(*arguments)
    finally:
        connections.close_all()


def test_nothing_is_lost_or_unreadable_while_people_write_through_three_rotations(key_file):
    notices, over = NotificationFactory.create_batch(40), Event()

    def write(number):
        """Each of its rows gets one text after another; the last one is what must be read at the end."""
        own, texts = notices[number::WRITERS], {}
        while not over.is_set():
            for notice in own:
                with transaction.atomic():
                    row = Notification.objects.select_for_update().get(pk=notice.pk)
                    assert row.subject == "Sujet canari"
                    assert row.body == texts.get(row.pk, "Bonjour Camille Canari")
                    row.body = texts[row.pk] = uuid4().hex
                    row.save()
        return texts

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(on_its_own, write, number) for number in range(WRITERS)]
        for _turn in range(3):
            begin(key_file)
            finish()
        over.set()
        written = {key: text for writer in writing for key, text in writer.result().items()}
    assert len(written) == len(notices)
    assert {notice.pk: notice.body for notice in Notification.objects.all()} == written
    assert not sum(cells.left() for cells in all_cells())


def test_one_address_has_one_partner_however_many_try_while_its_hash_changes(key_file):
    organisation, gate = OrganisationFactory(), Barrier(WRITERS + 1)
    addresses = [f"canari{number}@exemple.fr" for number in range(30)]

    def approve():
        gate.wait(timeout=10)
        return sum(map(_approved, addresses))

    def _approved(address):
        try:
            with transaction.atomic():
                PartnerFactory(organisation=organisation, email=address)
        except IntegrityError:
            return 0
        return 1

    begin(key_file)
    with ThreadPoolExecutor(WRITERS) as pool:
        trying = [pool.submit(on_its_own, approve) for _writer in range(WRITERS)]
        gate.wait(timeout=10)
        finish()
        assert sum(one.result() for one in trying) == len(addresses)
    assert {version_of(stored) for stored in Partner.objects.values_list("email_hash", flat=True)} == {2}
    assert all(Partner.objects.filter(email_hash=email_digest(one)).count() == 1 for one in addresses)


def test_the_rotation_gives_way_to_whoever_holds_a_row_and_comes_back(key_file, monkeypatch):
    partner, held = PartnerFactory(), Event()
    monkeypatch.setattr(rekeying, "PAUSE_SECONDS", 0.05)
    waits = []
    monkeypatch.setattr(rekeying.time, "sleep", lambda seconds: (waits.append(seconds), held.set()))

    def edit():
        with transaction.atomic():
            row = Partner.objects.select_for_update().get(pk=partner.pk)
            gate.wait(timeout=10)
            assert held.wait(timeout=10)
            row.job = "Écoutante"
            row.save()

    begin(key_file)
    gate = Barrier(2)
    with ThreadPoolExecutor(1) as pool:
        editing = pool.submit(on_its_own, edit)
        gate.wait(timeout=10)
        finish()
        editing.result()
    assert waits
    assert Partner.objects.get().job == "Écoutante"
    assert version_of(Partner.objects.get().email_hash) == 2
