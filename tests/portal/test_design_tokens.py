"""The palette as data: every pair of colours that meets on a screen, in both modes (WCAG 2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "portal/static/portal/tokens.css").read_text()
COLOUR = re.compile(r"--sm-([\w-]+): (#[0-9a-f]{6});")
PROGRAMMES = ("energie", "numerique", "unisvers", "colocation", "abri")
STATES = ("error", "success", "info")
GROUNDS = ("page", "stone", "field", "sun-pale", *(f"{name}-pale" for name in (*PROGRAMMES, *STATES)))

TEXT = [
    *(("ink", ground) for ground in GROUNDS),
    *((text, ground) for text in ("ink-soft", "fig", "fig-strong", "visited") for ground in ("page", "stone", "field")),
    *((name, ground) for name in (*PROGRAMMES, *STATES) for ground in ("page", f"{name}-pale")),
    ("ink-soft", "sun-pale"),
    ("on-fig", "fig"),
    ("on-fig", "fig-strong"),
    ("page", "ink"),
    ("page", "ink-soft"),
    ("page", "success"),
    ("on-night", "night"),
    ("on-night-soft", "night"),
]
EDGES = [(edge, ground) for edge in ("field-line", "fig", "error") for ground in ("page", "stone", "field")]


def palette(dark: bool) -> dict[str, str]:
    light, evening = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    colours = dict(COLOUR.findall(light))
    return colours | dict(COLOUR.findall(evening.split("@media")[0])) if dark else colours


def luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT, ids=" on ".join)
def test_text_can_be_read(text, ground, dark):
    colours = palette(dark)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "stone", "sun-pale"])
def test_running_text_is_comfortable(ground, dark):
    colours = palette(dark)
    assert contrast(colours["ink"], colours[ground]) >= 7


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES, ids=" on ".join)
def test_edges_of_controls_can_be_seen(edge, ground, dark):
    colours = palette(dark)
    assert contrast(colours[edge], colours[ground]) >= 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ground", [*GROUNDS, "night"])
def test_one_of_the_two_focus_rings_can_be_seen_on_any_ground(ground, dark):
    colours = palette(dark)
    assert max(contrast(colours[ring], colours[ground]) for ring in ("focus-outer", "sun")) >= 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_that_have_focus_can_be_read(dark):
    words = re.search(r"--govuk-focus-text-colour: (#\w+);", TOKENS)[1]
    assert contrast(words, palette(dark)["sun"]) >= 4.5
