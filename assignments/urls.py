"""Addresses of the assignments floor, and of its desk pages about lessons.

The desk pages of a whole lesson, questions included, belong up here, while the lesson's list and
details are the floor's below. ``studyhub.site`` puts ``desk_urlpatterns`` among the admin's own
addresses, so ``admin:lesson_copy`` is what the floor below links to, by that name alone.
"""

from django.urls import path

from assignments.views import (
    assignment,
    handing_in,
    home,
    lesson_copy,
    lesson_export,
    lesson_load,
    printing,
    returned,
    saving,
    work,
)
from studyhub.access.admin import desk_page

urlpatterns = [
    path("", home.home, name="home"),
    path("assignments/<rid:assignment>/", assignment.assignment, name="assignment"),
    path("assignments/<rid:assignment>/start/", assignment.start, name="start"),
    path("lessons/<rid:lesson>/<slug:slug>/print/", printing.print_lesson, name="print_lesson"),
    path("work/<rid:work>/", work.work, name="work"),
    path("work/<rid:work>/answers/<rid:answer>/", saving.save_one, name="save_answer"),
    path("work/<rid:work>/review/", handing_in.review, name="review"),
    path("work/<rid:work>/hand-in/", handing_in.hand_in, name="hand_in"),
    path("work/<rid:work>/receipt/<int:number>/", handing_in.receipt, name="receipt"),
    path("work/<rid:work>/keep-working/", handing_in.keep_working, name="keep_working"),
    path("work/<rid:work>/returned/", returned.returned, name="returned"),
    path(
        "work/<rid:work>/returned/<int:number>/", returned.returned_number, name="returned_number"
    ),
]

desk_urlpatterns = [
    path("lessons/lesson/load/", desk_page(lesson_load.load_page), name="lesson_load"),
    path("lessons/lesson/<rid:lesson>/copy/", desk_page(lesson_copy.copy_page), name="lesson_copy"),
    path(
        "lessons/lesson/<rid:lesson>/export/",
        desk_page(lesson_export.export_page),
        name="lesson_export",
    ),
]
