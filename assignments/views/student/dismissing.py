"""Set aside what the review page points out, for as long as one stays signed in.

What somebody dismissed is kept in their session alone, where no teacher can come upon it: the keys
of findings, which say nothing of the words. The oldest go first.
"""

import re
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assignments.domain.answering.checks.before_hand_in import KEY_LENGTH
from assignments.models import Answer
from assignments.views.student.own_work import fetch_own_answer
from studyhub.access import route
from studyhub.people.requests import SignedInRequest

MOST_KEYS: Final = 100  # of one work
MOST_WORKS: Final = 5
_NAME: Final = "dismissed"
_KEY: Final = re.compile(f"[0-9a-f]{{{KEY_LENGTH}}}")


@route("POST", may="student", known="teacher, superuser")
def dismiss(request: SignedInRequest, work: str, answer: str) -> HttpResponse:
    """Point no more at what ``finding`` names."""
    row = fetch_own_answer(request.user, work, answer)
    kept = dismissed_in(request, work)
    _keep(request, work, [*kept, *(key for key in _asked(request) if key not in kept)])
    return _back(work, row)


@route("POST", may="student", known="teacher, superuser")
def show_dismissed(request: SignedInRequest, work: str, answer: str) -> HttpResponse:
    """Point again at what every ``finding`` names."""
    row = fetch_own_answer(request.user, work, answer)
    asked = _asked(request)
    _keep(request, work, [key for key in dismissed_in(request, work) if key not in asked])
    return _back(work, row)


def dismissed_in(request: SignedInRequest, work: str) -> list[str]:
    """Return the keys of what was dismissed in a work, oldest first."""
    return list(request.session.get(_NAME, {}).get(work, []))


def _asked(request: SignedInRequest) -> list[str]:
    return [key for key in request.POST.getlist("finding")[:MOST_KEYS] if _KEY.fullmatch(key)]


def _keep(request: SignedInRequest, work: str, keys: list[str]) -> None:
    works = {name: kept for name, kept in request.session.get(_NAME, {}).items() if name != work}
    if keys:
        works[work] = keys[-MOST_KEYS:]
    request.session[_NAME] = dict(list(works.items())[-MOST_WORKS:])


def _back(work: str, answer: Answer) -> HttpResponse:
    return redirect(f"{reverse('review', args=[work])}#look-{answer.question.label}")
