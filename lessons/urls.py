"""Addresses of the lessons floor."""

from django.urls import path

from lessons.views import lesson

app_name = "lessons"
urlpatterns = [
    path("", lesson.lesson_list, name="list"),
]
