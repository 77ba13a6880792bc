"""The keyboard alone: everything can be reached, in the order in which it is seen, and the focus can be seen."""

from collections.abc import Iterator

from tests.browser.sweep.seen import Seen, check

MOST_STOPS = 260

PREPARE = """() => {
    const look = node => [node, node.nextElementSibling, ...(node.labels ?? [])].filter(Boolean).flatMap(one =>
        [null, "::before", "::after"].map(part => {
            const style = getComputedStyle(one, part);
            return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth,
                    style.color, style.textDecoration, style.opacity, style.transform, style.clip].join();
        })).join("|");
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.disabled && node.type !== "hidden")
        .filter(node => node.tabIndex >= 0 && !node.closest("[inert]"));
    const groups = new Set();
    const wanted = all.filter(node => {
        if (node.type !== "radio") return true;
        const group = [...document.getElementsByName(node.name)];
        const first = group.find(one => one.checked) ?? group[0];
        return !groups.has(node.name) && groups.add(node.name) && first;
    });
    const start = document.createElement("span");
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
    window.scrollTo(0, 0);
    window.sweep = {look, wanted, before: new Map(all.map(node => [node, look(node)])), reached: [], last: null};
    return wanted.length;
}"""

STOP = """() => {
    const node = document.activeElement, sweep = window.sweep;
    if (!node || node === document.body) return "out";
    if (sweep.reached.includes(node)) return node === sweep.last ? "stuck" : "again";
    const box = node.getBoundingClientRect();
    const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
    const onTop = points.some(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (node.contains(hit) || hit.contains(node) || [...(node.labels ?? [])].some(label => label.contains(hit)));
    });
    const stop = {
        html: node.outerHTML.slice(0, 90), tabindex: node.tabIndex, seen: sweep.before.get(node) !== sweep.look(node),
        onTop, left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
        side: [...document.querySelectorAll("aside")].indexOf(node.closest("aside")),
        fixed: !!node.closest(".exit, .govuk-skip-link") || ["fixed", "sticky"].includes(getComputedStyle(node).position),
        after: !sweep.last || !!(sweep.last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING),
    };
    sweep.reached.push(node);
    sweep.last = node;
    return stop;
}"""

MISSED = """() => [
    ...window.sweep.wanted.filter(node => !window.sweep.reached.includes(node))
        .filter(node => node.type !== "radio" || !window.sweep.reached.some(one => one.name === node.name))
        .map(node => "not reached: " + node.outerHTML.slice(0, 90)),
    ...[...document.querySelectorAll("[onclick], [role=button], [role=link], [role=checkbox], [role=tab], [role=menuitem]")]
        .filter(node => node.checkVisibility() && node.tabIndex < 0 && !node.closest("[role=tablist],[role=menu]"))
        .map(node => "for the mouse only: " + node.outerHTML.slice(0, 90)),
]"""


@check("keyboard")
def keyboard(seen: Seen) -> Iterator[str]:
    limit = seen.ask(PREPARE) + 5
    previous = None
    for _press in range(min(limit, MOST_STOPS)):
        seen.page.keyboard.press("Tab")
        stop = seen.ask(STOP)
        if stop == "stuck":
            yield "the keyboard is trapped"
            return
        if isinstance(stop, str):
            break
        yield from _judge(stop, previous, seen)
        previous = stop
    yield from seen.ask(MISSED)


def _judge(stop: dict, previous: dict | None, seen: Seen) -> Iterator[str]:
    if not stop["seen"]:
        yield f"the focus cannot be seen: {stop['html']}"
    if not stop["onTop"]:
        yield f"the focus is behind something: {stop['html']}"
    if stop["tabindex"] > 0 or not stop["after"]:
        yield f"out of the order of the page: {stop['html']}"
    if previous and not seen.staff and not stop["fixed"] and not previous["fixed"] and _goes_back(previous, stop):
        yield f"reached after what stands below or right of it: {stop['html']} after {previous['html']}"


def _goes_back(previous: dict, stop: dict) -> bool:
    """Up in the same column, or left in the same row. What stands aside comes before or after the rest, as a whole."""
    if stop["side"] != previous["side"]:
        return False
    up = stop["bottom"] <= previous["top"] and stop["left"] < previous["right"]
    middle = (stop["top"] + stop["bottom"]) / 2
    left = stop["right"] <= previous["left"] and previous["top"] < middle < previous["bottom"]
    return up or left
