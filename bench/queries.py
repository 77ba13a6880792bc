"""SQL queries of the pages that have a bound, cold cache, on the demonstration."""

from collections.abc import Iterator
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import lexicon

PAGES = [
    ("home", "/", 15),
    ("home in English", "/en/", 15),
    ("programme page, with counted figures", "/dispositifs/slime/", 15),
    ("programme in easy French", "/dispositifs/slime/facile/", 15),
    ("word of the glossary", "/glossaire/ccas/", 15),
    ("shelter page", "/dispositifs/bouissonnade/", 15),
    ("page of results", "/recherche/?q=facture", 15),
    ("page of results in danger", "/recherche/?q=il+me+frappe", 15),
]


def measure() -> Iterator[tuple[str, str, str]]:
    """One row a page: name, queries, bound."""
    call_command("demo", stdout=StringIO())
    lexicon.current("fr")  # read once in the life of a process, after each change of words
    Client().get("/dispositifs/slime/")  # the words of the glossary, and the counted figures, once a minute
    for name, address, bound in PAGES:
        yield f"SQL, {name}", str(count(Client(), address)), f"≤ {bound}"
    yield "SQL, step of a draft", str(count(*a_draft())), "≤ 15"
    agent = Client()
    agent.force_login(get_user_model().objects.get(username="colocation"))
    yield "SQL, inbox list", str(count(agent, "/gestion/demandes/boite/colocation/")), "≤ 20"
    lead = Client()
    lead.force_login(get_user_model().objects.get(username="responsable"))
    yield "SQL, figures of the programmes", str(count(lead, "/gestion/chiffres/")), "≤ 20"
    yield "SQL, one of their tables (CSV)", str(count(lead, "/gestion/chiffres/seats.csv")), "≤ 20"


def a_draft() -> tuple[Client, str]:
    """A visitor with a draft begun, and the address of its first step."""
    visitor = Client()
    return visitor, visitor.post("/demarches/colocation/commencer/").headers["Location"]


def count(client: Client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return len(queries)
