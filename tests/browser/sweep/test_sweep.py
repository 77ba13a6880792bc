"""Every page type, every step of every request, every staff screen, looked at by every check.

What is not looked at in each run (English, the other settings) rotates by commit; `make sweep` looks at all of it.
"""

import pytest

from forms.intakes import INTAKES
from tests.browser.sweep import batches, journeys, places
from tests.browser.sweep.seen import NARROW, OTHERS, WIDE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def tree(portal, environment):
    return places.tree(environment)


@pytest.fixture(autouse=True)
def nothing_new(record):
    """A test answers for what it found itself."""
    before = len(record.faults())
    yield
    found = record.faults()[before:]
    assert not found, "\n" + "\n".join(found)


def test_every_page_type_has_a_page_to_look_at(tree):
    assert set(tree.types) == {kind for kind, _language, _address in tree.pages}


def test_pages(tree, visit_all):
    french = [address for _kind, language, address in tree.pages if language == "fr"]
    english = [address for _kind, language, address in tree.pages if language == "en"]
    for address in french:
        visit_all(address, WIDE)
        visit_all(address, NARROW)
    rest = [(address, other) for address in french for other in OTHERS]
    rest += [(address, setting) for address in english for setting in (WIDE, NARROW, *OTHERS)]
    for address, setting in places.share(rest, 12):
        visit_all(address, setting)


def test_addresses_of_the_urlconf(tree, frame, visit_all):
    """Those that answer with a page of their own: a GET of a form's address may lead elsewhere."""
    for address in tree.public:
        response = frame(WIDE).request.get(address, max_redirects=0)
        if response.status == 200 and "html" in response.headers["content-type"]:
            visit_all(address, WIDE)
            visit_all(address, NARROW)
            for setting in places.share(list(OTHERS), 8):
                visit_all(f"/en{address}", setting)


@pytest.mark.parametrize("address", places.LACKING)
def test_addresses_that_lack_something(visit_all, address):
    for setting in (WIDE, NARROW):
        visit_all(address, setting, places.LACKING[address])


@pytest.mark.parametrize("slug", INTAKES)
def test_steps_with_and_without_errors(frame, look_twice, record, slug):
    page, known = frame(WIDE), set()
    journeys.Journey(page, slug, look_twice, known).leave()
    for _name, pages in journeys.ways(slug):
        journey = journeys.Journey(page, slug, look_twice, known)
        journey.walk(pages)
        if "/recu/" in page.url and f"{slug}: paper" not in known:
            known.add(f"{slug}: paper")
            record.keep_paper(f"{slug}: receipt.pdf", page.request.get(f"{page.url}pdf/").body())
    if "/recu/" in page.url:
        journeys.Journey(page, slug, look_twice, known).follow()


def test_titles_tell_pages_apart(record):
    record.add("unique title", {name: [] for name in record.titles} | batches.same_titles(record.titles))


@pytest.mark.skipif(bool(batches.missing(batches.VNU)), reason=batches.missing(batches.VNU))
def test_html_is_valid(record):
    clean = {file.name: [] for file in record.sources.iterdir()}
    record.add("valid HTML", clean | batches.invalid(record.sources))


@pytest.mark.skipif(bool(batches.missing(batches.VERAPDF)), reason=batches.missing(batches.VERAPDF))
def test_papers_are_pdf_ua(record):
    papers = sorted(record.papers.iterdir())
    assert papers
    record.add("PDF/UA", batches.unreadable(papers))
