"""Students' work on the desk: no stock list and no stock details, only our own pages."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path

from assignments.models import Submission
from assignments.views.giving import times
from assignments.views.grading import (
    answer_notes,
    bank_keeping,
    one_student,
    places,
    same_words,
    writing_record,
)
from assignments.views.overview import board
from assignments.views.returning import (
    feedback,
    releasing,
    second_look,
)
from studyhub.access.admin import ScopedModelAdmin, desk_page


@admin.register(Submission)
class SubmissionAdmin(ScopedModelAdmin):
    """Work is reached from the board of its assignment."""

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        """Keep the model out of the index: it has no list of its own."""
        return False

    def get_urls(self) -> list:
        """Return our own pages and nothing of the stock ones."""
        one = "<rid:submission>/"
        notes = f"{one}notes/<rid:question>/"
        name = "assignments_submission_notes"
        return [
            path(one, desk_page(board.read_work), name="assignments_submission_read"),
            path(
                f"{one}grade/",
                desk_page(one_student.grade_work),
                name="assignments_submission_grade",
            ),
            path(
                f"{one}print/", desk_page(feedback.print_work), name="assignments_submission_print"
            ),
            path(f"{one}here/", desk_page(places.here), name="assignments_submission_here"),
            path(notes, desk_page(answer_notes.notes_page), name=name),
            path(f"{notes}add/", desk_page(answer_notes.add_part_comment), name=f"{name}_add"),
            path(
                f"{notes}<rid:comment>/change/",
                desk_page(answer_notes.change_part),
                name=f"{name}_change",
            ),
            path(f"{notes}keep/", desk_page(bank_keeping.keep_comment), name=f"{name}_keep"),
            path(f"{notes}tag/", desk_page(answer_notes.add_tag), name=f"{name}_tag"),
            path(f"{notes}untag/", desk_page(answer_notes.remove_tag), name=f"{name}_untag"),
            path(
                f"{one}same-words/<rid:question>/",
                desk_page(same_words.show_same_words),
                name="assignments_submission_same_words",
            ),
            path(
                f"{one}writing-record/<rid:question>/",
                desk_page(writing_record.show_writing_record),
                name="assignments_submission_writing_record",
            ),
            path(
                f"{one}second-look/",
                desk_page(second_look.second_look),
                name="assignments_submission_second_look",
            ),
            path(
                f"{one}return/",
                desk_page(releasing.return_one),
                name="assignments_submission_return",
            ),
            path(
                f"{one}return/preview/",
                desk_page(releasing.preview_return),
                name="assignments_submission_preview",
            ),
            path(
                f"{one}call-off/",
                desk_page(releasing.call_return_off),
                name="assignments_submission_call_off",
            ),
            path(
                f"{one}take-back/",
                desk_page(releasing.take_work_back),
                name="assignments_submission_take_back",
            ),
            path(
                f"{one}reopen/", desk_page(times.reopen_work), name="assignments_submission_reopen"
            ),
        ]
