"""One record for the whole sweep, printed at the end; `make sweep` writes it to docs/ as well."""

import pytest

from tests.browser.sweep import places
from tests.browser.sweep.record import Record
from tests.browser.sweep.seen import NARROW, WIDE, Setting

REPORT = places.ROOT / "docs" / "accessibility-sweep.md"
RECORD = pytest.StashKey[Record]()


@pytest.fixture(scope="session")
def record(request, tmp_path_factory):
    kept = Record(tmp_path_factory.mktemp("sweep"))
    request.config.stash[RECORD] = kept
    yield kept
    if places.is_full():
        REPORT.write_text(kept.report(places.seed()))


def pytest_terminal_summary(terminalreporter, config):
    record = config.stash.get(RECORD, None)
    if record is None:
        return
    terminalreporter.section(f"accessibility sweep, SWEEP_SEED={places.seed()}")
    for name, pages, found in record.totals():
        terminalreporter.line(f"{name:<18}{pages:>6} pages{found:>6} findings")
    if places.is_full():
        terminalreporter.line(record.table())


@pytest.fixture(scope="session")
def frame(chromium, portal):
    """One page for each setting, kept open: `frame(NARROW)`."""
    pages = {}

    def page_of(setting: Setting):
        if setting not in pages:
            context = chromium.new_context(
                base_url=portal,
                viewport={"width": setting.width, "height": setting.height},
                java_script_enabled=setting.script,
                locale="fr-FR",
                reduced_motion="reduce",
            )
            context.set_default_timeout(20_000)
            pages[setting] = context.new_page()
        return pages[setting]

    yield page_of
    for page in pages.values():
        page.context.close()


@pytest.fixture
def visit_all(frame, record):
    """Look at an address in a setting: `visit_all(address, WIDE)`."""

    def look(address: str, setting: Setting, status: int = 200) -> None:
        page = frame(setting)
        response = page.goto(address)
        assert response.status == status, f"{address} answers {response.status}"
        record.keep(address, response)
        record.look(page, address, setting)

    return look


@pytest.fixture
def look_twice(frame, record):
    """For journeys: the page as it stands in front of the person, then its address on a small screen without script."""

    def look(page, name: str, state: str = "") -> None:
        record.look(page, name, WIDE, state)
        state = state if "/suivi/" not in page.url else ""  # only a POST shows what is wrong there
        address = page.url + ("?revoir" if state else "")
        narrow = frame(NARROW)
        narrow.context.add_cookies(page.context.cookies())
        record.keep(name, narrow.goto(address))
        record.look(narrow, name, NARROW, state)

    return look
