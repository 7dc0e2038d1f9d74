"""Requests that say they are larger than anything is taken."""

import pytest
from django.conf import settings
from django.test import RequestFactory

from studyhub.web.errors import unsent_texts
from studyhub.web.middleware import refuse_oversize
from tests.conftest import signed_in


class Unread:
    """A body that must not be read."""

    def read(self, *_args):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=x", "text/plain"])
def test_a_request_over_the_limit_is_refused_unread(cast, content_type):
    response = signed_in(cast.tessa).generic(
        "POST",
        "/password/",
        content_type=content_type,
        CONTENT_LENGTH=str(settings.REQUEST_MAX_BYTES + 1),
        **{"wsgi.input": Unread()},
    )
    assert response.status_code == 413
    page = response.content.decode()
    assert "A request may have 16,777,216 bytes at most. Nothing of it was kept." in page
    assert response.headers["X-Request-Id"] in page


@pytest.mark.parametrize("length", ["", "0", "16777216", "-1", "abc", "²"])
def test_any_other_length_passes_on(length):
    request = RequestFactory().post("/", CONTENT_LENGTH=length)
    assert refuse_oversize(lambda passed: passed)(request) is request


def test_a_script_gets_a_sentence(cast):
    response = signed_in(cast.alice).generic(
        "POST", "/password/", CONTENT_LENGTH="9" * 40, headers={"Accept": "application/json"}
    )
    assert (response.status_code, response.json()) == (
        413,
        {"error": "A request may have 16,777,216 bytes at most."},
    )


def test_a_kept_file_is_no_text_that_somebody_typed():
    request = RequestFactory().post("/", {"kept_pack": "UEsDB" * 20, "text": "A long answer. " * 4})
    assert unsent_texts(request) == ["A long answer. " * 4]
