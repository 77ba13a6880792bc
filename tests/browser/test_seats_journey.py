"""A seat's whole way: sign-up on a full session, a seat freed, the offer accepted, the name ticked on the sheet."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.filling import fill
from tests.browser.hands import Mouse
from tests.forms.samples.ateliers import ALONE

pytestmark = pytest.mark.browser


def add_session(team: Page) -> str:
    """A session of one seat that starts in twelve days; the address of its page."""
    starts = timezone.localtime() + timedelta(days=12)
    team.goto("/gestion/coursesession/new/")
    for name, value in (
        ("title", "Séance du parcours"),
        ("starts_at", starts.strftime("%Y-%m-%d %H:%M")),
        ("ends_at", (starts + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")),
        ("place", "Tiers-lieu"),
        ("capacity", "1"),
    ):
        team.locator(f'[name="{name}"]').fill(value)
    team.keyboard.press("Escape")
    team.locator('[name="title"]').press("Enter")
    team.wait_for_url(re.compile(r"/gestion/coursesession/$"))
    team.goto("/gestion/ateliers-suivi/?kind=course")
    team.get_by_role("link", name="Séance du parcours").click()
    return team.url


def sign_up(person: Page, name: str, session: str) -> None:
    hands = Mouse(person)
    person.goto("/demarches/ateliers/commencer/")
    person.locator("main form button").first.click()
    for step, typed in ALONE.items():
        person.wait_for_url(f"**/{step}/**")
        values = typed | ({"session": [session]} if step == "seance" else {})
        if step == "contact":
            values = values | {"given_name": [name], "email": [f"{name.lower()}@exemple.fr"], "phone": [""]}
        fill(person, hands, values)
        person.locator("main form button[type=submit]").first.click()
    person.wait_for_url("**/recu/**")


def follow(person: Page) -> None:
    """Open the request of the receipt on screen by its number and code."""
    text = person.locator("main").inner_text()
    reference = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", text).group()
    code = re.search(r"\b[2-9A-Z]{6}\b", text.replace(" ", " ")).group()
    person.goto("/demarches/suivi/")
    person.locator('[name="reference"]').fill(reference)
    person.locator('[name="code"]').fill(code)
    person.locator("main form button").first.click()


def test_a_seat_is_freed_offered_accepted_and_its_person_is_on_the_sheet(visit, staff, axe_clean):
    team = staff("ateliers")
    page = add_session(team)
    key = page.rstrip("/").rpartition("/")[2]
    first, second = visit(), visit(width=360, script=False)
    sign_up(first, "Ondine", key)
    sign_up(second, "Basile", key)
    expect(second.locator("main")).to_contain_text("Vous êtes sur la liste d’attente, numéro 1")
    follow(first)
    first.goto("/demarches/suivi/retirer/")
    first.locator("main form button").first.click()
    follow(second)
    expect(second.locator("main")).to_contain_text("Une place est libre pour vous")
    second.get_by_role("button", name="Oui, je viens").click()
    expect(second.locator("main")).to_contain_text("Votre place est confirmée")
    team.goto(page)
    axe_clean(team)
    team.goto(f"{page}feuille/")
    expect(team.locator("main")).to_contain_text("Basile")
    expect(team.locator("main")).not_to_contain_text("Ondine")
    axe_clean(team)
    team.goto(f"{page}feuille/papier/")
    axe_clean(team)
