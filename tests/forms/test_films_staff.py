"""An answer in sign language as agents have it: looked at, noted, put into French, found in the inbox."""

import pytest
from django.urls import reverse

from forms import signed
from forms.models import Interpreter, StoredFile, Submission
from forms.models.files import FileState
from forms.services import filming, interpreting
from forms.services.deciding import StalePage
from forms.services.filming import slot_of
from forms.services.reaching import Way, there_are
from forms.services.rights import words as given_out
from home.records.models import ReadEntry
from home.signed import targets
from tests.forms import films
from tests.forms.conftest import press
from tests.forms.factories import AgentFactory, InboxFactory, SubmissionFactory
from tests.home.signed.factories import SignedVersionFactory

pytestmark = pytest.mark.django_db

STEP = QUESTION = "message"
NO_CALLS = "sa-note"


@pytest.fixture
def submission(client, held, django_capture_on_commit_callbacks):
    """A message sent in sign language, through the real pages."""
    InboxFactory(slug="contact")
    draft = held(intake="contact", answers={}, version=1)
    press(client, draft, "motif", {"reason": "question"})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(films.page_of_film(draft, STEP, QUESTION), {"film": films.upload(films.film())})
    press(client, draft, STEP, {QUESTION: ""})
    press(client, draft, "joindre", {"name": "Canari", "email": "canari@example.org", "preference": "email"})
    press(client, draft, "verifier", {})
    client.logout()
    return Submission.objects.get()


@pytest.fixture
def agent(client, submission):
    person = AgentFactory(inbox=InboxFactory(slug="contact"), first_name="Nadia", last_name="Exemple")
    client.force_login(person)
    return person


def film_address(submission) -> str:
    return reverse("submissions:film", args=[submission.pk, StoredFile.objects.get().pk])


def detail(client, submission) -> str:
    return client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()


def translate(client, submission, text: str):
    return client.post(reverse("submissions:translate", args=[submission.pk, STEP, QUESTION]), {"text": text})


def test_a_signed_answer_shows_its_film_and_asks_for_an_interpreter(client, submission, agent):
    assert submission.interpreter == Interpreter.NEEDED
    page = detail(client, submission)
    assert film_address(submission) in page and 'preload="none"' in page and "autoplay" not in page
    assert "Répondu en langue des signes" in page or "(0:02)" in page


def test_agents_seek_in_a_film_and_each_look_is_noted_once(client, submission, agent):
    address = film_address(submission)
    for span in ("bytes=0-", "bytes=5-9"):
        answer = client.get(address, headers={"Range": span})
        assert answer.status_code == 206 and b"".join(answer)
    assert (
        ReadEntry.objects.filter(user=agent, record_id=submission.pk, what=f"film {slot_of(STEP, QUESTION)}").count()
        == 1
    )


def test_other_teams_and_films_not_yet_scanned_are_not_there(client, submission, agent):
    StoredFile.objects.update(state=FileState.WAITING)
    assert client.get(film_address(submission)).status_code == 404
    StoredFile.objects.update(state=FileState.CLEAN)
    client.force_login(AgentFactory())
    assert client.get(film_address(submission)).status_code == 404
    assert translate(client, submission, "Bonjour").status_code == 404
    assert not ReadEntry.objects.filter(what__startswith="film").exists()


def test_the_french_of_an_agent_is_what_is_read_printed_and_given_out_with_their_name(client, submission, agent):
    page = translate(client, submission, "Bonjour,\nje cherche un logement.")
    assert page.url == reverse("submissions:detail", args=[submission.pk])
    submission.refresh_from_db()
    assert submission.interpreter == ""
    printed = client.get(reverse("submissions:sheet", args=[submission.pk])).content.decode()
    lines = [
        line
        for card in given_out(submission, {"messages": [], "reads": []})["cards"]
        for _q, lines in card.rows
        for line in lines
    ]
    for text in (printed, "\n".join(lines), detail(client, submission)):
        assert "je cherche un logement." in text and "Nadia Exemple" in text
    assert translate(client, submission, "Bonjour.").status_code == 302
    assert "logement" not in detail(client, submission)


def test_an_empty_translation_is_asked_again_and_a_late_one_is_not_lost(client, submission, agent):
    assert translate(client, submission, " ").context["form"].errors
    with pytest.raises(StalePage):
        filming.translate(submission, STEP, QUESTION, "Trop tard", by=agent, seen=0)
    with pytest.raises(filming.NotSigned):
        filming.translate(submission, STEP, "about", "Rien", by=agent)
    assert client.get(reverse("submissions:translate", args=[submission.pk, STEP, "about"])).status_code == 404


