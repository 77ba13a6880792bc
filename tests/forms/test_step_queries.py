"""What each page of each request asks of the database, on every way that the samples go."""

import pytest

from bench import steps
from forms.intake import Journey
from forms.intakes import INTAKES
from tests.forms.factories import InboxFactory
from tests.forms.samples import sample

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(params=INTAKES)
def costs(request):
    for pages in sample(request.param).ways.values():
        InboxFactory(slug=INTAKES[request.param].route(Journey(INTAKES[request.param], pages).answers))
    return steps.of_intake(request.param)


def test_no_page_asks_more_than_its_share(costs):
    assert [cost for cost in costs if cost.to_show > steps.TO_SHOW or cost.to_save > cost.most] == []
