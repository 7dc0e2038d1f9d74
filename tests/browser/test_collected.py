"""What production serves: our styles and scripts without comments say the same in Chromium."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.conf import settings

from studyhub.web.static_storage import minified

STATIC = Path(settings.BASE_DIR) / "static"
ORIGIN = "http://collected.test"
RULES = """async (texts) => Promise.all(texts.map(async (text) => {
  const sheet = new CSSStyleSheet();
  await sheet.replace(text);
  return [...sheet.cssRules].map((rule) => rule.cssText).join("\\n");
}))"""
EXPORTS = """async (names) => Promise.all(names.map(
  (name) => import(`/${name}`).then((module) => Object.keys(module).sort(), String)
))"""


def names(pattern: str) -> list[str]:
    return sorted(str(path.relative_to(STATIC)) for path in STATIC.glob(pattern))


def test_styles_say_the_same(chromium):
    files = names("css/*.css")
    assert len(files) > 20
    page = chromium.new_page()
    sources = [(STATIC / name).read_text() for name in files]
    small = [minified(name, text) for name, text in zip(files, sources, strict=True)]
    before, after = page.evaluate(RULES, sources), page.evaluate(RULES, small)
    page.close()
    assert dict(zip(files, after, strict=True)) == dict(zip(files, before, strict=True))
    assert all(before)
    assert sum(map(len, small)) < 0.85 * sum(map(len, sources))


def test_scripts_load_and_offer_the_same(chromium):
    files = names("js/**/*.js")
    context = chromium.new_context()
    page = context.new_page()

    def serve(route) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        if not name:
            route.fulfill(body="<!doctype html>", content_type="text/html")
        else:
            text = minified(name, (STATIC / name).read_text())
            route.fulfill(body=text, content_type="text/javascript")

    context.route(f"{ORIGIN}/**", serve)
    page.goto(f"{ORIGIN}/")
    offered = page.evaluate(EXPORTS, files)
    context.close()
    declared = [exports((STATIC / name).read_text()) for name in files]
    assert dict(zip(files, offered, strict=True)) == dict(zip(files, declared, strict=True))


def exports(text: str) -> list[str]:
    return sorted(
        re.findall(r"^export (?:async )?(?:function|class|const|let) ([\w$]+)", text, re.M)
    )


def test_strings_and_templates_are_kept():
    for name in names("js/**/*.js"):
        text = (STATIC / name).read_text()
        code = re.sub(r"/\*.*?\*/|(?<=\s)//.*", "", text, flags=re.S)
        for literal in re.findall(r"`[^`\n]*`", code):
            assert literal in minified(name, text), (name, json.dumps(literal))