def test_the_inbox_shows_and_filters_who_needs_an_interpreter(client, submission, agent, django_assert_max_num_queries):
    SubmissionFactory.create_batch(3, team=submission.team, intake="contact")
    inbox = reverse("submissions:inbox", args=["contact"])
    with django_assert_max_num_queries(20):
        page = client.get(inbox, {"interpreter": "needed"})
    assert [row.submission for row in page.context["rows"]] == [submission]
    assert page.context["rows"][0].interpreter
    assert not client.get(inbox, {"interpreter": "booked"}).context["rows"]


def test_an_agent_says_where_the_interpreter_stands(client, submission, agent):
    address = reverse("submissions:act", args=[submission.pk, "interprete"])
    client.post(address, {"state": "booked"})
    submission.refresh_from_db()
    assert submission.interpreter == Interpreter.BOOKED
    client.post(address, {"state": "no"})
    submission.refresh_from_db()
    assert submission.interpreter == ""
    assert client.post(address, {"state": "canari"}).context["form"].errors


@pytest.mark.parametrize(
    ("preference", "answers", "needed"),
    [
        ("lsf", {}, True),
        ("email", {"motif": {"reason": "appointment"}}, True),
        ("email", {"motif": {"reason": "question"}}, False),
        ("call", {"message": {"message_lsf": ["file:x", "seconds:3"]}}, False),
    ],
)
def test_who_needs_an_interpreter_from_the_start(preference, answers, needed):
    assert bool(interpreting.first_state(preference, answers)) is needed


@pytest.mark.parametrize("state", Interpreter)
def test_who_wishes_sign_language_reads_where_the_interpreter_stands(client, state):
    wishes = SubmissionFactory(contact={"email": "canari@exemple.fr", "preference": "lsf"}, interpreter=state)
    filmed = SubmissionFactory(interpreter=state)
    assert interpreting.told(wishes) == str(interpreting.TOLD[state])
    assert interpreting.told(filmed) == ""


def test_who_signs_is_never_to_be_phoned_whatever_number_they_gave(client):
    agent = AgentFactory()
    client.force_login(agent)
    contact = {"phone": "+33612345678", "preference": "lsf"}
    signs = SubmissionFactory(contact=contact, interpreter="needed", status="in_review", assignee=agent)
    speaks = SubmissionFactory(contact=contact | {"preference": "call"}, status="in_review", assignee=agent)
    assert Way.CALL not in there_are(contact)
    for address in (["submissions:detail", signs.pk], ["submissions:act", signs.pk, "ecrire"]):
        assert NO_CALLS in client.get(reverse(address[0], args=address[1:])).content.decode()
    assert NO_CALLS not in client.get(reverse("submissions:detail", args=[speaks.pk])).content.decode()


@pytest.mark.parametrize(
    ("traits", "key"),
    [
        ({}, "status-received"),
        ({"accepted": True}, "status-accepted"),
        ({"withdrawn": True, "reason": "left"}, "status-followed"),
        ({"withdrawn": True, "reason": "followed"}, "status-followed"),
    ],
)
def test_each_state_that_people_read_can_be_signed_and_two_that_say_the_same_share_it(traits, key):
    target = signed.status_key(SubmissionFactory(**traits))
    assert target == f"message:{key}"
    assert targets.text_hash(target)


def test_the_follow_up_page_shows_its_state_in_sign_language_or_a_way_to_be_served_so(client):
    submission = SubmissionFactory(accepted=True)
    client.post(reverse("forms:follow"), {"reference": submission.reference, "code": "K7M4QX"})
    assert "#aide" in client.get(reverse("forms:follow")).content.decode().split('class="reading-line"')[1]
    SignedVersionFactory(target="message:status-accepted")
    page = client.get(reverse("forms:follow")).content.decode()
    assert "<video" in page and "reading-line" not in page


def test_the_captions_of_a_film_are_its_words_in_french_or_that_nobody_wrote_them_yet(client, submission, agent):
    words = f"{film_address(submission)}?mots=1"
    assert "00:00.000 --> 00:02.000" in client.get(words).content.decode()
    translate(client, submission, "Un <b>canari</b>\n\n--> parti")
    assert client.get(words).content.decode().endswith("Un &lt;b>canari&lt;/b> → parti\n")
