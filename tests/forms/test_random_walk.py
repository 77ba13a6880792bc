"""Random walks through a request: whatever is pressed, nothing typed is lost and there is always a way on."""

from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from forms.intakes import INTAKES
from forms.models import Draft, Submission
from tests.forms.factories import PAGES, InboxFactory, RoomFactory, typed
from tests.home.factories import HomePageFactory

STEPS = [step for step, _form in INTAKES["colocation"].steps]
START = reverse("forms:start", args=["colocation"])


class Walk(RuleBasedStateMachine):
    """One person, one draft, every button, in any order, with right and wrong answers."""

    @initialize(filled=st.booleans())
    def start(self, filled):
        Draft.objects.all().delete()
        Submission.objects.all().delete()
        self.client, self.sent, self.known = Client(), "", {}
        self.base = self.client.post(START).url.removesuffix("situation/")
        for step in STEPS[:-1] if filled else ():
            self.press(step, True, "leave")

    @rule(step=st.sampled_from(STEPS), valid=st.booleans(), action=st.sampled_from(["continue", "back", "leave"]))
    def presses(self, step, valid, action):
        self.press(step, valid, action)

    def press(self, step, valid, action):
        text = typed(step) if valid else {name: ["?"] for name in PAGES[step]}
        response = self.client.post(f"{self.base}{step}/", text | {"action": action})
        assert response.status_code in {200, 302} or (self.sent and response.status_code == 409)
        if not self.sent:
            self.known[step] = text
        if response.status_code == 302 and "/recu/" in response.url:
            self.sent = self.sent or response.url
            assert response.url == self.sent

    @rule(step=st.sampled_from(STEPS))
    def visit(self, step):
        assert self.client.get(f"{self.base}{step}/").status_code in {200, 302}

    @invariant()
    def nothing_typed_is_lost(self):
        draft = Draft.objects.get()
        if not self.sent:
            assert {step: kept["typed"] for step, kept in draft.answers.items()} == self.known

    @invariant()
    def there_is_always_a_way_on(self):
        page = self.client.get(f"{self.base}verifier/", follow=True)
        assert page.status_code == 200
        assert bool(self.sent) == Submission.objects.exists()
        if self.sent:
            assert page.request["PATH_INFO"] == self.sent


class RandomWalkTest(TestCase):
    def test_no_answer_is_lost_and_no_page_is_a_dead_end(self):
        HomePageFactory()
        InboxFactory()
        RoomFactory()
        limits = settings(
            max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        )
        run_state_machine_as_test(Walk, settings=limits)
