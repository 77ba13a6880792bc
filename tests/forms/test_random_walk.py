"""Random walks through every request: whatever is pressed, nothing typed is lost and there is always a way on."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forms.intake import Journey, summary
from forms.intakes import INTAKES
from forms.models import Draft, Submission
from forms.slots import SlotsStep
from home.roles import TEAMS
from tests.forms import sixth
from tests.forms.conftest import press
from tests.forms.factories import InboxFactory
from tests.forms.samples import sample

SAMPLES = {slug: sample(slug) for slug in INTAKES} | {sixth.intake.slug: sixth.sample}
BUTTONS = st.sampled_from(["continue", "back", "leave"])


class Walk(RuleBasedStateMachine):
    """One person, one draft, every button of every branch, in any order, with right and wrong answers."""

    slug = ""

    @initialize(data=st.data())
    def start(self, data):
        Draft.objects.all().delete()
        Submission.objects.all().delete()
        SAMPLES[self.slug].setup()
        self.intake = INTAKES[self.slug]
        self.client, self.sent, self.known = Client(), "", {}
        first = self.intake.steps[0][0]
        self.base = self.client.post(reverse("forms:start", args=[self.slug])).url.removesuffix(f"{first}/")
        begun = data.draw(st.sampled_from([{}, *SAMPLES[self.slug].ways.values()]))
        for step, typed in begun.items():
            if step != self.intake.check_step:
                self.press(step, typed, "leave")

    @rule(data=st.data(), valid=st.booleans(), action=BUTTONS)
    def press_somewhere(self, data, valid, action):
        ways = [*SAMPLES[self.slug].ways.values(), *SAMPLES[self.slug].exits.values()]
        step, typed = data.draw(st.sampled_from([page for pages in ways for page in pages.items()]))
        self.press(step, typed if valid else {name: ["?"] for name in typed}, action)

    @rule(data=st.data())
    def go_another_way(self, data):
        for step, typed in data.draw(st.sampled_from([*SAMPLES[self.slug].ways.values()])).items():
            self.press(step, typed, "continue" if step == self.intake.check_step else "leave")

    @rule(data=st.data())
    def visit(self, data):
        step = data.draw(st.sampled_from([step for step, _form in self.intake.steps]))
        assert self.client.get(f"{self.base}{step}/").status_code in {200, 302}

    def press(self, step, typed, action):
        response = press(self.client, Draft.objects.get(), step, typed, action)
        assert response.status_code in {200, 302} or (self.sent and response.status_code == 409)
        if not self.sent:
            if ["?"] not in typed.values() or not issubclass(dict(self.intake.steps)[step], SlotsStep):
                self.known[step] = typed
            for withheld in Journey(self.intake, self.known).withheld:
                self.known.pop(withheld, None)
        if response.status_code == 302 and "/recu/" in response.url:
            self.sent = self.sent or response.url
            assert response.url == self.sent

    @invariant()
    def nothing_typed_is_lost(self):
        draft = Draft.objects.get()
        if not self.sent:
            assert {step: kept["typed"] for step, kept in draft.answers.items()} == self.known

    @invariant()
    def what_is_sent_is_what_was_shown(self):
        if self.sent:
            way, answers = Journey(self.intake, self.known), Submission.objects.get().answers
            assert (way.missing, way.exit, list(answers)) == (None, "", way.steps)
            assert summary(self.intake, answers) == summary(self.intake, way.answers)

    @invariant()
    def there_is_always_a_way_on(self):
        page = self.client.get(f"{self.base}{self.intake.check_step}/", follow=True)
        assert page.status_code == 200
        assert bool(self.sent) == Submission.objects.exists()
        if self.sent:
            assert page.request["PATH_INFO"] == self.sent


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("slug", SAMPLES)
def test_no_answer_is_lost_and_no_page_is_a_dead_end(slug, monkeypatch):
    monkeypatch.setitem(INTAKES, sixth.intake.slug, sixth.intake)
    for team in TEAMS:
        InboxFactory(slug=team)
    limits = settings(max_examples=4, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(type("Walk", (Walk,), {"slug": slug}), settings=limits)
