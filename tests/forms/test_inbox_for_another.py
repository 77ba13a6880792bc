"""An agent who answers a neighbour or a professional is told so: the person it is about does not read the answer."""

import pytest
from django.urls import reverse

from forms.intake import Journey
from forms.intakes import INTAKES
from tests.forms.factories import AgentFactory, SubmissionFactory
from tests.forms.samples import sample

pytestmark = pytest.mark.django_db
WAYS = [(slug, way) for slug in INTAKES for way in sample(slug).ways]
WARNING = "pour une autre personne"


@pytest.mark.parametrize(("slug", "way"), WAYS)
@pytest.mark.slow
def test_the_desk_warns_exactly_when_someone_wrote_for_another(client, slug, way):
    client.force_login(AgentFactory())
    typed = sample(slug).ways[way]
    submission = SubmissionFactory(intake=slug, answers=Journey(INTAKES[slug], typed).answers)
    page = client.get(reverse("submissions:detail", args=[submission.pk]))
    assert (WARNING in page.content.decode()) == ("accord" in typed)
