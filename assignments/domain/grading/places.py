"""Where markers are: to go on there, and to be seen by the others there. Nothing is locked.

For staff only. It leaves no audit entry: it says where a page is open, and changes nothing.
"""

from datetime import datetime, timedelta

from assignments.domain.grading.walk import Way
from assignments.enums import Shows
from assignments.models import Assignment, GradingPlace, Question, Submission
from studyhub.people.models import User

LASTS = timedelta(minutes=2)  # a page that is open tells again every half minute


def take_place(
    *, submission: Submission, question: Question | None, way: Way, by: User, at: datetime
) -> list[str]:
    """Say where ``by`` is, and return the full names of the others there, who told it lately.

    Without a question ``by`` has all answers open, which meets everybody on any of them. Whether
    ``by`` may grade there is the caller's to ask. Three queries at most.
    """
    GradingPlace.objects.update_or_create(
        marker=by,
        assignment_id=submission.assignment_id,
        defaults={
            "question": question,
            "submission": submission,
            "shows": way.shows,
            "is_alike": way.is_alike,
            "at": at,
        },
    )
    others = GradingPlace.objects.filter(submission=submission, at__gte=at - LASTS)
    rows = others.exclude(marker=by).select_related("marker").order_by("marker__family_name", "pk")
    return [row.marker.full_name for row in rows if _meet(row.question_id, question)]


def _meet(other: str | None, question: Question | None) -> bool:
    return other is None or question is None or other == question.pk


def way_at(place: GradingPlace) -> Way:
    """Return which answers the marker went through there, and in which order."""
    return Way(Shows(place.shows) if place.shows else Shows.TO_GRADE, place.is_alike)


def last_place(*, assignment: Assignment, by: User) -> GradingPlace | None:
    """Return where ``by`` was last in an assignment, if that may still be graded by them.

    It comes with its question and submission. Two queries.
    """
    row = (
        GradingPlace.objects.filter(marker=by, assignment=assignment)
        .select_related("question", "submission__student")
        .first()
    )
    if row is None or not Submission.objects.gradable_by(by).filter(pk=row.submission_id).exists():
        return None
    return row
