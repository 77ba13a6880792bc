"""What every request owes to people, whichever it is: the five, and a sixth that is made for these tests."""

import html
import re
from itertools import permutations

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from forms.intake import Journey, summary
from forms.intakes import INTAKES
from forms.models import Draft, Submission, SubmissionHash
from forms.services import answering
from forms.services.submitting import submit
from forms.slots import SlotsStep, asked_by
from home.records.hashing import name_query
from home.records.models import Notification
from home.roles import TEAMS
from tests.forms import sixth
from tests.forms.conftest import page_of, press
from tests.forms.factories import AgentFactory, DraftFactory, InboxFactory
from tests.forms.samples import Pages, each, sample, stored, unsent

pytestmark = pytest.mark.django_db

EVERY = {**INTAKES, sixth.intake.slug: sixth.intake}
SAMPLES = {slug: sample(slug) for slug in INTAKES} | {sixth.intake.slug: sixth.sample}
STEPS = [(slug, step) for slug, intake in EVERY.items() for step, _form in intake.steps]
STOCK = {"This field is required.", "Ce champ est obligatoire."}

every_intake = pytest.mark.parametrize("slug", EVERY)
every_step = pytest.mark.parametrize(("slug", "step"), STEPS)
SLOTS = [(slug, step) for slug, step in STEPS if issubclass(dict(EVERY[slug].steps)[step], SlotsStep)]
every_question = pytest.mark.parametrize(
    ("slug", "step"),
    [(slug, step) for slug, step in STEPS if step != EVERY[slug].check_step and (slug, step) not in SLOTS],
)
every_page_of_documents = pytest.mark.parametrize(("slug", "step"), SLOTS)
every_way = pytest.mark.parametrize(("slug", "way"), each(SAMPLES, "ways"))
every_exit = pytest.mark.parametrize(("slug", "way"), each(SAMPLES, "exits"))


@pytest.fixture(autouse=True)
def six_intakes(monkeypatch):
    monkeypatch.setitem(INTAKES, sixth.intake.slug, sixth.intake)


def way_to(slug: str, step: str) -> tuple[Pages, dict]:
    """A way that passes by the step, and what a draft holds when one gets there."""
    pages = next(pages for pages in SAMPLES[slug].ways.values() if step in pages)
    order = list(pages)
    return pages, stored(pages, *order[order.index(step) :])


def sent(slug: str, way: str) -> Submission:
    """The request of someone who went that way."""
    intake, pages = EVERY[slug], SAMPLES[slug].ways[way]
    answers = Journey(intake, pages).answers
    InboxFactory(slug=intake.route(answers))
    return submit(DraftFactory(intake=slug, answers=unsent(intake, pages)), answers=answers, language="fr")


def words(response) -> str:
    return html.unescape(response.content.decode())


def lines_of(cards) -> list[str]:
    return [line for card in cards for _label, lines in card.rows for line in lines]


@every_intake
def test_the_declaration_holds_together(slug):
    intake = EVERY[slug]
    steps = [step for step, _form in intake.steps]
    assert INTAKES[slug] is intake
    assert len(set(steps)) == len(steps)
    assert {*intake.conditions, *intake.exits} <= set(steps)
    assert intake.agreement in {"", *intake.exits}
    assert all(re.fullmatch(r"[a-z-]+", step) for step in [slug, *steps])
    assert intake.next_steps
    assert intake.check_step not in intake.conditions
    slots = [slot.key for _step, slot in asked_by(intake)]
    assert len(set(slots)) == len(slots)
    assert all(re.fullmatch(r"[a-z-]{1,30}", slot) for slot in slots)


@every_step
def test_every_question_has_its_words_and_says_itself_what_is_missing(slug, step):
    form = dict(EVERY[slug].steps)[step]({})
    assert form.title
    assert not form.use_required_attribute
    for name, field in form.fields.items():
        assert field.label, name
        assert not STOCK & set(map(str, form.errors.get(name, []))), name


@every_way
def test_a_sample_has_the_pages_of_its_way_and_no_other(slug, way):
    journey = Journey(EVERY[slug], SAMPLES[slug].ways[way])
    assert journey.missing is None
    assert journey.steps == list(SAMPLES[slug].ways[way])


@every_intake
def test_samples_pass_by_every_page(slug):
    passed = {step for pages in SAMPLES[slug].ways.values() for step in pages}
    assert passed == {step for step, _form in EVERY[slug].steps}


@every_way
def test_a_way_goes_from_the_first_page_to_one_receipt(client, held, slug, way):
    intake, pages = EVERY[slug], SAMPLES[slug].ways[way]
    team = InboxFactory(slug=intake.route(Journey(intake, pages).answers)).team
    draft = held(intake=slug)
    for step, following in zip(pages, [*list(pages)[1:], None], strict=True):
        page = client.get(page_of(draft, step))
        assert (page.status_code, page.context["form"].is_bound) == (200, False)
        response = press(client, draft, step, pages[step])
        assert following is None or response.url == page_of(draft, following)
    submission = Submission.objects.get()
    assert (submission.team, submission.intake, set(submission.answers)) == (team, slug, set(pages))
    assert submission.reference in client.get(response.url).content.decode()
    assert client.post(page_of(draft, intake.check_step), pages[intake.check_step]).url == response.url


