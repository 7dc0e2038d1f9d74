"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from studyhub.access import route


@route("GET", may="signed in")
def home(request: HttpRequest) -> HttpResponse:
    """Show what is to do and what came back."""
    return render(request, "assignments/home.html")
