"""What a page says it is: title, language, headings, landmarks, links, pictures, tables, the way to help."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.browser.sweep.seen import Seen, check

SITE = " – Solidarités Montpellier"
LANDMARKS = {"banner", "complementary", "contentinfo", "main", "navigation", "search"}
ONCE = ("banner", "main", "contentinfo")
REVIEWED = Path(__file__).with_name("landmarks.txt")
"""Each line is one reviewed sequence of landmarks. A page with another one is a finding until someone has looked."""

SAYS_NOTHING = re.compile(
    r"^(cliquez( ici)?|ici|en savoir plus|lire la suite|lien|plus|suite|voir"
    r"|click here|here|read more|more|link)[ .…]*$",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\.(jpe?g|png|webp|svg|gif)$|^(image|photo|img)[ _-]?\d*$", re.IGNORECASE)

HEADINGS = """() => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")]
    .filter(node => node.checkVisibility())
    .map(node => [Number(node.tagName[1]), node.innerText.trim()])"""

LINKS = """() => [...document.querySelectorAll("a[href]")].filter(node => node.checkVisibility()).map(node => ({
    name: (node.getAttribute("aria-label") || node.innerText || node.querySelector("img")?.alt || "").trim(),
    place: (node.closest("tr,li,section,.govuk-summary-list__row")?.innerText || "").trim(),
    href: node.href, target: node.target,
}))"""

PICTURES = """() => [
    ...[...document.images].map(node => [node.hasAttribute("alt"), node.alt, node.outerHTML.slice(0, 90)]),
    ...[...document.querySelectorAll("svg")]
        .filter(node => node.checkVisibility() && node.getAttribute("aria-hidden") !== "true")
        .map(node => [node.getAttribute("role") === "img" && (node.ariaLabel || node.querySelector("title")
                          || document.getElementById(node.getAttribute("aria-labelledby"))?.innerText.trim()),
                      "", node.outerHTML.slice(0, 90)]),
    ...[...document.querySelectorAll("video,audio,iframe,object,embed")]
        .map(node => [node.tagName !== "IFRAME" && node.ariaLabel && !node.autoplay, "", node.outerHTML.slice(0, 90)]),
]"""

TABLES = """() => [...document.querySelectorAll("table")].filter(node => node.checkVisibility())
    .map(node => [!!node.caption?.innerText.trim() || !!node.ariaLabel || !!node.getAttribute("aria-labelledby"),
                  !!node.querySelector("th[scope]"), node.innerText.slice(0, 60)])"""

HELP = """() => [...document.querySelectorAll("[data-help]")].map(node => node.dataset.help)"""
HELP_ORDER = ["ecrire", "lsf", "tel", "venir"]


@check("title")
def title(seen: Seen) -> Iterator[str]:
    """Unique titles are checked over all pages together, in `batches`."""
    words = seen.page.title()
    if not words.strip():
        yield "the page has no title"
    if not seen.staff and not words.endswith(SITE):
        yield f"the title does not end with the site's name: {words}"
    if (seen.state == "errors") != words.startswith(("Erreur", "Error")):
        yield f"the title begins with “Erreur” exactly when something is wrong: {words}"


@check("language")
def language(seen: Seen) -> Iterator[str]:
    said = seen.ask("() => document.documentElement.lang")
    expected = "en" if "/en/" in seen.page.url else "fr"
    if not said.startswith(expected):
        yield f"the page says its language is “{said}”, not “{expected}”"
    for node in seen.ask(
        """() => [...document.querySelectorAll('[lang=""]')].map(node => node.outerHTML.slice(0, 80))"""
    ):
        yield f"an empty lang: {node}"


@check("headings")
def headings(seen: Seen) -> Iterator[str]:
    found = seen.ask(HEADINGS)
    if sum(level == 1 for level, _text in found) != 1:
        yield f"{sum(level == 1 for level, _text in found)} headings of level 1"
    previous = 0
    for level, text in found:
        if not text:
            yield f"an empty heading of level {level}"
        if level > previous + 1 and previous:
            yield f"from level {previous} to {level}: {text}"
        previous = level


@check("landmarks")
def landmarks(seen: Seen) -> Iterator[str]:
    found = [node for node in seen.tree if node.role in LANDMARKS]
    count = Counter(node.role for node in found)
    for role in ONCE:
        if count[role] != 1 and not (seen.staff and role != "main"):
            yield f"{count[role]} landmarks “{role}”"
    for (role, name), times in Counter((node.role, node.name) for node in found).items():
        if times > 1 or (count[role] > 1 and not name):
            yield f"{times} landmarks “{role}” are called “{name}”"
    if not seen.staff and outline(seen) not in REVIEWED.read_text().splitlines():
        yield f"nobody reviewed these landmarks: {outline(seen)}"


def outline(seen: Seen) -> str:
    return " ".join(node.role for node in seen.tree if node.role in LANDMARKS)


@check("links")
def links(seen: Seen) -> Iterator[str]:
    targets: dict[tuple[str, str], set[str]] = {}
    for link in seen.ask(LINKS):
        name = " ".join(link["name"].split())
        if not name:
            yield f"a link without a name: {link['href']}"
        if SAYS_NOTHING.match(name):
            yield f"a link says nothing: “{name}”"
        if link["target"] == "_blank":
            yield f"a link opens a window: “{name}”"
        targets.setdefault((name, link["place"]), set()).add(link["href"].partition("#")[0])
    for (name, _place), hrefs in targets.items():
        if len(hrefs) > 1:
            yield f"the same words lead to several places: “{name}”"


@check("pictures")
def pictures(seen: Seen) -> Iterator[str]:
    for named, text, html in seen.ask(PICTURES):
        if not named:
            yield f"without a text, playing by itself, or a frame: {html}"
        if FILE_NAME.search(text):
            yield f"a file name is no text: {html}"


@check("tables")
def tables(seen: Seen) -> Iterator[str]:
    for captioned, headed, text in seen.ask(TABLES):
        if not captioned:
            yield f"a table without a caption: {text}"
        if not headed:
            yield f"a table without headings: {text}"


@check("help")
def help_in_the_same_place(seen: Seen) -> Iterator[str]:
    """WCAG 3.2.6: write, sign language, phone, come: on every page, in this order, after the content."""
    if not seen.staff and seen.ask(HELP) != HELP_ORDER:
        yield f"the ways to reach us are {seen.ask(HELP)}, not {HELP_ORDER}"


DANGER = "() => [...document.querySelectorAll('main a[href]')].map(node => node.getAttribute('href'))"
MAIN = "() => document.querySelector('main')?.innerText ?? ''"
BY_VOICE, IN_WRITING = {"tel:15", "tel:17", "tel:18", "tel:112"}, re.compile(r"\b114\b")


@check("114")
def danger_without_a_voice(seen: Seen) -> Iterator[str]:
    """Whoever cannot hear or speak finds 114 wherever 15, 17, 18 or 112 stand."""
    numbers = BY_VOICE & set(seen.ask(DANGER))
    if numbers and not IN_WRITING.search(seen.ask(MAIN)):
        yield f"{sorted(numbers)} without 114"
