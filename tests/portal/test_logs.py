"""The log: a traceback for each breakdown, one line for each refusal."""

import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


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


def test_a_breakdown_keeps_its_traceback(console, monkeypatch):
    monkeypatch.setattr("portal.health.is_ready", lambda: 1 / 0)
    Client(raise_request_exception=False).get("/sante/pret")
    assert any("ZeroDivisionError" in line for line in console())
