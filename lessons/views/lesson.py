"""Lesson pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from studyhub.access import route


@route("GET", may="signed in")
def lesson_list(request: HttpRequest) -> HttpResponse:
    """Show the lessons this person may read."""
    return render(request, "lessons/list.html")
