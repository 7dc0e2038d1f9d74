"""The offline worksheet: an assignment's handed-in answers as a table to grade in elsewhere.

A row for each answer. ``Row`` names the answer, the version of its grade and the version of its
text, so that what comes back is held against what stands then. Points and comment may be changed;
the other columns are there to read.
"""

from assignments.domain.names import shown_name, shown_order
from assignments.exporting.grades import Table, number
from assignments.models import Answer, Assignment, Comment, Submission
from studyhub.people.models import User

ROW, POINTS, COMMENT = "Row", "Points", "Comment"
NAMES = ["Student", "Question", "Asked", "Answer", POINTS, "Of", COMMENT, ROW]
WIDTHS = [22, 9, 36, 70, 8, 6, 50, 30]


def row_token(answer: Answer, grade_version: int) -> str:
    """Return what names an answer, its grade's version (0 for none) and its text's version."""
    return f"{answer.pk}.{grade_version}.{answer.version}"


def worksheet_table(*, assignment: Assignment, by: User) -> Table:
    """Return the handed-in work that ``by`` may grade, by question and then by student."""
    work = Submission.objects.returnable_by(by).filter(assignment=assignment)
    attempts = work.values("counted_attempt")
    answers = Answer.objects.filter(attempt__in=attempts).select_related(
        "question", "attempt__submission__student", "attempt__submission__assignment", "grade"
    )
    ordered = answers.order_by(
        "question__position", *shown_order(assignment, to="attempt__submission__"), "pk"
    )
    comments = Comment.objects.filter(
        attempt__in=attempts, answer__isnull=False, start__isnull=True
    )
    beside = dict(comments.order_by().values_list("answer", "text"))
    return [list(NAMES), *(_row(answer, beside.get(answer.pk, "")) for answer in ordered)]


def _row(answer: Answer, comment: str) -> list:
    grade = getattr(answer, "grade", None)
    question = answer.question
    return [
        shown_name(answer.attempt.submission),
        question.label,
        question.text,
        answer.text,
        number(grade.points) if grade else None,
        number(question.points),
        comment or None,
        row_token(answer, grade.version if grade else 0),
    ]
