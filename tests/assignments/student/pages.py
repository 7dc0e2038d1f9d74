"""Reading pages in tests."""

import html
import re

TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|name="page" value)="[^"]*"')
TAGS = re.compile(r"<[^>]+>")


def masked(response) -> str:
    """Return a page with what changes at every request left out."""
    return TOKEN.sub(r"\1", response.content.decode())


def words_of(response) -> str:
    """Return the words of a page's main part, in one line."""
    text = response.content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(html.unescape(TAGS.sub(" ", main)).split())


def answers_in_boxes(response) -> list[str]:
    """Return what stands in the boxes for answers; notes have boxes of their own."""
    page = response.content.decode()
    found = re.findall(r'<textarea class="answer-box"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return [html.unescape(text) for text in found]


def texts_in_boxes(response) -> list[str]:
    """Return what stands in the page's text boxes, as a browser would have it."""
    found = re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", response.content.decode(), re.DOTALL)
    return [html.unescape(text) for text in found]


def hidden(response, name: str) -> str | None:
    """Return the value of a hidden field, or None where there is none."""
    pattern = rf'<input type="hidden" name="{re.escape(name)}" value="([^"]*)"'
    found = re.search(pattern, response.content.decode())
    return html.unescape(found.group(1)) if found else None
