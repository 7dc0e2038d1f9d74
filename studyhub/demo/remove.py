"""Remove the demo schools, through the one privileged path for erasure."""

from datetime import datetime

from django.db.models import Model, QuerySet

from assignments import models as work
from lessons import models as reading
from studyhub.audit.erasure import erasure
from studyhub.demo.people import SUPERUSER
from studyhub.people.models import Enrollment, Mail, School, SchoolClass, SchoolRole, User
from studyhub.people.models.user import composed_username


def remove_demo(*, at: datetime) -> None:
    """Erase every demo school with its people and their work, and the demo superuser.

    The library's lessons stay, and so does the ledger of the erasure. Real schools are not
    touched: every row is found through a school that is marked as a demo.
    """
    for school in School.objects.filter(is_demo=True):
        with erasure(target=school, why="demo made anew", by=None, tenant_id=school.pk, at=at):
            work.Submission.objects.filter(assignment__school_class__school=school).update(
                counted_attempt=None
            )
            reading.Lesson.objects.filter(school=school).update(current_edition=None)
            for rows in _rows_of(school):
                rows.delete()
    superuser = User.objects.filter(username=composed_username(None, SUPERUSER))
    reading.ShelfItem.objects.filter(owner__in=superuser).delete()
    work.CalendarFeed.objects.filter(owner__in=superuser).delete()
    superuser.delete()


def _rows_of(school: School) -> list[QuerySet[Model]]:
    """Return what belongs to a school, in an order that no protected key forbids."""
    given = {"assignment__school_class__school": school}
    through = "assignment__school_class__school"
    return [
        work.Notice.objects.filter(**given),
        work.CalendarFeed.objects.filter(owner__school=school),
        Mail.objects.filter(recipient__school=school),
        work.Message.objects.filter(**{f"thread__submission__{through}": school}),
        work.Thread.objects.filter(**{f"submission__{through}": school}),
        work.NextStep.objects.filter(**{f"submission__{through}": school}),
        work.ReleaseSeen.objects.filter(**{f"release__submission__{through}": school}),
        work.Release.objects.filter(**{f"submission__{through}": school}),
        work.SecondLook.objects.filter(**{f"attempt__submission__{through}": school}),
        work.AnswerTag.objects.filter(**{f"answer__attempt__submission__{through}": school}),
        work.GradingPlace.objects.filter(**given),
        work.Allocation.objects.filter(**given),
        work.Excuse.objects.filter(**given),
        work.WritingRecordOff.objects.filter(school_class__school=school),
        work.BankComment.objects.filter(owner__school=school),
        work.Comment.objects.filter(**{f"attempt__submission__{through}": school}),
        work.Grade.objects.filter(**{f"answer__attempt__submission__{through}": school}),
        work.Citation.objects.filter(**{f"submission__{through}": school}),
        work.Revision.objects.filter(**{f"answer__attempt__submission__{through}": school}),
        work.Answer.objects.filter(**{f"attempt__submission__{through}": school}),
        work.Attempt.objects.filter(**{f"submission__{through}": school}),
        work.Submission.objects.filter(**given),
        work.Extension.objects.filter(**given),
        work.ClassFeedback.objects.filter(**given),
        work.AssignmentQuestion.objects.filter(**given),
        work.Assignment.objects.filter(school_class__school=school),
        work.HonestyStatement.objects.filter(school=school),
        reading.ShelfItem.objects.filter(owner__school=school),
        work.QuestionSetVersion.objects.filter(question_set__school=school),
        work.QuestionSet.objects.filter(school=school),
        reading.LessonPlacement.objects.filter(school_class__school=school),
        reading.TimelineEvent.objects.filter(lesson__school=school),
        reading.Paragraph.objects.filter(edition__lesson__school=school),
        reading.Section.objects.filter(edition__lesson__school=school),
        reading.GlossaryTerm.objects.filter(edition__lesson__school=school),
        reading.Edition.objects.filter(lesson__school=school),
        reading.Anchor.objects.filter(lesson__school=school),
        reading.Lesson.objects.filter(school=school),
        Enrollment.objects.filter(school_class__school=school),
        SchoolRole.objects.filter(school=school),
        User.objects.filter(school=school),
        SchoolClass.objects.filter(school=school),
        School.objects.filter(pk=school.pk),
    ]
