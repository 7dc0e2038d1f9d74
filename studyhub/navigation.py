"""The site's navigation, decided here so that templates hold no rights."""

from django.http import HttpRequest
from django.urls import reverse


def site_nav(request: HttpRequest) -> dict:
    """Return ``site_nav``: the entries this person has, each with label, url and current.

    ``site_notices`` is where their notices are; a page that knows how many are unread says so
    by ``unread_notices``.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.has_one_time_password():
        return {"site_nav": [], "site_notices": ""}
    entries = [("Home", reverse("home")), ("Lessons", reverse("lessons:list"))]
    if user.may_enter_desk:
        entries.append(("Desk", reverse("admin:index")))
    return {
        "site_nav": [
            {"label": label, "url": url, "current": request.path == url} for label, url in entries
        ],
        # Only students are told anything.
        "site_notices": "" if user.may_enter_desk else reverse("notices"),
    }
