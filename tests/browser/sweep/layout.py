"""What happens to a page when people set it to their eyes and hands: zoom, spacing, colours, motion, size of targets."""

from collections.abc import Iterator

from tests.browser.sweep.seen import Seen, check

LEAST, LEAST_IN_FORMS = 24, 44
SLACK = 1  # hidden helpers of the skip link make 321 px of 320

SIDEWAYS = """() => {
    const wide = document.scrollingElement.scrollWidth, room = document.documentElement.clientWidth;
    if (wide <= room + 1) return [];
    return [`${wide} px in ${room}: ` + [...document.body.querySelectorAll("*")]
        .filter(node => node.getBoundingClientRect().right > room + 1).slice(-1)
        .map(node => node.outerHTML.slice(0, 80))];
}"""

CUT = """() => [...document.body.querySelectorAll("*")].filter(node => {
    if (!node.checkVisibility() || !node.innerText?.trim() || node.matches("svg, svg *, option, select, textarea")) return false;
    const style = getComputedStyle(node), box = node.getBoundingClientRect();
    if (box.width < 3 || box.height < 3 || style.clip !== "auto" || style.clipPath !== "none") return false;
    const cut = kind => ["hidden", "clip"].includes(kind);
    const hidden = [...node.querySelectorAll(".govuk-visually-hidden")];
    hidden.forEach(one => one.style.setProperty("display", "none", "important"));
    const answer = (cut(style.overflowY) && node.scrollHeight > node.clientHeight + 2)
        || (cut(style.overflowX) && node.scrollWidth > node.clientWidth + 2);
    hidden.forEach(one => one.style.removeProperty("display"));
    return answer;
}).map(node => node.outerHTML.slice(0, 90))"""

APPLY = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
TAKE_AWAY = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"

TWICE = "html { font-size: 200% !important; }"
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""

EDGELESS = """() => [...document.querySelectorAll("button, a.govuk-button, input:not([type=hidden]), select, textarea, summary")]
    .filter(node => node.checkVisibility() && node.getBoundingClientRect().width > 2)
    .filter(node => !node.closest(".trap, [aria-hidden=true]"))
    .filter(node => {
        const drawn = style => (style.borderStyle !== "none" && parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0)
            || style.outlineStyle !== "none" || style.textDecorationLine.includes("underline");
        const label = node.nextElementSibling?.matches("label") ? [getComputedStyle(node.nextElementSibling, "::before")] : [];
        const native = node.matches("summary") || (node.matches("[type=checkbox], [type=radio]") && getComputedStyle(node).appearance !== "none");
        const file = node.type === "file" ? [getComputedStyle(node, "::file-selector-button")] : [];
        return !native && ![getComputedStyle(node), ...label, ...file].some(drawn);
    }).map(node => node.outerHTML.slice(0, 90))"""

MOVING = """() => [
    ...document.getAnimations().filter(one => one.playState === "running")
        .filter(one => one.effect.getComputedTiming().duration > 10)
        .map(one => "moves: " + one.effect.target?.outerHTML.slice(0, 80)),
    ...[...document.querySelectorAll("video[autoplay], marquee, blink")].map(node => "plays: " + node.outerHTML.slice(0, 80)),
]"""

SMALL = """([least, inForms]) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")]
    .filter(node => node.checkVisibility() && node.type !== "hidden" && !node.closest(".trap, [aria-hidden=true]"))
    .flatMap(node => {
        const label = node.matches("[type=radio],[type=checkbox]") ? node.labels[0] : null;
        const boxes = [node, label].filter(Boolean).map(one => one.getBoundingClientRect());
        const wide = Math.max(...boxes.map(box => box.width)), high = Math.max(...boxes.map(box => box.height));
        const style = getComputedStyle(node);
        if (wide < 3 || style.clip === "rect(0px, 0px, 0px, 0px)" || style.clipPath === "inset(50%)") return [];
        const around = node.parentElement.cloneNode(true);
        around.querySelectorAll("a, button").forEach(one => one.remove());
        if (style.display === "inline" && node.matches("a") && around.textContent.trim().length > 1) return [];
        const inForm = node.closest("main form") && !node.matches("a, summary");
        const bound = inForm ? inForms : least;
        return wide + 0.5 < least || high + 0.5 < bound
            ? [`${Math.round(wide)}×${Math.round(high)} px: ` + node.outerHTML.slice(0, 90)] : [];
    })"""


@check("targets")
def targets(seen: Seen) -> Iterator[str]:
    yield from seen.ask(SMALL, [LEAST, LEAST if seen.staff else LEAST_IN_FORMS])


@check("reflow")
def reflow(seen: Seen) -> Iterator[str]:
    yield from seen.ask(SIDEWAYS)
    yield from (f"cut: {html}" for html in seen.ask(CUT))


@check("text at 200 %")
def text_twice_as_large(seen: Seen) -> Iterator[str]:
    """Wagtail's own frame has widths in pixels of the root's size: only what it shows of ours is asked."""
    yield from _set(seen, TWICE, sideways=seen.setting.width > 320 and not seen.staff)


@check("text spacing")
def text_spacing(seen: Seen) -> Iterator[str]:
    yield from _set(seen, SPACED, sideways=not seen.staff)


def _set(seen: Seen, css: str, *, sideways: bool) -> Iterator[str]:
    seen.ask(APPLY, css)
    yield from (f"cut: {html}" for html in seen.ask(CUT))
    yield from seen.ask(SIDEWAYS) if sideways else []
    seen.ask(TAKE_AWAY)


@check("forced colours")
def forced_colours(seen: Seen) -> Iterator[str]:
    seen.page.emulate_media(forced_colors="active")
    yield from (f"no edge: {html}" for html in seen.ask(EDGELESS))
    seen.page.emulate_media(forced_colors="none")


@check("motion")
def motion(seen: Seen) -> Iterator[str]:
    seen.page.emulate_media(reduced_motion="reduce")
    yield from seen.ask(MOVING)
