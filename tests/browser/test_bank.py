"""The page of the comment bank, by the keyboard and without findings."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import OPTIONS, violations

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_comment_is_kept_removed_and_put_back_without_findings(watch, cast):
    watched = watch()
    watched.sign_in("tessa")
    page = watched.open("/admin/comment-bank/")
    page.locator("textarea[name=text]").fill("{name}, give the date.")
    page.get_by_role("button", name="Keep", exact=True).press("Enter")
    expect(page.locator(".bank-list")).to_contain_text("{name}, give the date.")
    assert watched.csp_findings() == []
    assert violations(page, OPTIONS) == []
    page.get_by_role("button", name="Remove").press("Enter")
    page.get_by_role("button", name="Put back").press("Enter")
    expect(page.locator(".bank-list")).to_contain_text("{name}, give the date.")
