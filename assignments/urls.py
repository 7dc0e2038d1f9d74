"""Addresses of the assignments floor."""

from django.urls import path

from assignments.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
