"""Record that grades or answers left the house as a file: who, what, when."""

from datetime import datetime

from assignments.models import Assignment
from studyhub.audit.record import record
from studyhub.people.models import SchoolClass, User


def note_gradebook_export(
    *, school_class: SchoolClass, form: str, students: int, by: User, at: datetime
) -> None:
    """Record that a class's gradebook was exported."""
    record(
        verb="export_gradebook",
        target=school_class,
        by=by,
        tenant_id=school_class.school_id,
        at=at,
        after={"form": form, "students": students},
    )


def note_grades_export(
    *, assignment: Assignment, form: str, students: int, by: User, at: datetime
) -> None:
    """Record that an assignment's grades and comments were exported."""
    _note("export_grades", assignment, {"form": form, "students": students}, by, at)


def note_worksheet_export(
    *, assignment: Assignment, form: str, answers: int, by: User, at: datetime
) -> None:
    """Record that an assignment's answers were exported for grading away from the desk."""
    _note("export_worksheet", assignment, {"form": form, "answers": answers}, by, at)


def _note(verb: str, assignment: Assignment, after: dict, by: User, at: datetime) -> None:
    record(
        verb=verb,
        target=assignment,
        by=by,
        tenant_id=assignment.school_class.school_id,
        at=at,
        after=after,
    )
