"""Elasticsearch down, hung, wrong: the database answers, soon, and says so. No server is needed for that."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest

from search import answering, engines
from tests.home.factories import StandardPageFactory
from tests.search.pages import links, soup

pytestmark = pytest.mark.django_db
WITHIN_SECONDS = 1.5


@contextmanager
def server(answer):
    """A server on loopback that treats each connection as `answer` does; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            while True:
                try:
                    connection, _address = listening.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=[connection], daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def hang(connection):
    connection.recv(10_000)
    time.sleep(5)


def drip(connection):
    with connection:
        connection.recv(10_000)
        for _time in range(30):
            try:
                connection.sendall(b"H")
            except OSError:
                return
            time.sleep(0.1)


def reset(connection):
    connection.close()


def reply(status: str, body: bytes):
    def answer(connection):
        with connection:
            connection.recv(10_000)
            head = f"HTTP/1.1 {status}\r\nX-Elastic-Product: Elasticsearch\r\nContent-Type: application/json\r\n"
            connection.sendall(head.encode() + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)

    return answer


FAULTS = {
    "hung": hang,
    "dripping": drip,
    "reset": reset,
    "failing": reply("500 Oops", b'{"error": "stack trace"}'),
    "without index": reply("404 Not Found", b'{"error": {"type": "index_not_found_exception"}}'),
    "talking nonsense": reply("200 OK", b'{"hits": "none"}'),
    "not speaking JSON": reply("200 OK", b"<html>"),
}


@pytest.fixture(autouse=True)
def closed(monkeypatch):
    monkeypatch.setattr(answering, "breaker", answering.Breaker())
    yield
    engines._elasticsearch.cache_clear()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_database_answers_in_its_place(ask, client, settings, fault):
    page = StandardPageFactory(title="Chauffage")
    ask(q="chauffage")
    with server(fault) as url:
        settings.ELASTICSEARCH_URL = url
        began = time.monotonic()
        response = client.get("/recherche/", {"q": "chauffage"})
        took = time.monotonic() - began
    assert links(response) == [page.url]
    assert took < WITHIN_SECONDS
    assert response.context["found"].from_database
    assert soup(response).select_one('[role="status"] .soft')
    assert "stack trace" not in response.content.decode()


def test_after_a_failure_it_is_left_alone_then_tried_again(ask, client, settings, monkeypatch):
    StandardPageFactory(title="Chauffage")
    ask(q="chauffage")
    tried = []
    with server(lambda connection: (tried.append(1), connection.close())) as url:
        settings.ELASTICSEARCH_URL = url
        for _time in range(3):
            client.get("/recherche/", {"q": "chauffage"})
        assert len(tried) == 1
        monkeypatch.setattr(answering.breaker, "open_until", time.monotonic() - 1)
        client.get("/recherche/", {"q": "chauffage"})
    assert len(tried) == 2
