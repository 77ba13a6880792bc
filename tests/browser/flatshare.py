"""The flatshare application as one person fills it in, step by step, whatever their hands."""

from playwright.sync_api import Page

from tests.browser.hands import Keyboard, Mouse

Hands = Mouse | Keyboard


def situation(hands: Hands) -> None:
    for question in ("student", "adult", "three_hours"):
        hands.choose(question, "yes")


def contact(hands: Hands) -> None:
    hands.write("email", "navigation@exemple.fr")
    hands.write("phone", "06 39 98 12 34")
    hands.choose("preference", "lsf")


def identity(hands: Hands) -> None:
    hands.write("given_name", "Navigatrice")
    hands.write("family_name", "Exemple")
    for part, text in (("day", "2"), ("month", "02"), ("year", "2005")):
        hands.write(f"birth_date_{part}", text)


def address(hands: Hands) -> None:
    hands.write("line1", "1 rue de l’Exemple")
    hands.write("postcode", "34000")
    hands.write("city", "Montpellier")


def studies(hands: Hands) -> None:
    hands.write("school", "Université de Montpellier")
    hands.write("course", "Psychologie")
    hands.write("year", "Licence 3")
    hands.choose("care_related", "no")


def housing(hands: Hands) -> None:
    hands.pick("first_choice", 1)
    hands.pick("arrival", 2)
    hands.pick("departure", 8)
    hands.choose("step_free", "no")
    hands.choose("meals", "yes")


def hours(hands: Hands) -> None:
    hands.tick("slots", "wed-pm")
    hands.tick("slots", "sat-pm")
    hands.tick("talents", "music")


def motivation(hands: Hands) -> None:
    hands.write("motivation", "J’aime jouer aux cartes et écouter des souvenirs.")


def documents(hands: Hands) -> None:
    """Both that are asked for come on paper: it is said on the page of each."""
    for slot in ("identite", "inscription"):
        hands.press(hands.page.locator(f"#id_{slot}"))
        hands.page.wait_for_url(f"**/documents/{slot}/")
        hands.press(hands.page.locator("details.help summary").first)
        hands.press(hands.page.locator('button[name="action"][value="paper"]'))
        hands.page.wait_for_url("**/*-*/documents/")


def commitment(hands: Hands) -> None:
    hands.tick("commitment")


STEPS = [situation, contact, identity, address, studies, housing, hours, motivation, documents, commitment]


def go_on(page: Page, hands: Hands) -> None:
    hands.press(page.locator('button[name="action"][value="continue"]'))
