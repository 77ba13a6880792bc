"""Requests that no page of ours sends: a refusal, never a breakdown, and nothing gets round the doors."""

from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse

from portal.wsgi import utf_8_only
from tests.home.factories import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

PAGES = ["/", "/recherche/", "/demarches/suivi/", "/gestion/compte/connexion/", "/robots.txt", "/nulle-part/"]
NUL = r'"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\000"'


@pytest.fixture(autouse=True)
def home():
    return HomePageFactory()


@pytest.mark.parametrize("host", ["evil.example", "[::1", "127.0.0.1:x", "a:b:c", "127.0.0.1@evil.example"])
@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_host_is_refused_in_plain_words(client, page, host):
    response = client.get(page, headers={"host": host})
    assert (response.status_code, b"evil" in response.content) == (400, False)


def answer(content_type: str) -> str:
    environ = {
        "REQUEST_METHOD": "GET",
        "CONTENT_TYPE": content_type,
        "QUERY_STRING": r"q=\ud800",
        "wsgi.input": BytesIO(),
    }
    statuses = []
    utf_8_only(get_wsgi_application())(
        environ
        | {"PATH_INFO": "/sante/vif", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http"},
        lambda status, headers: statuses.append(status),
    )
    return statuses[0]


@pytest.mark.parametrize("charset", ["rot13", "idna", "undefined", "unicode_escape", "utf-7", "utf-16"])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_only_utf_8_is_read(kind, charset):
    """Some charsets break Django itself; from others come signs that no page can be written with."""
    assert answer(f"{kind}; charset={charset}").startswith("400")


@pytest.mark.parametrize("content_type", ["", "text/plain", "text/plain; charset=utf-8", 'a/b; CHARSET="UTF-8"', ";;="])
def test_utf_8_may_be_said_or_not(content_type):
    assert answer(content_type).startswith("200")


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "messages", "django_language"])
@pytest.mark.parametrize("value", [NUL, "x" * 4000, "=;=", "W10:abc:def"])
def test_an_odd_cookie_breaks_nothing(cookie, value):
    client = Client(headers={"cookie": f"{cookie}={value}"})
    assert {client.get(page).status_code for page in PAGES} <= {200, 404}
    assert client.post("/demarches/suivi/", {"reference": "K7M4-2QXD", "code": "x"}).status_code in {200, 403}


@pytest.mark.parametrize(
    "path", ["%00", "a%00b/", "%ed%a0%80/", "%ff/", "..%2f..%2f", "%0d%0aX:1", "%E2%80%AE/", "a/" * 400]
)
@pytest.mark.parametrize("start", ["/", "/en/", "/gestion/", "/documents/1/", "/demarches/recu/", "/demarches/"])
def test_an_odd_address_is_only_unknown(client, start, path):
    assert client.get(start + path).status_code in {301, 302, 404}


@pytest.mark.parametrize("address", ["//evil.example/%2e%2e", "//evil.example", "/%5cevil.example", "/\\evil.example"])
def test_no_address_leads_to_another_site(client, address):
    assert not client.get(address).headers.get("Location", "/").startswith(("//", "/\\", "http"))


def test_signing_in_leads_to_no_other_site(client, django_user_model):
    django_user_model.objects.create_superuser("super", password="their-own-password")
    data = {"username": "super", "password": "their-own-password", "next": "https://evil.example/"}
    assert client.post("/gestion/compte/connexion/", data).url == "/gestion/"


@pytest.mark.parametrize(("page", "size", "status"), [("/", 2_500_001, 413), ("/gestion/login/", 12_000_001, 413)])
def test_a_body_too_long_is_refused_before_it_is_read(client, page, size, status):
    """A file too: Django would write it to disk before any view or right is asked."""
    kind = "multipart/form-data; boundary=x"
    assert client.post(page, b"", content_type=kind, CONTENT_LENGTH=str(size)).status_code == status


@pytest.mark.parametrize("size", ["x", "-1", "", "9" * 5000])
def test_an_odd_length_breaks_nothing(client, size):
    assert client.get("/robots.txt", CONTENT_LENGTH=size).status_code == 200


@pytest.mark.django_db
def test_the_staff_gate_goes_by_the_address_that_finds_the_view(client, settings, django_user_model):
    """A server behind a proxy may let the visitor set SCRIPT_NAME, which `request.path` begins with."""
    settings.STAFF_MFA = True
    client.force_login(django_user_model.objects.create_superuser("super"))
    assert client.get("/gestion/demandes/", SCRIPT_NAME="/x").url.endswith("/gestion/compte/proteger/")


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded"])
def test_a_header_makes_nobody_local(client, header):
    assert client.get("/sante/vif", REMOTE_ADDR="203.0.113.9", headers={header: "127.0.0.1"}).status_code == 403


def test_an_expired_token_shows_no_password_again():
    data = {name: f"secret-{name}" for name in ("password", "old_password", "new_password1", "new_password2")}
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), data)
    assert (response.status_code, b"secret-" in response.content) == (403, False)


def test_inboxes_have_the_strict_content_policy(client):
    policies = {page: client.get(page)["Content-Security-Policy"] for page in ("/gestion/demandes/", "/gestion/pages/")}
    assert "unsafe-inline" not in policies["/gestion/demandes/"]
    assert "unsafe-inline" in policies["/gestion/pages/"]


@pytest.mark.parametrize("place", ["documents/chooser/chosen/{}/", "workflows/tasks/add/{}/x/"])
@pytest.mark.parametrize("key", ["x", "%00", "1e3", "9" * 30])
def test_a_key_that_no_row_can_have_is_only_unknown_to_wagtail(client, django_user_model, key, place):
    client.force_login(django_user_model.objects.create_superuser("super"))
    assert client.get(f"/gestion/{place.format(key)}").status_code == 404


def test_half_a_form_of_wagtail_is_refused(client, django_user_model, home):
    client.force_login(django_user_model.objects.create_superuser("super"))
    assert client.post(f"/gestion/pages/{home.pk}/edit/", {"title": "x"}).status_code == 400


@pytest.mark.parametrize("address", ["choose-external-link/", "pages/1/move/{home}/confirm/"])
def test_what_breaks_inside_wagtail_is_refused_and_the_log_says_where(client, django_user_model, home, caplog, address):
    client.force_login(django_user_model.objects.create_superuser("super"))
    assert client.post(f"/gestion/{address.format(home=home.pk)}").status_code == 400
    assert "wagtail/admin/" in caplog.text
    assert "Traceback" not in caplog.text


def test_wagtail_is_led_nowhere_by_what_is_no_address(client, django_user_model, caplog):
    client.force_login(django_user_model.objects.create_superuser("super"))
    page = StandardPageFactory(parent=HomePageFactory())
    assert client.post(f"/gestion/pages/{page.pk}/unpublish/", {"next": "a\0b"}).status_code == 400
    assert "NoReverseMatch at wagtail/admin/views/" in caplog.text


def test_what_breaks_in_our_own_screens_is_a_breakdown(client, django_user_model, monkeypatch):
    client.raise_request_exception = False
    client.force_login(django_user_model.objects.create_superuser("super"))
    monkeypatch.setattr("forms.inbox.queries.inboxes_of", lambda user: {}["missing"])
    assert client.get("/gestion/demandes/boite/colocation/").status_code == 500
