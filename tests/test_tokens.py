"""The colors of every theme, computed from ``static/css/tokens.css`` as a browser would pick them.

WCAG 2.2: running text 7:1 (AAA), all other text 4.5:1 (AA), borders of fields 3:1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
_PIECE = re.compile(r"[^{};]+[;{]|\}")
_PAIR = re.compile(r"light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\)")
_COLOR = re.compile(r"#[0-9a-f]{6,8}")

SUPPORTS = "@supports (color: light-dark(#000, #fff))"
MORE_CONTRAST = "@media (prefers-contrast: more)"
EVERYWHERE = [(":root",), (SUPPORTS, ":root")]
# What counts in a theme, the last first; and which side of light-dark().
THEMES = {
    "light": (EVERYWHERE, 0),
    "dark": (EVERYWHERE, 1),
    "light without light-dark()": (EVERYWHERE[:1], 0),
    "light, more contrast": ([*EVERYWHERE, (SUPPORTS, MORE_CONTRAST, ":root")], 0),
    "dark, more contrast": ([*EVERYWHERE, (SUPPORTS, MORE_CONTRAST, ":root")], 1),
    "sepia": ([*EVERYWHERE, ("@media screen", ':root[data-theme="sepia"]')], 0),
    "high contrast, light": (
        [*EVERYWHERE, (SUPPORTS, "@media screen", ':root[data-theme="contrast"]')],
        0,
    ),
    "high contrast, dark": (
        [*EVERYWHERE, (SUPPORTS, "@media screen", ':root[data-theme="contrast"]')],
        1,
    ),
}
GROUNDS = ["paper", "raised", "sunken"]
HUES = range(1, 9)  # of the timeline's themes


def declarations() -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield (the blocks it stands in, name, value) of every custom property."""
    css = re.sub(r"/\*.*?\*/", "", (STATIC / "css/tokens.css").read_text(), flags=re.DOTALL)
    blocks: list[str] = []
    for piece in _PIECE.findall(css):
        text = piece.strip()
        if text == "}":
            blocks.pop()
        elif text.endswith("{"):
            blocks.append(text[:-1].strip())
        elif text.startswith("--"):
            name, value = text[2:-1].split(":", 1)
            yield tuple(blocks[1:]), name, value.strip()


def colors(theme: str) -> dict[str, str]:
    """Return what each color of a theme comes to, as #rrggbb."""
    layers, side = THEMES[theme]
    found: dict[str, str] = {}
    for layer in layers:
        for blocks, name, value in declarations():
            pair = _PAIR.fullmatch(value)
            if blocks == layer and (pair or _COLOR.fullmatch(value)):
                found[name] = pair.groups()[side] if pair else value
    return found


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    found = colors(theme)
    measured = {(ink, ground): ratio(found[ink], found[ground]) for ink, ground in pairs}
    return [
        f"{ink} on {ground}: {value:.2f}"
        for (ink, ground), value in measured.items()
        if value < least
    ]


def test_contrast_is_computed_as_wcag_does():
    assert round(ratio("#000000", "#ffffff"), 2) == 21
    assert round(ratio("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("theme", THEMES)
def test_running_text_reaches_aaa(theme):
    """Plain, on a highlighted passage, on a hit of the search, and in a box."""
    grounds = [*GROUNDS, "ochre", "hit", "teal-wash", "red-wash"]
    assert too_faint(theme, [("ink", ground) for ground in grounds], 7) == []


@pytest.mark.parametrize("theme", THEMES)
def test_all_other_text_reaches_aa(theme):
    inks = ["quiet", "teal", "teal-deep", "amber", "red", "green"]
    pairs = [(ink, ground) for ink in inks for ground in GROUNDS]
    pairs += [(ink, "ochre") for ink in ("quiet", "teal", "amber")]
    pairs += [(ink, "teal-wash") for ink in ("quiet", "teal")]
    pairs += [("red", "red-wash"), ("on-teal", "teal"), ("on-teal", "teal-deep"), ("dim", "paper")]
    assert too_faint(theme, pairs, 4.5) == []


@pytest.mark.parametrize("theme", THEMES)
def test_borders_of_fields_and_marks_of_themes_can_be_seen(theme):
    marks = ["field", *(f"theme-{hue}" for hue in HUES)]
    pairs = [(mark, ground) for mark in marks for ground in GROUNDS]
    pairs += [(f"theme-{hue}", "ochre") for hue in HUES]
    assert too_faint(theme, pairs, 3) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_aaa_in_everything_that_is_read(scheme):
    inks = ["ink", "quiet", "dim", "teal", "amber", "red", "green", *(f"theme-{h}" for h in HUES)]
    pairs = [(ink, ground) for ink in inks for ground in GROUNDS]
    assert too_faint(f"high contrast, {scheme}", pairs, 7) == []


@pytest.mark.parametrize("theme", ["sepia", "contrast"])
def test_a_theme_leaves_no_color_of_another(theme):
    names = {name for blocks, name, _value in declarations() if blocks == (SUPPORTS, ":root")}
    selector = f':root[data-theme="{theme}"]'
    own = {name for blocks, name, _value in declarations() if blocks[-1] == selector}
    assert names - own == set()
    assert len(names) == 27


def test_the_frame_of_the_window_has_the_papers_color():
    """The classic script colors it before the tokens are there."""
    script = (STATIC / "js/look.js").read_text()
    papers = json.loads(re.search(r"const PAPERS = (\{[^}]+\});", script).group(1))
    assert papers == {
        "light": colors("light")["paper"],
        "dark": colors("dark")["paper"],
        "sepia": colors("sepia")["paper"],
    }
