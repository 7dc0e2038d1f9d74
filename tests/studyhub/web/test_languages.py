"""Which of our languages the browser's header asks for."""

import pytest
from django.test import RequestFactory

from studyhub.web.languages import primary_language, reader_language

OURS = ("en", "de", "fr")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("DE-at", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("fi,sv;q=0.9,fr;q=0.5,de;q=0.4", "fr"),
        ("de;q=0.2,fr;q=0.7", "fr"),
        ("fi", "en"),
        ("fi,*;q=0.5,de;q=0.1", "en"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("de;q=0,fr;q=0.1", "fr"),
        ("deutsch", "en"),
        ("de_DE", "en"),
        ("de;q=nonsense", "en"),
        ("de,\x00", "en"),
        ("<script>", "en"),
        ("de," * 5000, "de"),
        ("d" * 5000, "en"),
        ("१", "en"),
    ],
)
def test_reader_language_is_the_first_of_ours_that_is_wanted(header, language):
    headers = {} if header is None else {"Accept-Language": header}
    assert reader_language(RequestFactory().get("/", headers=headers), OURS) == language


def test_primary_language_leaves_country_and_script():
    assert [primary_language(tag) for tag in ("de", "de-AT", "zh-Hans-CN", "EN-us", "")] == [
        "de",
        "de",
        "zh",
        "en",
        "",
    ]
