"""Who asks: a stranger who holds drafts and a request, and everybody with an account of the demonstration."""

from collections import defaultdict
from functools import cached_property
from random import Random
from urllib.parse import quote

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from forms import device, receipts
from forms.intakes import INTAKES
from forms.models import Draft, Inbox, Submission
from forms.resume_links import signer
from portal.demo.accounts import ACCOUNTS
from tests.addresses import filled
from tests.chaos.grammar import Grammar
from tests.forms.factories import DraftFactory
from tests.forms.samples import sample, unsent

Fields = dict[str, list[str]]


class Visitor:
    """`client` is signed in as `name`, or nobody's; `places` are the values that its addresses may hold."""

    def __init__(self, name: str) -> None:
        self.name, self.client = name, Client(raise_request_exception=False)
        self.drafts = [draft_of(slug) for slug in INTAKES]
        if name:
            self.client.force_login(get_user_model().objects.get(username=name))
        session = self.client.session
        session[device.DRAFTS] = [str(draft.pk) for draft in self.drafts]
        session[device.FOLLOWED] = {"id": str(Submission.objects.first().pk), "until": 2**40}
        session.save()
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.known: dict[str, Fields] = {}

    def come_back(self) -> None:
        """As at first, whatever the last answers did to the cookies."""
        self.client.cookies.clear()
        for name, value in self.cookies.items():
            self.client.cookies[name] = value

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """By the name of the argument; the rest by its kind."""
        pages = list(map(str, Page.objects.values_list("pk", flat=True)))
        users = list(map(str, get_user_model().objects.values_list("pk", flat=True)))
        requests = list(Submission.objects.all()[:20])
        places = {
            "draft": [str(draft.pk) for draft in self.drafts],
            "slug": [*INTAKES, *Inbox.objects.values_list("slug", flat=True)],
            "step": [step for intake in INTAKES.values() for step, _form in intake.steps] + ["sortie"],
            "token": [receipts.link(one).rstrip("/").rpartition("/")[2] for one in requests]
            + [signer.sign(str(draft.pk)) for draft in self.drafts],
            "uuid": [str(one.pk) for one in requests],
            "int": [*pages, *users, "0", "9" * 25],
            "str": [*users, "1", "x"],
        }
        return defaultdict(lambda: ["1", "x", "home", "helpnumber", "wagtailcore", "page"], places)

    def address(self, template: str, grammar: Grammar) -> str:
        def value(kind: str, name: str) -> str:
            if grammar.rarely(6):
                return grammar.in_address()
            known = self.places[name if name in self.places else kind]
            return quote(grammar.random.choice(known), safe="")

        address = filled(template, value)
        return f"/en{address}" if grammar.rarely(8) else address

    def step(self, random: Random) -> tuple[str, Fields]:
        """A page of one of the drafts, and what fits there."""
        draft = random.choice(self.drafts)
        pages = sample(draft.intake).plainest
        step = random.choice(list(pages))
        address = reverse("forms:step", args=[draft.intake, draft.pk, step])
        return address, pages[step] | {"version": ["99"], "action": [random.choice(["continue", "back", "leave"])]}

    def fields(self, template: str, address: str) -> Fields:
        """What the page's own forms would send, read once for each kind of page."""
        if template not in self.known:
            response = self.client.get(address)
            html = b"" if response.streaming else response.content
            self.known[template] = fields_in(html) if b"<form" in html else {}
        return self.known[template]


def draft_of(slug: str) -> Draft:
    pages = sample(slug).plainest
    return DraftFactory(intake=slug, answers=unsent(INTAKES[slug], pages), version=len(pages))


def fields_in(html: bytes) -> Fields:
    fields = defaultdict(list)
    for element in BeautifulSoup(html, "html.parser").select("input[name], select[name], textarea[name], button[name]"):
        fields[str(element["name"])].append(str(element.get("value") or ""))
    return dict(list(fields.items())[:80])


def everybody() -> list[Visitor]:
    return [Visitor(""), *(Visitor(account.username) for account in ACCOUNTS)]
