"""Addresses of the assignments floor."""

from django.urls import path

from assignments.views import (
    assignment,
    handing_in,
    home,
    returned,
    saving,
    shelf,
    shelf_changing,
    shelf_json,
    shelf_keeping,
    work,
)

# Of a lesson, but it needs the questions of this floor.
_SHELF = "lessons/<rid:lesson>/<slug:slug>/shelf/"

urlpatterns = [
    path("", home.home, name="home"),
    path("assignments/<rid:assignment>/", assignment.assignment, name="assignment"),
    path("assignments/<rid:assignment>/start/", assignment.start, name="start"),
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
    path(_SHELF, shelf.shelf, name="shelf"),
    path(f"{_SHELF}items/", shelf_json.shelf_items, name="shelf_items"),
    path(f"{_SHELF}passages/", shelf_keeping.passages, name="shelf_keep_passage"),
    path(f"{_SHELF}sentences/", shelf_keeping.sentences, name="shelf_keep_sentences"),
    path(f"{_SHELF}events/", shelf_keeping.events, name="shelf_keep_event"),
    path(f"{_SHELF}<rid:item>/", shelf_changing.edit, name="shelf_edit"),
    path(f"{_SHELF}<rid:item>/remove/", shelf_changing.remove, name="shelf_remove"),
    path(f"{_SHELF}<rid:item>/put-back/", shelf_changing.put_back, name="shelf_put_back"),
]
