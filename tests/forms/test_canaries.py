"""Forty canaries and more, in every field of every request, and everything that could keep a word of them: searched.

`pytest tests/forms/test_canaries.py -s` prints the figure.
"""

import io
import logging
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core import mail
from django.core.cache import cache
from django.core.files.storage import storages
from django.core.mail.backends import locmem
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.intakes import INTAKES
from forms.models import Draft, Submission
from forms.workflow import OPEN
from home.records import delivery, tasks
from tests.forms.canaries import Aviary
from tests.forms.conftest import press
from tests.forms.factories import AgentFactory, InboxFactory
from tests.forms.nasty import upload
from tests.forms.officers import officer, round_of_the_day, sign_all
from tests.forms.papers import kept, slot_of
from tests.forms.planting import columns_without_a_word, plant
from tests.home.factories import HomePageFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT_LEAST = 100
EMPTY = {"BreakGlass.reason", "Submission.household_message"}
"""The reason of an emergency access is mailed to the lead and the officer on purpose; the other belongs to an answer to
two people, whose words are those of the message."""


@pytest.fixture
def aviary():
    return Aviary()


@pytest.fixture
def console():
    """All that the console handler of the settings writes meanwhile, as it writes it."""
    [handler] = [handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler]
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def browser(aviary, settings, tmp_path):
    """A browser that says more than it must, as browsers do."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    said = {name: aviary.word(f"header {name}") for name in ("user-agent", "referer", "x-request-id")}
    client = Client(raise_request_exception=False, headers=said, REMOTE_ADDR="203.0.113.77")
    aviary.planted("client address", "203.0.113.77")
    settings.DEMO = False
    return client


def dump() -> bytes:
    """The whole database, as a backup has it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return connection.connection.serialize()
    values = connection.settings_dict
    place = [f"--host={values['HOST']}", f"--port={values['PORT']}", f"--username={values['USER']}"]
    return subprocess.run(["pg_dump", *place, values["NAME"]], check=True, capture_output=True).stdout


def stored() -> list[bytes]:
    """Every file of private storage, with its name, and what lies beside the database."""
    folders = (Path(storages["private"].location), portal_settings.DATA_DIR)
    paths = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return [str(path).encode() + path.read_bytes() for path in sorted(paths)]


def letters() -> list[str]:
    """The mails without the address that they go to."""
    return ["\n".join(line for line in text.splitlines() if not line.startswith("To: ")) for text in texts()]


def texts() -> list[str]:
    return [letter.message().as_string() for letter in mail.outbox]


def send(browser, aviary, slug: str, pages) -> Submission | None:
    """Go that way, with an address left for the link, a look back, and a query in the address."""
    browser.post(reverse("forms:start", args=[slug]))
    draft = Draft.objects.latest("created_at")
    for step, typed in pages.items():
        browser.get(reverse("forms:step", args=[slug, draft.pk, step]), {"nom": aviary.word(f"{slug} query")})
        answer = press(browser, draft, step, typed)
        assert answer.status_code == 302, (slug, step, answer.status_code)
    return Submission.objects.filter(draft=draft).first()


def work(browser, aviary, submission: Submission) -> None:
    """What an agent does with it on the screens: looks it up, takes it, asks, decides; and the person answers."""
    agent, staff = AgentFactory(inbox=submission.team.inbox), Client()
    staff.force_login(agent)
    staff.get(reverse("submissions:list"), {"q": aviary.word("search of an agent")})
    page = reverse("submissions:detail", args=[submission.pk])
    assert staff.get(page).status_code == 200
    if submission.status not in OPEN:
        return
    staff.post(reverse("submissions:take", args=[submission.pk]))
    seen = staff.get(page).context["seen"]
    question = {"question": aviary.word(f"{submission.intake} question"), "seen": seen}
    staff.post(reverse("submissions:ask", args=[submission.pk]), question)
    assert submission.inquiries.count() == 1
    decision = {"target": "refused", "reason": "no_room", "message": aviary.word(f"{submission.intake} message")}
    seen = staff.get(page).context["seen"]
    staff.post(reverse("submissions:move", args=[submission.pk]), decision | {"seen": seen, "confirmed": "1"})


