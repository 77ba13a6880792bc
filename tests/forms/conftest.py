"""What every journey through a request needs: an inbox that takes it, rooms to wish for, a device with a draft."""

import pytest
from django.conf import settings
from django.urls import reverse

from forms import device, partner_session
from forms.intakes import INTAKES
from forms.services import filing
from tests.forms.factories import DraftFactory, InboxFactory, PartnerFactory, RoomFactory
from tests.forms.papers import as_it_is, promise_documents
from tests.forms.samples import sample
from tests.reachable import Reader


@pytest.fixture(autouse=True)
def city(request):
    marker = request.node.get_closest_marker("django_db")
    if marker:
        real = marker.kwargs.get("transaction")
        request.getfixturevalue("transactional_db" if real else "db")
        if real:  # the flush after each has emptied what tests.database had settled
            InboxFactory()
            RoomFactory()
        for slug in INTAKES:
            sample(slug).setup()


@pytest.fixture(autouse=True)
def every_message_read():
    """Whatever a test of this folder owes somebody is read: no message leaves the phone as the only way."""
    with Reader() as reader:
        yield
    assert reader.wrong == {}


@pytest.fixture
def held(client):
    """Makes a draft that the test client's device holds."""

    def make(**values):
        draft = DraftFactory(**values)
        session = client.session
        session[device.DRAFTS] = [*session.get(device.DRAFTS, []), str(draft.pk)]
        session.save()
        return draft

    return make


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    options = settings.STORAGES["private"]["OPTIONS"] | {"location": tmp_path}
    settings.STORAGES = settings.STORAGES | {"private": settings.STORAGES["private"] | {"OPTIONS": options}}


@pytest.fixture
def quick(monkeypatch):
    """Takes every file as it is."""
    monkeypatch.setattr(filing, "receive", lambda sent: as_it_is(sent.read()))


def press(client, draft, step: str, typed: dict, action: str = "continue"):
    """Press a button of a step, with what was typed; where documents are asked for, say of each when it comes."""
    promise_documents(client, draft.intake, draft.pk, step, typed)
    return client.post(page_of(draft, step), typed | {"action": action})


def page_of(draft, step: str) -> str:
    return reverse("forms:step", args=[draft.intake, draft.pk, step])


@pytest.fixture
def signed_in(rf):
    """Signs a partner in on a client's device, as the link and the code do."""

    def sign_in(client, partner=None):
        partner = partner or PartnerFactory()
        request = rf.get("/")
        request.session = client.session
        partner_session.sign_in(request, partner)
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
        return partner

    return sign_in
