"""Addresses of the assignments floor, and of its desk pages about lessons and classes.

The desk pages of a whole lesson, questions included, and of a class's grades belong up here, while
the lists and details of both are the floors' below. ``studyhub.site`` puts ``desk_urlpatterns``
among the admin's own addresses, so ``admin:lesson_copy`` and ``admin:gradebook`` are what the
floors below link to, by these names alone.
"""

from django.urls import path

from assignments.views.giving import honesty
from assignments.views.grading import bank
from assignments.views.material import (
    lesson_copy,
    lesson_export,
    lesson_load,
)
from assignments.views.overview import gradebook
from assignments.views.returning import desk_replies
from assignments.views.student import (
    assignment,
    calendar_and_mail,
    calendar_feed,
    citing,
    dismissing,
    handing_in,
    history,
    home,
    notices,
    offline,
    printing,
    replies,
    returned,
    saving,
    shelf,
    shelf_changing,
    shelf_json,
    shelf_keeping,
    text,
    work,
)
from studyhub.access.admin import desk_page

# Of a lesson, but it needs the questions of this floor.
_SHELF = "lessons/<rid:lesson>/<slug:slug>/shelf/"

urlpatterns = [
    path("", home.home, name="home"),
    path("assignments/<rid:assignment>/", assignment.assignment, name="assignment"),
    path("assignments/<rid:assignment>/start/", assignment.start, name="start"),
    path("lessons/<rid:lesson>/<slug:slug>/print/", printing.print_lesson, name="print_lesson"),
    path("assignments/<rid:assignment>/text/", text.assignment_text, name="assignment_text"),
    path("work/<rid:work>/", work.work, name="work"),
    path("work/<rid:work>/answers/<rid:answer>/", saving.save_one, name="save_answer"),
    path("work/<rid:work>/answers/<rid:answer>/cite/", citing.cite, name="cite"),
    path("work/<rid:work>/answers/<rid:answer>/history/", history.history, name="history"),
    path("work/<rid:work>/answers/<rid:answer>/restore/", history.restore, name="restore"),
    path("work/<rid:work>/answers/<rid:answer>/dismiss/", dismissing.dismiss, name="dismiss"),
    path(
        "work/<rid:work>/answers/<rid:answer>/show-dismissed/",
        dismissing.show_dismissed,
        name="show_dismissed",
    ),
    path("work/<rid:work>/review/", handing_in.review, name="review"),
    path("work/<rid:work>/hand-in/", handing_in.hand_in, name="hand_in"),
    path("work/<rid:work>/receipt/<int:number>/", handing_in.receipt, name="receipt"),
    path("work/<rid:work>/keep-working/", handing_in.keep_working, name="keep_working"),
    path("work/<rid:work>/returned/", returned.returned, name="returned"),
    path(
        "work/<rid:work>/returned/<int:number>/", returned.returned_number, name="returned_number"
    ),
    path("work/<rid:work>/next-step/", returned.pick_step, name="pick_step"),
    path("work/<rid:work>/replies/<rid:question>/", replies.replies, name="replies"),
    path("offline/", offline.offline, name="offline"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read, name="read_notices"),
    path("calendar-and-mail/", calendar_and_mail.calendar_and_mail, name="calendar_and_mail"),
    path("calendar-and-mail/calendar/", calendar_and_mail.make_calendar, name="make_calendar"),
    path(
        "calendar-and-mail/calendar/revoke/",
        calendar_and_mail.revoke_calendar,
        name="revoke_calendar",
    ),
    path("calendar-and-mail/mail/", calendar_and_mail.own_mail, name="own_mail"),
    path("calendar/<str:secret>.ics", calendar_feed.calendar_feed, name="calendar_feed"),
    path(_SHELF, shelf.shelf, name="shelf"),
    path(f"{_SHELF}items/", shelf_json.shelf_items, name="shelf_items"),
    path(f"{_SHELF}passages/", shelf_keeping.passages, name="shelf_keep_passage"),
    path(f"{_SHELF}sentences/", shelf_keeping.sentences, name="shelf_keep_sentences"),
    path(f"{_SHELF}events/", shelf_keeping.events, name="shelf_keep_event"),
    path(f"{_SHELF}<rid:item>/", shelf_changing.edit, name="shelf_edit"),
    path(f"{_SHELF}<rid:item>/remove/", shelf_changing.remove, name="shelf_remove"),
    path(f"{_SHELF}<rid:item>/put-back/", shelf_changing.put_back, name="shelf_put_back"),
]

_GRADEBOOK = "gradebook/<rid:school_class>/"
_BANK_COMMENT = "comment-bank/<rid:bank_comment>/"

desk_urlpatterns = [
    path(_GRADEBOOK, desk_page(gradebook.show_gradebook), name="gradebook"),
    path(f"{_GRADEBOOK}export/", desk_page(gradebook.export_gradebook), name="gradebook_export"),
    path(
        f"{_GRADEBOOK}student/<rid:student>/",
        desk_page(gradebook.show_student),
        name="gradebook_student",
    ),
    path("replies/", desk_page(desk_replies.list_replies), name="replies"),
    path("replies/<rid:thread>/", desk_page(desk_replies.reply), name="reply"),
    path("comment-bank/", desk_page(bank.bank_page), name="bank"),
    path(_BANK_COMMENT, desk_page(bank.change_page), name="bank_change"),
    path(f"{_BANK_COMMENT}remove/", desk_page(bank.remove), name="bank_remove"),
    path(f"{_BANK_COMMENT}put-back/", desk_page(bank.put_back), name="bank_put_back"),
    path("honesty-statement/", desk_page(honesty.honesty_page), name="honesty"),
    path("lessons/lesson/load/", desk_page(lesson_load.load_page), name="lesson_load"),
    path("lessons/lesson/<rid:lesson>/copy/", desk_page(lesson_copy.copy_page), name="lesson_copy"),
    path(
        "lessons/lesson/<rid:lesson>/export/",
        desk_page(lesson_export.export_page),
        name="lesson_export",
    ),
]
