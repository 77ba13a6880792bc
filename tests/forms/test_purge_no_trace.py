"""After its purge nothing of a person is in any table, whichever request they sent and however it was worked."""

import pytest
from django.utils import timezone

from forms.intake import Journey
from forms.intakes import INTAKES
from forms.models import ClosedAlert, Submission
from forms.services import answering, deciding
from forms.services.submitting import submit
from forms.workflow import OPEN
from home.records import hashing
from home.records.models import Notification
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.officers import officer, round_of_the_day, sign_all
from tests.forms.samples import each, sample, unsent
from tests.forms.test_no_trace import raw_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SAMPLES = {slug: sample(slug) for slug in INTAKES}
PERSON = ("canari", "zéphyrine", "zephyrine", "0612345678", "33612345678", "témoin", "ondine")


def worked(slug: str, way: str) -> Submission:
    """The request of someone who went that way, asked a question, answered, refused with a message; or withdrawn."""
    intake, pages = INTAKES[slug], SAMPLES[slug].ways[way]
    answers = Journey(intake, pages).answers
    box = InboxFactory(slug=intake.route(answers))
    draft = DraftFactory(intake=slug, answers=unsent(intake, pages), email="canari@exemple.fr")
    submission, agent = submit(draft, answers=answers, language="fr"), AgentFactory(inbox=box)
    if submission.status not in OPEN:  # accepted by the rule
        return answering.withdraw(submission)
    deciding.take(submission, by=agent)
    inquiry = deciding.ask(submission, "Zéphyrine, quand ?", by=agent)
    answering.answer(inquiry, "Canari vient lundi")
    return deciding.move(submission, "refused", by=agent, reason="no_room", message="Désolés, Zéphyrine")


@pytest.mark.parametrize(("slug", "way"), each(SAMPLES, "ways"))
def test_a_purged_person_is_in_no_table_sealed_or_not(slug, way):
    submission = worked(slug, way)
    digests = list(submission.hashes.values_list("digest", flat=True))
    traces = [*digests, str(submission.draft_id), submission.code_hash, hashing.email_digest("canari@exemple.fr")]
    assert [trace for trace in traces if trace.casefold() in raw_rows()]
    Submission.objects.update(purge_on=timezone.localdate())
    round_of_the_day()
    sign_all(officer())
    round_of_the_day()
    rows = raw_rows()
    # whoever flagged a home goes on opening the word "closed", and nothing else, with their own code
    stays = {submission.code_hash} if ClosedAlert.objects.exists() else set()
    assert [trace for trace in (*traces, *PERSON) if trace not in stays and trace.casefold() in rows] == []
    assert not Submission.objects.exists() and not Notification.objects.exists()
