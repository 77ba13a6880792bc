"""A person with a browser, who presses the same button again when no answer comes."""

import re
import time
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

import requests

from forms.intakes import INTAKES
from forms.slots import SlotsStep
from tests.forms.nasty import photo
from tests.forms.samples import Pages

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PATIENCE = 60


class Sent(NamedTuple):
    """What the person saw acknowledged: the draft they filled in, and the request whose receipt they read."""

    draft: str
    request: str


class Resident:
    """`drafts` are those that this person tried to send; `sent` those they got a receipt for; `attached` the slots of
    the documents they sent; `answers` are counted.
    """

    def __init__(self, portal: str, address: str) -> None:
        self.portal, self.answers, self.drafts, self.sent, self.attached = portal, 0, [], [], []
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.browser.headers["X-Forwarded-For"] = address

    def ask(self, method: str, path: str, data=None, files=None) -> requests.Response:
        """The same request until somebody answers."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                response = self.browser.request(
                    method, self.portal + path, data=data, files=files, timeout=20, allow_redirects=False
                )
                break
            except requests.RequestException:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        self.answers += 1
        assert response.status_code < 500, f"{method} {path} answered {response.status_code}"
        return response

    def press(self, path: str, typed: dict[str, list[str]]) -> str:
        """Open a page, fill it in, press its button; return where that leads."""
        page = self.ask("GET", path)
        assert page.status_code == 200, f"{path} answered {page.status_code}"
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(page.text)}
        response = self.ask("POST", path, hidden | typed)
        assert response.status_code == 302, f"{path} answered {response.status_code} to what was typed"
        return response.headers["Location"]

    def attach(self, address: str, slot: str, content: bytes) -> None:
        """Send a document from its own page."""
        page = self.ask("GET", f"{address}{slot}/")
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(page.text)}
        files = [("files", ("IMG_0001.jpg", content, "image/jpeg"))]
        response = self.ask("POST", f"{address}{slot}/", hidden | {"action": "add"}, files=files)
        assert response.status_code == 302, f"{address}{slot}/ answered {response.status_code}"
        self.attached.append(slot)

    def send(self, slug: str, pages: Pages) -> Sent:
        """Go that way; where documents are asked for, send a photograph of each."""
        address = self.press(f"/demarches/{slug}/commencer/", {})
        draft, steps = address.split("/")[3], dict(INTAKES[slug].steps)
        for place, (step, typed) in enumerate(pages.items(), start=1):
            for slot in typed if issubclass(steps[step], SlotsStep) else ():
                self.attach(address, slot, photo())
            if place == len(pages):
                self.drafts.append(draft)
            address = self.press(address, typed | {"action": ["continue"]})
        assert "/recu/" in address, f"sending led to {urlsplit(address).path}"
        self.sent.append(Sent(draft, address.split("/recu/")[1].split(".")[0]))
        assert self.ask("GET", address).status_code == 200
        return self.sent[-1]
