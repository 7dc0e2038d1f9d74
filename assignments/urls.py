"""Addresses of the assignments floor."""

from django.urls import path

from assignments.views import assignment, handing_in, history, home, returned, saving, work

urlpatterns = [
    path("", home.home, name="home"),
    path("assignments/<rid:assignment>/", assignment.assignment, name="assignment"),
    path("assignments/<rid:assignment>/start/", assignment.start, name="start"),
    path("work/<rid:work>/", work.work, name="work"),
    path("work/<rid:work>/answers/<rid:answer>/", saving.save_one, name="save_answer"),
    path("work/<rid:work>/answers/<rid:answer>/history/", history.history, name="history"),
    path("work/<rid:work>/answers/<rid:answer>/restore/", history.restore, name="restore"),
    path("work/<rid:work>/review/", handing_in.review, name="review"),
    path("work/<rid:work>/hand-in/", handing_in.hand_in, name="hand_in"),
    path("work/<rid:work>/receipt/<int:number>/", handing_in.receipt, name="receipt"),
    path("work/<rid:work>/keep-working/", handing_in.keep_working, name="keep_working"),
    path("work/<rid:work>/returned/", returned.returned, name="returned"),
    path(
        "work/<rid:work>/returned/<int:number>/", returned.returned_number, name="returned_number"
    ),
]
