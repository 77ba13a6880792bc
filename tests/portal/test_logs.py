"""The log: lines of JSON with listed fields, one for each refusal; where a breakdown happened, never with what."""

import json
import logging
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal import logs, server_log

pytestmark = pytest.mark.django_db
CANARY = "Zéphyrine Canari"


@pytest.fixture
def console(caplog):
    """What the console handler of the settings would write."""
    [handler] = [handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler]

    def written() -> list[str]:
        return [handler.format(record) for record in caplog.records if handler.filter(record)]

    return written


@pytest.mark.parametrize(
    "refused",
    [
        lambda client: client.get("/sante/vif", headers={"host": "evil.example"}),
        lambda client: client.post("/demarches/suivi/", {f"field{n}": "x" for n in range(2_000)}),
        lambda client: client.post("/demarches/suivi/", b"--x", content_type="multipart/form-data; boundary="),
    ],
)
def test_a_refusal_is_one_line(client, console, refused):
    assert refused(client).status_code == 400
    lines = console()
    assert lines
    assert not any("\n" in line for line in lines)
    assert not any("evil" in line or "where" in json.loads(line) for line in lines)


@pytest.fixture
def breaking(monkeypatch):
    def ready() -> bool:
        secret = CANARY
        try:
            raise LookupError(secret)
        except LookupError as error:
            raise ValueError(f"{secret} is not a number") from error

    monkeypatch.setattr("portal.health.is_ready", ready)
    return Client(raise_request_exception=False)


def test_a_breakdown_says_its_types_and_where_but_neither_message_nor_value(console, breaking):
    breaking.get("/sante/pret", {"q": CANARY}, headers={"user-agent": CANARY})
    broken = [json.loads(line) for line in console() if "where" in line]
    assert [line["error"] for line in broken] == ["builtins.ValueError < builtins.LookupError"]
    assert broken[0]["where"][-1].startswith("tests/portal/test_logs.py:")
    assert broken[0]["where"][-1].endswith(" ready")
    assert "Canari" not in "".join(console()) and "127.0.0.1" not in "".join(console())


def test_the_number_of_an_incident_is_in_its_lines_its_answer_and_its_page(console, breaking):
    response = breaking.get("/sante/pret")
    number = response["X-Request-ID"]
    assert number in response.content.decode()
    assert {json.loads(line)["incident"] for line in console()} == {number}
    assert breaking.get("/sante/pret")["X-Request-ID"] != number


@pytest.mark.parametrize("status", [400, 403])
def test_refusals_show_their_number_as_well(status):
    client = Client(enforce_csrf_checks=True)
    typed = {f"field{n}": "x" for n in range(2_000)} if status == 400 else {"reference": "x"}
    response = client.post(reverse("forms:follow"), typed)
    assert response.status_code == status
    assert response["X-Request-ID"] in response.content.decode()


def test_a_visitor_does_not_choose_the_number(client):
    assert client.get("/sante/vif", headers={"x-request-id": CANARY})["X-Request-ID"] != CANARY


def test_a_request_leaves_its_route_and_nothing_of_its_address(client, console):
    draft = uuid.uuid4()
    client.get(reverse("forms:step", args=["signalement", draft, "foyer"]), {"q": CANARY})
    line = next(json.loads(line) for line in console() if "route" in line)
    assert (line["route"], line["method"]) == ("forms:step", "GET") and line["status"] in {302, 404}
    assert not any(word in "".join(console()) for word in (str(draft), "signalement", "foyer", "Canari", "127.0.0.1"))
    assert set(line) <= set(logs.FIELDS)


@pytest.mark.parametrize(
    "address", ["/", "/urgences/", "/dispositifs/bouissonnade/", "/recherche/?q=abri", "/nulle-part/"]
)
def test_public_pages_and_the_search_leave_no_line(client, caplog, address):
    client.get(address)
    assert [record for record in caplog.records if record.name == "portal.request_lines"] == []


def test_when_the_search_breaks_the_line_says_no_route(console, monkeypatch):
    monkeypatch.setattr("search.query.find", lambda *args, **kwargs: 1 / 0)
    assert Client(raise_request_exception=False).get("/recherche/?q=canari").status_code == 500
    lines = [json.loads(line) for line in console()]
    assert {line["status"] for line in lines} == {500}
    assert not any("route" in line for line in lines) and "canari" not in "".join(console())


@pytest.mark.parametrize(
    ("template", "args", "event"),
    [
        ("Row %s could not go (%s).", (7, "ValueError"), "Row 7 could not go (ValueError)."),
        (
            "Task id=%s path=%s",
            ("ab" * 16, "home.records.tasks.wake_sender"),
            f"Task id={'ab' * 16} path=home.records.tasks.wake_sender",
        ),
        ("%s asked for help", (CANARY,), "… asked for help"),
        ("%(name)s asked", ({"name": CANARY},), "%(name)s asked"),
        ("%s", (ValueError(CANARY),), "…"),
        ("%d", (CANARY,), "%d"),
    ],
)
def test_our_sentences_hold_numbers_keys_and_names_of_code_only(template, args, event):
    record = logging.LogRecord("home.records.tasks", logging.ERROR, __file__, 1, template, args, None)
    assert json.loads(logs.Lines().format(record))["event"] == event


def test_what_others_say_is_left_out_but_where_they_said_it():
    record = logging.LogRecord(
        "gunicorn.error", logging.WARNING, "/x/site-packages/gunicorn/a.py", 7, CANARY, (), None, "go"
    )
    line = json.loads(logs.Lines().format(record))
    assert "event" not in line and line["at"] == "gunicorn/a.py:7 go"


def test_the_web_servers_own_log_speaks_the_same_lines_and_shuts_its_access_log():
    from gunicorn.config import Config

    log = server_log.ServerLog(Config())
    try:
        assert [type(handler.formatter) for handler in log.error_log.handlers] == [logs.Lines]
        assert [type(handler) for handler in log.access_log.handlers] == [logging.NullHandler]
    finally:
        log.error_log.handlers.clear()
        log.error_log.propagate = log.access_log.propagate = True


def test_a_task_that_breaks_leaves_no_words_for_the_queue_to_keep(monkeypatch):
    from home.records import tasks

    monkeypatch.setattr(tasks, "deliver_due", lambda: (_ for _ in ()).throw(ValueError(CANARY)))
    with pytest.raises(tasks.TaskBroke) as broken:
        tasks.wake_sender.func()
    assert str(broken.value) == "ValueError" and broken.value.__suppress_context__
    assert mail.outbox == []
