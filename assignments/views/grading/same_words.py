"""Where the words of an answer also stand: a page of its own, and a part of the question's page.

With script the question's page fetches the part when it is opened; it is never worked out for a
page that only might be asked for it.
"""

from django.http import HttpResponse

from assignments.domain.grading.same_words import same_words
from assignments.domain.grading.walk import EVERYTHING
from assignments.domain.names import shown_name
from assignments.views.desk_frame import crumbs_to, desk_render, question_url
from assignments.views.grading.answer_notes import fetch_answer
from assignments.views.lesson_address import text_address
from studyhub.access import route
from studyhub.people.requests import SignedInRequest


@route("GET", may="assistant, teacher", known="superuser", desk=True)
def show_same_words(request: SignedInRequest, submission: str, question: str) -> HttpResponse:
    """Show the passages of one answer that stand elsewhere too, beside where they do."""
    work, answer = fetch_answer(request, submission, question)
    assignment = work.assignment
    found = same_words(assignment=assignment, answer=answer, by=request.user)
    return desk_render(
        request,
        "same_words.html",
        title=f"Same words elsewhere: {answer.question.label}, {shown_name(work)}",
        crumbs=crumbs_to(assignment),
        work=work,
        assignment=assignment,
        question=answer.question,
        found=found,
        classmates=[
            (row, question_url(assignment, answer.question, row.work, way=EVERYTHING))
            for row in found.classmates
        ],
        lesson_url=text_address(assignment),
        back_url=question_url(assignment, answer.question, work, way=EVERYTHING),
    )
