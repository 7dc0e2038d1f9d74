"""Addresses of the lessons floor."""

from django.urls import path

from lessons.views import editions, lesson

app_name = "lessons"
urlpatterns = [
    path("", lesson.lesson_list, name="list"),
    path("<rid:lesson>/<slug:slug>/", lesson.lesson_page, name="lesson"),
    path("<rid:lesson>/<slug:slug>/changes/", editions.changes_page, name="changes"),
    path("<rid:lesson>/<slug:slug>/editions/<int:number>/", editions.edition_page, name="edition"),
]
