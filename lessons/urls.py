"""Addresses of the lessons floor."""

from django.urls import path

from lessons.views import lesson

app_name = "lessons"
urlpatterns = [
    path("", lesson.lesson_list, name="list"),
    path("<rid:lesson>/<slug:slug>/", lesson.lesson_page, name="lesson"),
]