def break_everything(browser, aviary, monkeypatch) -> int:
    """Break a service, the converter, mail, storage and a task while words are in their hands; count the 500s."""

    def broken(*args, **kwargs):
        told = aviary.word("words of an error")
        try:
            raise OSError(2, told, f"/srv/{told}")
        except OSError as error:
            raise ValueError(f"{told} {args!r} {kwargs!r}") from error

    seen = 0
    browser.post(reverse("forms:start", args=["contact"]))
    draft = Draft.objects.latest("created_at")
    address = reverse("forms:step", args=["contact", draft.pk, "motif"])
    for owner in ("forms.drafts.put", "forms.wizard.IntakeSettings.of", "forms.intake.Journey._replay"):
        with monkeypatch.context() as patch:
            patch.setattr(owner, broken)
            answer = browser.post(
                address, {"reason": ["question"], "action": "continue", "autre": aviary.word("unasked")}
            )
            seen += answer.status_code == 500
    with monkeypatch.context() as patch:
        patch.setattr(locmem.EmailBackend, "send_messages", broken)
        delivery.deliver_due()
        patch.setattr(tasks, "deliver_due", broken)
        with pytest.raises(tasks.TaskBroke):
            tasks.wake_sender.func()
    return seen


def test_nothing_that_is_kept_or_written_says_a_word_of_anybody(browser, aviary, console, quick, monkeypatch, capsys):
    HomePageFactory()
    for slug in INTAKES:
        for number, pages in enumerate(aviary.ways(slug)):
            InboxFactory(slug=INTAKES[slug].route(journey_answers(slug, pages)))
            submission = send(browser, aviary, slug, pages)
            if submission and not number:
                work(browser, aviary, submission)
    documents(browser, aviary)
    plant(aviary)
    assert columns_without_a_word() <= EMPTY
    assert Submission.objects.count() >= len(INTAKES)
    assert break_everything(browser, aviary, monkeypatch) >= 2
    tasks.wake_sender.func()
    Submission.objects.exclude(closed_at=None).update(purge_on=timezone.localdate() - timedelta(days=1))
    officer()
    assert " 0 proposed" not in round_of_the_day()
    call_command("seal_log", stdout=io.StringIO())
    before = dump()
    sign_all(officer())
    assert " 0 erased" not in round_of_the_day()
    sinks = {
        "log": [console.getvalue()],
        "mails": letters(),
        "cache": [repr(getattr(cache, "_cache", ""))],
        "database dump": [before],
        "dump after a purge": [dump()],
        "storage": stored(),
    }
    assert all(any(parts) for parts in sinks.values()), {name: len(parts) for name, parts in sinks.items()}
    found = {name: aviary.found_in(*parts) for name, parts in sinks.items()}
    number = len(set(aviary.let_out))
    with capsys.disabled():
        print(f"\n{sum(map(len, found.values()))} of {number} canaries in {', '.join(sinks)} ({connection.vendor})")  # noqa: T201
    assert number >= AT_LEAST and "builtins.ValueError < builtins.FileNotFoundError" in console.getvalue()
    assert found == {name: [] for name in sinks}


def journey_answers(slug, pages):
    from forms.intake import Journey

    return Journey(INTAKES[slug], pages).answers


def documents(browser, aviary) -> None:
    """A document with a telling name and content, kept."""
    browser.post(reverse("forms:start", args=["colocation"]))
    draft = Draft.objects.latest("created_at")
    content, name = aviary.word("content of a file"), aviary.word("name of a file")
    file = upload(content.encode() * 50, f"{name}.jpg")
    browser.post(slot_of(draft, "identite"), {"action": "add", "files": [file]})
    assert kept()


def test_the_search_itself_finds_what_is_there(aviary):
    aviary.planted("phone", "06 71 390001")
    word = aviary.word("word")
    assert aviary.found_in(f"x{word.upper()}x") == ["word"]
    assert aviary.found_in(b"+33671390001") == ["phone"]
    assert aviary.found_in("06 71 39 00 01", "nobody") == ["phone"]


def test_a_dump_is_a_dump():
    draft = Draft.objects.count()
    InboxFactory(slug="a-key-in-clear")
    assert b"a-key-in-clear" in dump() and draft == 0
