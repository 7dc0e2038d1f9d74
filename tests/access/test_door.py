"""The door: anonymous visitors, undeclared methods, other origins, unknown hosts."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import signed_in


@pytest.mark.parametrize("address", ["/", "/lessons/", "/admin/", "/password/"])
def test_a_stranger_is_asked_to_sign_in(db, client, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"/sign-in/?next={address}")


def test_a_strangers_script_gets_401_and_no_page(db, client):
    response = client.post("/", data="{}", content_type="application/json")
    assert response.status_code == 401
    assert response.json() == {
        "error": "You are signed out. Sign in again; your text is still here."
    }


def test_a_student_sees_no_admin(cast):
    missing = signed_in(cast.alice).get("/no-such-page/")
    response = signed_in(cast.alice).get("/admin/")
    assert response.status_code == missing.status_code == 404
    assert b"StudyHub" in response.content
    assert b"Desk" not in response.content


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_undeclared_methods_are_refused(cast, method):
    response = getattr(signed_in(cast.alice), method)("/")
    assert response.status_code == 405


def test_post_without_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.alice)
    response = client.post(reverse("account_logout"))
    assert response.status_code == 403
    assert client.get("/").status_code == 200


def test_post_from_another_origin_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.alice)
    client.get("/password/")
    token = client.cookies["csrftoken"].value
    data = {"csrfmiddlewaretoken": token}
    refused = client.post(reverse("account_logout"), data, HTTP_ORIGIN="https://evil.example")
    assert refused.status_code == 403
    taken = client.post(reverse("account_logout"), data, HTTP_ORIGIN="http://testserver")
    assert taken.status_code == 302


@pytest.mark.parametrize("address", ["/%00", "/lessons/?q=%00", "/?a%00b=1"])
def test_nul_is_a_bad_request(cast, address):
    assert signed_in(cast.alice).get(address).status_code == 400


def test_nul_in_a_form_is_a_bad_request(cast):
    response = signed_in(cast.alice).post("/password/", {"oldpassword": "a\x00b"})
    assert response.status_code == 400


def test_an_unknown_host_is_a_bad_request(cast):
    assert signed_in(cast.alice).get("/", HTTP_HOST="evil.example").status_code == 400


def test_every_answer_carries_its_armor(cast):
    response = signed_in(cast.alice).get("/")
    headers = {
        name: response.headers.get(name)
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cache-Control",
            "Cross-Origin-Opener-Policy",
        )
    }
    assert headers == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store, private",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert sorted(response.headers["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "worker-src 'self'",
    ]
    assert len(response.headers["X-Request-Id"]) == 14


@pytest.mark.parametrize(
    "address", ["/work/abc/", "/work/-1/", "/work/0/", "/work/1e30/", f"/work/{10**30}/"]
)
def test_impossible_ids_are_not_found(cast, address):
    assert signed_in(cast.alice).get(address).status_code == 404


TEXT = "In Moscow the agreement looked like a plan to turn Germany east. <b>Really</b>"


def test_a_form_sent_after_the_session_ended_keeps_its_text(cast, client):
    form = {"answer-1": TEXT, "oldpassword": "x" * 50, "csrfmiddlewaretoken": "y" * 64}
    response = client.post("/password/", form)
    page = response.content.decode()
    assert response.status_code == 401
    assert "&lt;b&gt;Really&lt;/b&gt;" in page
    assert "x" * 50 not in page
    assert "y" * 64 not in page


def test_a_form_from_another_sign_in_keeps_its_text(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.alice)
    response = client.post("/password/", {"answer-1": TEXT, "csrfmiddlewaretoken": "y" * 64})
    page = response.content.decode()
    assert response.status_code == 403
    assert "In Moscow the agreement looked like a plan" in page
    assert "<b>Really</b>" not in page
    assert "y" * 64 not in page


def test_a_form_without_text_is_sent_to_sign_in(db, client):
    response = client.post("/password/", {"oldpassword": "short"})
    assert (response.status_code, response["Location"]) == (302, "/sign-in/?next=/")
