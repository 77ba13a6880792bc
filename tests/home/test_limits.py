"""Limits count, and never stand in the way of citizens when the cache is down."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from home import limits
from tests.forms.factories import DraftFactory


class Broken:
    def __getattr__(self, name):
        raise ConnectionError("10.0.0.1")


def test_a_count_lasts_its_time_and_starts_over():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [limits.count("test", "a", seconds=60) for _ in range(3)] == [1, 2, 3]
        assert limits.count("test", "b", seconds=60) == 1
        limits.start_over("test", "a")
        assert limits.count("test", "a", seconds=60) == 1
        limits.count("test", "a", seconds=60)
        limits.take_back("test", "a")
        assert limits.count("test", "a", seconds=60) == 2
        clock.shift(timedelta(seconds=61))
        assert limits.count("test", "a", seconds=60) == 1


def test_what_is_counted_is_not_kept(monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda key, *args, **kwargs: kept.append(key))
    limits.count("test", "192.0.2.7", seconds=60)
    assert kept and "192.0.2.7" not in kept[0]


@pytest.mark.django_db
def test_people_start_and_open_drafts_while_the_cache_is_down(client, monkeypatch, caplog):
    monkeypatch.setattr(limits, "cache", Broken())
    assert client.post(reverse("forms:start", args=["colocation"])).status_code == 302
    draft = DraftFactory()
    answer = client.post(reverse("forms:resume"), {"reference": draft.reference, "code": draft.code})
    assert answer.status_code == 302
    assert "ConnectionError" in caplog.text and "10.0.0.1" not in caplog.text
