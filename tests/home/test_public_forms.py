from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from home.public_forms import client_address

TOKEN_FREE = {"programmes.views.orientation", "programmes.views.energy_share"}


def views(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.callback
        else:
            yield from views(entry)


def test_every_form_without_token_is_known_by_name():
    found = {view for view in views(get_resolver()) if getattr(view, "token_free", False)}
    assert {f"{view.__module__}.{view.__name__}" for view in found} == TOKEN_FREE


def test_without_a_proxy_a_forwarded_address_is_not_believed(settings):
    settings.PROXIES = 0
    request = RequestFactory().post("/", headers={"x-forwarded-for": "203.0.113.9"}, REMOTE_ADDR="198.51.100.1")
    assert client_address(request) == "198.51.100.1"


def test_behind_a_proxy_only_what_it_saw_is_believed(settings):
    settings.PROXIES = 1
    request = RequestFactory().post("/", headers={"x-forwarded-for": "6.6.6.6, 203.0.113.9"}, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == "203.0.113.9"
