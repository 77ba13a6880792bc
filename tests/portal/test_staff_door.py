import pytest

from portal.middleware import is_loopback


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", ""])
def test_this_machine_is_loopback(address):
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["10.0.0.1", "192.168.1.4", "203.0.113.9", "::2", "1127.0.0.1"])
def test_other_machines_are_not_loopback(address):
    assert not is_loopback(address)


def test_the_demonstration_answers_only_on_its_own_machine(client):
    assert client.get("/sante/vif", REMOTE_ADDR="203.0.113.9").status_code == 403
    assert client.get("/sante/vif", REMOTE_ADDR="127.0.0.1").status_code == 200


def test_staff_pages_are_never_cached_and_have_their_own_content_policy(client, db):
    response = client.get("/gestion/pages/")
    assert "no-store" in response["Cache-Control"]
    assert "'unsafe-inline'" in response["Content-Security-Policy"]


def test_the_pages_of_sign_in_are_as_strict_as_the_public_ones(client, db):
    response = client.get("/gestion/compte/connexion/")
    assert "no-store" in response["Cache-Control"]
    assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_public_answers_allow_no_inline_script_or_style(client):
    policy = client.get("/sante/vif")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
