"""Staff sign-in in Chromium: with an application's code, and with a passkey of a virtual authenticator."""

import os
import re
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from portal.demo.accounts import PASSWORD
from portal.demo.factors import SECRET, code_now
from tests.browser.conftest import READY, ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """The address of a portal that asks a second factor. By name: a passkey belongs to no number."""
    data = tmp_path_factory.mktemp("guarded")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    address = f"http://localhost:{port}"
    environment = names | {"DEMO": "1", "STAFF_MFA": "1", "DATA_DIR": str(data), "SITE_URL": address}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [*manage, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    with server:
        for line in server.stdout:
            if line.startswith(READY):
                break
        else:
            pytest.fail("The portal did not start.")
        yield address
        server.terminate()
        server.communicate()


@pytest.fixture
def page(chromium, guarded):
    context = chromium.new_context(
        base_url=guarded, viewport={"width": 360, "height": 800}, locale="fr-FR", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.refused = []
    page.on(
        "console", lambda message: page.refused.append(message.text) if "Content Security" in message.text else None
    )
    yield page
    context.close()


def give_password(page, username):
    page.goto("/gestion/")
    page.locator('[name="username"]').fill(username)
    page.locator('[name="password"]').fill(PASSWORD)
    page.keyboard.press("Enter")
    arrive(page, "/gestion/compte/connexion/code/")


def give_code(page):
    page.locator('[name="code"]').fill(code_now()[0])
    page.keyboard.press("Enter")
    arrive(page, "/gestion/")


def arrive(page, path):
    page.wait_for_url(lambda address: urlsplit(address).path == path)


def where(page) -> str:
    return urlsplit(page.url).path


def test_with_password_and_code_by_keyboard(page, axe_clean):
    give_password(page, "colocation")
    assert where(page) == "/gestion/compte/connexion/code/"
    axe_clean(page)
    page.goto("/gestion/demandes/")
    assert where(page).startswith("/gestion/compte/connexion/")
    give_code(page)
    page.goto("/gestion/demandes/")
    assert where(page).startswith("/gestion/demandes/")
    assert page.refused == []


def test_with_a_passkey_after_having_added_one(page, axe_clean):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"isUserVerified": True}})
    give_password(page, "ateliers")
    give_code(page)
    page.goto("/gestion/compte/cles/ajouter/")
    axe_clean(page)
    page.locator('[data-passkey="add"] button').click()
    arrive(page, "/gestion/compte/")
    axe_clean(page)
    page.locator('form[action$="/deconnexion/"] button').click()
    arrive(page, "/gestion/compte/connexion/")
    axe_clean(page)
    page.locator('[data-passkey="sign-in"] button').click()
    arrive(page, "/gestion/")
    page.goto("/gestion/demandes/")
    assert where(page).startswith("/gestion/demandes/")
    assert page.refused == []


def test_the_published_secret_is_one_that_applications_take():
    assert re.fullmatch("[A-Z2-7]{32}", SECRET)
    assert re.fullmatch("[0-9]{6}", format_hotp_value(hotp_value(SECRET, 1)))