@every_exit
def test_an_exit_says_so_sends_nothing_and_leads_back(client, held, slug, way):
    pages = SAMPLES[slug].exits[way]
    draft, last = held(intake=slug), list(pages)[-1]
    for step, typed in pages.items():
        response = client.post(page_of(draft, step), typed)
    assert response.url == page_of(draft, "sortie")
    page = client.get(response.url)
    assert page.status_code == 200
    assert page_of(draft, last) in page.content.decode()
    assert client.get(page_of(draft, EVERY[slug].check_step)).url == page_of(draft, last)
    assert not Submission.objects.exists()


@every_question
def test_every_button_keeps_what_was_typed_even_wrong(client, held, slug, step):
    pages, before = way_to(slug, step)
    draft = held(intake=slug, answers=before, version=len(before))
    for action in ("back", "leave", "continue"):
        wrong = {name: [f"?{action}"] for name in pages[step]}
        response = client.post(page_of(draft, step), wrong | {"action": action})
        assert response.status_code in {200, 302}
        kept = Draft.objects.get().answers
        assert kept.pop(step)["typed"] == wrong
        assert kept == before


@every_page_of_documents
def test_a_page_of_documents_believes_no_word_about_them(client, held, slug, step):
    pages, before = way_to(slug, step)
    draft = held(intake=slug, answers=before, version=len(before))
    response = client.post(page_of(draft, step), {name: [f"file:{draft.pk}"] for name in pages[step]})
    assert response.context["form"].errors
    assert Draft.objects.get().answers == before
    assert client.get(page_of(draft, EVERY[slug].check_step)).url == page_of(draft, step)


@every_question
@pytest.mark.slow
def test_unreadable_bytes_get_a_clear_page(client, held, slug, step):
    pages, before = way_to(slug, step)
    draft = held(intake=slug, answers=before, version=len(before))
    body = "&".join(f"{name}=a%00%ed%a0%80" for name in pages[step])
    response = client.post(page_of(draft, step), body, content_type="application/x-www-form-urlencoded")
    assert response.context["form"].errors


@every_way
def test_the_check_page_shows_every_answer_in_words_before_anything_is_sent(client, held, slug, way):
    intake, pages = EVERY[slug], SAMPLES[slug].ways[way]
    draft = held(intake=slug, answers=unsent(intake, pages))
    page = client.get(page_of(draft, intake.check_step))
    shown = words(page)
    cards = summary(intake, Journey(intake, pages).answers)
    assert [card.step for card in cards] == [step for step in pages if step != intake.check_step]
    assert all(line in shown for line in lines_of(cards))
    assert all(f"{page_of(draft, card.step)}?retour" in shown for card in cards)
    assert not Submission.objects.exists()


@every_way
def test_the_team_reads_what_the_person_read_and_finds_the_request_by_name(client, slug, way):
    submission = sent(slug, way)
    checked = summary(EVERY[slug], Journey(EVERY[slug], SAMPLES[slug].ways[way]).answers)
    assert summary(EVERY[slug], Submission.objects.get().answers) == checked
    client.force_login(AgentFactory(inbox=submission.team.inbox))
    shown = words(client.get(reverse("submissions:detail", args=[submission.pk])))
    assert all(line in shown for line in lines_of(checked))
    assert SubmissionHash.objects.filter(submission=submission, digest__in=name_query("canari")).exists()


@every_way
def test_the_mail_tells_nothing_of_the_person_and_names_the_service_only_if_declared(
    django_capture_on_commit_callbacks, slug, way
):
    with django_capture_on_commit_callbacks(execute=True):
        submission = sent(slug, way)
    texts = [notice.subject + notice.body for notice in Notification.objects.all()]
    assert len(texts) + submission.errands.count() == 1
    assert len(mail.outbox) == Notification.objects.filter(channel="email", sent_at__isnull=False).count()
    assert len(texts) == bool(submission.contact["email"] or submission.contact["phone"])
    for text in texts:
        assert submission.reference in text
        assert not re.search("canari|serin|témoin", text, re.IGNORECASE)
        assert (str(EVERY[slug].title) in text) == (EVERY[slug].names_service_in_mail and bool(mail.outbox))


@every_intake
def test_going_another_way_leaves_nothing_of_the_first_one(slug):
    for first, second in permutations(SAMPLES[slug].ways.values(), 2):
        both = Journey(EVERY[slug], first | second)
        assert both.steps == list(second)
        assert both.answers == Journey(EVERY[slug], second).answers


@every_intake
def test_a_decided_request_ends_on_the_declared_day(slug):
    submission = sent(slug, next(iter(SAMPLES[slug].ways)))
    answering.withdraw(submission)
    assert Submission.objects.get().purge_on == timezone.localdate() + EVERY[slug].keep_for.default


@every_intake
def test_the_start_page_makes_one_draft_that_opens_on_the_first_page(client, slug):
    start = reverse("forms:start", args=[slug])
    first, second = client.post(start), client.post(start)
    assert first.url == second.url == page_of(Draft.objects.get(), EVERY[slug].steps[0][0])
    for response in (client.get(start), client.get(first.url)):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


@every_intake
def test_every_request_has_a_team(slug):
    assert {EVERY[slug].route(Journey(EVERY[slug], pages).answers) for pages in SAMPLES[slug].ways.values()} <= {*TEAMS}
