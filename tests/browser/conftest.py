"""The real portal, as `make run` starts it, on a throw-away data folder; and Debian's Chromium to visit it."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from portal.demo.accounts import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
READY = "Portal ready on "
UNDECIDED_BY_AXE = {"color-contrast"}  # behind a pseudo-element or an SVG: those pairs are tested as token values

SETTLED = """() => Promise.all(
    document.getAnimations()
        .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
        .map(animation => animation.finished)
)"""
"""Colours are judged once nothing moves any more: Wagtail's messages fade in."""


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """What the portal that is visited finds in its environment: a data folder and an address of its own."""
    data = tmp_path_factory.mktemp("portal")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    environment = names | {"DEMO": "1", "DATA_DIR": str(data), "SITE_URL": f"http://127.0.0.1:{port}"}
    return environment | {"FASTEST_PAGE_SECONDS": "0", "SENDINGS_PER_ADDRESS": "100000"}  # tests are robots


@pytest.fixture(scope="session")
def portal(environment):
    """The address of a running portal with its demonstration loaded."""
    address = environment["SITE_URL"]
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    serve = [*manage, "serve", "--port", address.rpartition(":")[2]]
    server = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
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


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, portal):
    """Open a fresh visitor: `visit(width=360, script=False)` gives a page at the portal's address.

    No page that a test opens may break a content policy or log an error: so every journey checks it.
    """
    contexts, heard = [], []

    def visitor(*, width: int = 1280, script: bool = True, state=None):
        context = chromium.new_context(
            base_url=portal,
            storage_state=state,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="fr-FR",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.on("console", lambda message: heard.append(message.text) if is_fault(message) else None)
        context.on("weberror", lambda error: heard.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield visitor
    for context in contexts:
        context.close()
    assert not heard, "\n".join(heard)


def is_fault(message) -> bool:
    """An error on the console, a policy that was broken among them; a page that is meant to be refused is none."""
    refused = message.text.startswith("Failed to load resource") and "/static/" not in message.location["url"]
    return message.type == "error" and not refused


@pytest.fixture(scope="session")
def sessions():
    """The cookies of who signed in, by username: once is enough for all tests."""
    return {}


@pytest.fixture
def staff(visit, sessions):
    """Open a page signed in as staff: `staff("slime")`."""

    def member(username: str, **how):
        if username not in sessions:
            page = visit()
            page.goto("/gestion/")
            page.locator('[name="username"]').fill(username)
            page.locator('[name="password"]').fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda address: urlsplit(address).path == "/gestion/")
            sessions[username] = page.context.storage_state()
        return visit(state=sessions[username], **how)

    return member


@pytest.fixture(scope="session")
def axe_clean():
    """Fail on any axe violation of WCAG 2.0 to 2.2 A and AA, RGAA or best practice, and on undecided checks."""
    axe = Axe()

    def check(page) -> None:
        page.evaluate(SETTLED)
        found = axe.run(page).response
        faults = [*found["violations"], *(one for one in found["incomplete"] if one["id"] not in UNDECIDED_BY_AXE)]
        assert not faults, "\n".join(
            f"{page.url}: {fault['id']} {fault['help']} {[node['html'][:200] for node in fault['nodes']][:3]}"
            for fault in faults
        )

    return check
