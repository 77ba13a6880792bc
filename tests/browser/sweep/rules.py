"""axe with all its rules: WCAG 2.0 to 2.2, RGAA and best practice. What it cannot decide fails too, until reviewed."""

from collections.abc import Iterator
from functools import cache

from axe_playwright_python.sync_playwright import Axe

from tests.browser.sweep.seen import Seen, check

SETTLED = """() => Promise.all(
    document.getAnimations()
        .filter(animation => Number.isFinite(animation.effect.getComputedTiming().endTime))
        .map(animation => animation.finished.catch(() => null))
)"""

REVIEWED = {
    "color-contrast": "behind a pseudo-element or an SVG: tests/portal/test_design_tokens.py judges those pairs as data",
}
"""What axe leaves undecided, by rule, and why it is right."""


@cache
def axe() -> Axe:
    return Axe()


@check("axe")
def rules(seen: Seen) -> Iterator[str]:
    """Only with script: axe waits for timers, which do not run without."""
    if not seen.setting.script:
        return
    seen.ask(SETTLED)
    found = axe().run(seen.page).response
    undecided = [fault for fault in found["incomplete"] if fault["id"] not in REVIEWED]
    for fault in [*found["violations"], *undecided]:
        for node in fault["nodes"][:3]:
            yield f"{fault['id']}: {node['html'][:120]}"
