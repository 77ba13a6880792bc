"""A deaf resident, on a phone, from the page of a programme to the decision, in sign language and without a voice."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filling import bring, fill, go_on
from tests.browser.hands import Mouse
from tests.browser.test_signed import LOADED
from tests.forms.films import film
from tests.forms.samples import sample

pytestmark = pytest.mark.browser

SLUG, SIGNED = "colocation", "motivation"
WITHOUT_A_PHONE = {"email": ["sourde@exemple.fr"], "phone": [""], "preference": ["lsf"]}
FRENCH = "Je signe depuis toujours, et j’aime les histoires des anciens."


def test_a_deaf_resident_asks_is_answered_and_reads_the_decision_in_sign_language(visit, staff, axe_clean):
    page = visit(width=360)
    see_the_programme(page)
    begin(page)
    for step, typed in sample(SLUG).plainest.items():
        page.wait_for_url(f"**/demarches/{SLUG}/*-*/{step}/")
        expect(page.locator(".lsf-page video").first).to_be_visible()  # open at once: LSF first
        if step == SIGNED:
            answer_in_signs(page, axe_clean)
        else:
            fill(page, Mouse(page), WITHOUT_A_PHONE if step == "contact" else typed)
            bring(page, Mouse(page), typed, lambda page: None)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 361, page.url
        if step == "verifier":
            expect(page.locator("main")).to_contain_text("Réponse donnée en langue des signes (0:02)")
            axe_clean(page)
        go_on(page, Mouse(page))
    reference, code = receipt(page, axe_clean)
    decide(staff("colocation"), reference, axe_clean)
    read_the_decision(page, reference, code, axe_clean)


def see_the_programme(page: Page) -> None:
    page.goto("/dispositifs/colocations-etudiantes/")
    page.locator(".lsf-page > summary").click()
    end, duration = page.locator(".lsf-page video").evaluate(LOADED)
    assert duration > 3 and abs(end - duration) <= 1
    page.locator("[data-lsf-first] button").first.click()


def begin(page: Page) -> None:
    page.goto(f"/demarches/{SLUG}/")
    page.locator('main a[href$="/commencer/"]').first.click()
    page.locator("main form button[type=submit]").first.click()


def answer_in_signs(page: Page, axe_clean) -> None:
    page.locator(f'button[value="film:{SIGNED}"]').click()
    axe_clean(page)
    clip = {"name": "moi.mp4", "mimeType": "video/mp4", "buffer": film()}
    page.locator('[name="film"]').set_input_files(clip)
    page.locator('button[value="add"]').click()
    expect(page.locator("main")).to_contain_text("Nous avons votre vidéo (0:02)")
    page.locator(".filming__sent a.govuk-button").click()
    page.wait_for_url(f"**/{SIGNED}/")


def receipt(page: Page, axe_clean) -> tuple[str, str]:
    page.wait_for_url("**/demarches/recu/**")
    expect(page.locator("main")).to_contain_text("Réponse donnée en langue des signes (0:02)")
    expect(page.locator(".lsf-page video").first).to_be_visible()
    axe_clean(page)
    reference, code = page.locator(".ref strong").all_inner_texts()
    return reference, code


def decide(agent: Page, reference: str, axe_clean) -> None:
    """Whoever looks after it sees that signs are needed, plays the answer, writes it in French, says yes."""
    agent.goto(f"/gestion/demandes/?q={reference}")
    expect(agent.locator("main tbody tr")).to_contain_text("Interprète à trouver")
    agent.locator("main tbody a").first.click()
    expect(agent.locator("main")).to_contain_text("Ne pas téléphoner.")
    wait_until_it_is_prepared(agent)
    video = agent.locator("video")
    assert video.evaluate("video => { video.load(); video.preload = 'metadata' }") is None
    end, duration = video.evaluate(LOADED)
    assert abs(duration - 2) < 0.5 and abs(end - duration) <= 1
    axe_clean(agent)
    agent.get_by_role("link", name=re.compile("L’écrire en français")).click()
    agent.locator("textarea").fill(FRENCH)
    agent.locator(".sa-act button").click()
    expect(agent.locator("main")).to_contain_text(FRENCH)
    agent.locator('form[action$="/prendre/"] button').first.click()
    agent.locator('input[name="target"][value="accepted"]').check()
    agent.locator('form[action$="/decider/"] button').first.click()
    expect(agent.locator("main")).to_contain_text("Ne pas téléphoner.")
    agent.locator('button[name="confirmed"]').click()
    expect(agent.locator("main")).to_contain_text("Accept")


def wait_until_it_is_prepared(agent: Page) -> None:
    """The worker makes the film again beside."""
    for _try in range(60):
        if agent.locator("video").count():
            return
        agent.wait_for_timeout(500)
        agent.reload()
    raise AssertionError("The film was not prepared.")


def read_the_decision(page: Page, reference: str, code: str, axe_clean) -> None:
    page.goto("/demarches/suivi/")
    page.locator('[name="reference"]').fill(reference)
    page.locator('[name="code"]').fill(code)
    page.locator("main form button").first.click()
    expect(page.locator("main")).to_contain_text("La réponse est oui.")
    video = page.locator(".lsf-page video").first
    expect(video).to_be_visible()
    assert video.evaluate(LOADED)[0] > 3
    expect(page.locator("main")).to_contain_text("interprète")
    axe_clean(page)
