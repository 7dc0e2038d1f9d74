"""Who may see or change which question set, assignment and work: each right once."""

from __future__ import annotations

from datetime import date, datetime

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from assignments.enums import BankReach, NoticeKind, ReleaseKind
from studyhub.people.enums import ClassRole
from studyhub.people.models import Enrollment, School, SchoolClass
from studyhub.people.querysets import today_of


class QuestionSetQuerySet(QuerySet):
    """Question sets, which hold marking guides: never visible to students."""

    def visible_to(self, user) -> QuestionSetQuerySet:
        """Return your school's and the library's, if you teach."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(Exists(SchoolClass.objects.taught_by(user))).filter(
            Q(school=user.school_id) | Q(school__isnull=True)
        )

    def changeable_by(self, user) -> QuestionSetQuerySet:
        """Return the sets of your school, if you teach there. The library's are copied instead."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        return self.visible_to(user).filter(school=user.school_id)


class AssignmentQuerySet(QuerySet):
    """Assignments."""

    def visible_to(self, user) -> AssignmentQuerySet:
        """Return those of classes you attend or staff, and those you have worked on."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(
            # you attend the class it was given to
            Q(school_class__in=SchoolClass.objects.attended_by(user).values("pk"))
            # you teach or assist in that class
            | Q(school_class__in=SchoolClass.objects.staffed_by(user).values("pk"))
            # you have work of your own on it, from before you left the class
            | Q(pk__in=_submissions_of(user).values("assignment"))
        )

    def doable_by(self, user) -> AssignmentQuerySet:
        """Return those that you, as a student of the class today, may start and write on."""
        return self.filter(
            school_class__in=SchoolClass.objects.attended_by(user).current().values("pk")
        )

    def staffed_by(self, user) -> AssignmentQuerySet:
        """Return those whose progress you may see: you staff the class; superusers see all."""
        if user.is_authenticated and user.is_superuser:
            return self.all()
        return self.filter(school_class__in=SchoolClass.objects.staffed_by(user).values("pk"))

    def markable_by(self, user) -> AssignmentQuerySet:
        """Return those in which you may grade something: you teach, or it is allocated to you."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            # you teach the class
            Q(school_class__in=SchoolClass.objects.taught_by(user).values("pk"))
            # or you assist there, and something of it is allocated to you
            | Q(Exists(_allocated_to(user, "pk")))
        )

    def taught_by(self, user) -> AssignmentQuerySet:
        """Return those of classes you teach: you grade, return, extend and reopen there."""
        return self.filter(school_class__in=SchoolClass.objects.taught_by(user).values("pk"))


class SubmissionQuerySet(QuerySet):
    """Students' work."""

    def visible_to(self, user) -> SubmissionQuerySet:
        """Return your own work, and that of classes you teach."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self.all()
        return self.filter(
            # it is yours
            Q(student=user)
            # or you teach the class it was given to
            | Q(assignment__school_class__in=SchoolClass.objects.taught_by(user).values("pk"))
        )

    def of(self, user) -> SubmissionQuerySet:
        """Return your own work, which you may read for ever."""
        return self.filter(student=user.pk) if user.is_authenticated else self.none()

    def handed_in(self) -> SubmissionQuerySet:
        """Return what was handed in at least once."""
        return self.filter(counted_attempt__isnull=False)

    def gradable_by(self, user) -> SubmissionQuerySet:
        """Return handed-in work of which you may grade something; never your own.

        What of it is asked of ``Answer.objects.gradable_by``.
        """
        if not user.is_authenticated:
            return self.none()
        allocated = _allocated_to(user, "assignment")
        rows = self.filter(
            # you teach the class it was given to
            Q(assignment__school_class__in=SchoolClass.objects.taught_by(user).values("pk"))
            # or you assist there, and some of this student's answers are allocated to you
            | Q(Exists(allocated.filter(_for_all_or("student"))))
        )
        return rows.handed_in().exclude(student=user.pk)

    def returnable_by(self, user) -> SubmissionQuerySet:
        """Return handed-in work that you may return, export and print: you teach the class.

        Never your own, and nothing that is merely allocated to you.
        """
        if not user.is_authenticated:
            return self.none()
        taught = SchoolClass.objects.taught_by(user).values("pk")
        rows = self.filter(assignment__school_class__in=taught)
        return rows.handed_in().exclude(student=user.pk)

    def in_share_of(self, user) -> SubmissionQuerySet:
        """Return the work of which something is allocated to you, whether you assist or teach."""
        allocated = _allocated_to(user, "assignment")
        return self.filter(Exists(allocated.filter(_for_all_or("student"))))

    def with_whole(self, user) -> SubmissionQuerySet:
        """Annotate ``is_taught``: you teach its class; ``is_all_mine``: you may grade all of it.

        Who may grade all of it may comment on the whole.
        """
        taught = SchoolClass.objects.taught_by(user)
        answers = apps.get_model("assignments", "Answer").objects
        others = answers.filter(attempt=OuterRef("counted_attempt")).exclude(
            pk__in=answers.gradable_by(user).values("pk")
        )
        return self.annotate(
            is_all_mine=~Exists(others),
            is_taught=Exists(taught.filter(pk=OuterRef("assignment__school_class"))),
        )

    def with_enrollment(self, user) -> SubmissionQuerySet:
        """Annotate ``is_enrolled``: whether its student still attends the class today."""
        attending = Enrollment.objects.holding_on(today_of(user)).of_students()
        return self.annotate(
            is_enrolled=Exists(
                attending.filter(
                    user=OuterRef("student"), school_class=OuterRef("assignment__school_class")
                )
            )
        )


class AnswerQuerySet(QuerySet):
    """Answers."""

    def gradable_by(self, user) -> AnswerQuerySet:
        """Return the answers handed in last that you may grade; never your own."""
        if not user.is_authenticated:
            return self.none()
        taught = SchoolClass.objects.taught_by(user).values("pk")
        allocated = _allocated_to(user, "attempt__submission__assignment")
        of_student = _for_all_or("student", "attempt__submission__student")
        rows = self.filter(
            # you teach the class
            Q(attempt__submission__assignment__school_class__in=taught)
            # or you assist there, and this question of this student is allocated to you
            | Q(Exists(allocated.filter(of_student).filter(_for_all_or("question")))),
            attempt=F("attempt__submission__counted_attempt"),
        )
        return rows.exclude(attempt__submission__student=user.pk)

    def in_share_of(self, user) -> AnswerQuerySet:
        """Return the answers that are allocated to you, whether you assist or teach."""
        allocated = _allocated_to(user, "attempt__submission__assignment")
        of_student = _for_all_or("student", "attempt__submission__student")
        return self.filter(Exists(allocated.filter(of_student).filter(_for_all_or("question"))))


class AskedQuerySet(QuerySet):
    """The leaves that assignments ask."""

    def gradable_by(self, user) -> AskedQuerySet:
        """Return the leaves of which you may grade an answer: all where you teach."""
        if not user.is_authenticated:
            return self.none()
        allocated = _allocated_to(user, "assignment")
        return self.filter(
            # you teach the class
            Q(assignment__school_class__in=SchoolClass.objects.taught_by(user).values("pk"))
            # or you assist there, and the question is allocated to you, if for one student alone
            | Q(Exists(allocated.filter(_for_all_or("question"))))
        )


class ReleaseQuerySet(QuerySet):
    """Release events, of which some were planned for later and called off or replaced before."""

    def standing(self) -> ReleaseQuerySet:
        """Leave out plans that were called off or replaced before their time, and what did so.

        It is as if they had never been.
        """
        events = _releases().filter(submission=OuterRef("submission"))
        after = events.annotate(made_at=Coalesce("planned_at", "released_at")).filter(
            number__gt=OuterRef("number"), made_at__lt=OuterRef("released_at")
        )
        plan_before = events.filter(
            number=OuterRef("number") - 1,
            planned_at__isnull=False,
            released_at__gt=OuterRef("released_at"),
        )
        return self.exclude(Q(planned_at__isnull=False) & Exists(after)).exclude(
            Q(kind=ReleaseKind.TAKEN_BACK) & Exists(plan_before)
        )

    def in_force(self, at: datetime) -> ReleaseQuerySet:
        """Return the events that have happened by then, for the student too.

        What was not planned has happened, whoever asks with an older clock: two clicks at once.
        """
        return self.standing().filter(Q(planned_at__isnull=True) | Q(released_at__lte=at))

    def planned(self, at: datetime) -> ReleaseQuerySet:
        """Return what will come back later, at ``released_at``; at most one for a submission."""
        return self.standing().filter(planned_at__isnull=False, released_at__gt=at)

    def readable(self, at: datetime) -> ReleaseQuerySet:
        """Return what students can read: it came back and was not taken back since."""
        taken_back = (
            _releases()
            .in_force(at)
            .filter(
                kind=ReleaseKind.TAKEN_BACK,
                submission=OuterRef("submission"),
                number__gt=OuterRef("number"),
            )
        )
        return self.in_force(at).filter(~Exists(taken_back), kind=ReleaseKind.RETURNED)


class NoticeQuerySet(QuerySet):
    """Notices."""

    def showing(self, *, day: date, at: datetime) -> NoticeQuerySet:
        """Return what may be told now, with ``shown_at``: since when it could be read.

        ``day`` is the day at the recipients' school.
        """
        attended = Enrollment.objects.holding_on(day).of_students()
        releases = _releases().readable(at)
        told_of = releases.filter(submission=OuterRef("submission"), number=OuterRef("number"))
        returned_at = Subquery(told_of.values("released_at")[:1])
        return self.annotate(
            # of what was planned, from the moment it came back
            shown_at=Case(
                When(kind=NoticeKind.RETURNED, then=Greatest("made_at", returned_at)),
                default=Greatest("made_at", "assignment__opens_at"),
            )
        ).filter(
            # the assignment has opened: before, nobody is told of it
            Q(assignment__opens_at__lte=at),
            # the recipient still attends the class
            Exists(
                attended.filter(
                    user=OuterRef("recipient"), school_class=OuterRef("assignment__school_class")
                )
            ),
            # what came back has come back by now, and was not taken back since
            ~Q(kind=NoticeKind.RETURNED) | Exists(told_of),
        )

    def visible_to(self, user) -> NoticeQuerySet:
        """Return your own that may be told now."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(recipient=user.pk).showing(day=today_of(user), at=timezone.now())


class BankCommentQuerySet(QuerySet):
    """Comments kept for using again."""

    def of(self, user) -> BankCommentQuerySet:
        """Return your own, the removed ones too."""
        return self.filter(owner=user.pk) if user.is_authenticated else self.none()

    def visible_to(self, user) -> BankCommentQuerySet:
        """Return your own, and what those share who teach a class with you today."""
        if not user.is_authenticated or user.school_id is None:
            return self.none()
        classes = SchoolClass.objects.taught_by(user).values("pk")
        teachers = Enrollment.objects.holding_on(today_of(user)).filter(role=ClassRole.TEACHER)
        beside = teachers.filter(school_class__in=classes).values("user")
        return self.filter(removed_at__isnull=True).filter(
            # they are yours
            Q(owner=user.pk)
            # or a co-teacher shares them
            | Q(reach=BankReach.SHARED, owner__in=beside, owner__school=user.school_id)
        )

    def changeable_by(self, user) -> BankCommentQuerySet:
        """Return your own."""
        return self.visible_to(user).filter(owner=user.pk)


class ThreadQuerySet(QuerySet):
    """Talks about returned work."""

    def of(self, user) -> ThreadQuerySet:
        """Return those about your own work."""
        return self.filter(submission__student=user.pk)

    def answerable_by(self, user) -> ThreadQuerySet:
        """Return those about work of classes you teach; never about your own."""
        if not user.is_authenticated:
            return self.none()
        taught = SchoolClass.objects.taught_by(user).values("pk")
        rows = self.filter(submission__assignment__school_class__in=taught)
        return rows.exclude(submission__student=user.pk)

    def staffed_by(self, user) -> ThreadQuerySet:
        """Return those about work on boards you see; your own is not known there."""
        boards = apps.get_model("assignments", "Assignment").objects.staffed_by(user)
        rows = self.filter(submission__assignment__in=boards.values("pk"))
        return rows.exclude(submission__student=user.pk)


def schools_with_statement_by(user) -> QuerySet[School]:
    """Return the school whose honesty statement you write: you teach there, or administer it.

    Never a superuser's: a school asks for its own words.
    """
    if not user.is_authenticated or user.school_id is None:
        return School.objects.none()
    return School.objects.filter(pk=user.school_id).filter(
        # you are its school admin
        Q(pk__in=School.objects.administered_by(user).values("pk"))
        # or you teach a class of it
        | Q(pk__in=SchoolClass.objects.taught_by(user).values("school"))
    )


def schools_with_bank_of(user) -> QuerySet[School]:
    """Return the school where you keep a comment bank: you teach, or may grade something there."""
    if not user.is_authenticated or user.school_id is None:
        return School.objects.none()
    markable = apps.get_model("assignments", "Assignment").objects.markable_by(user)
    return School.objects.filter(pk=user.school_id).filter(
        # you teach a class of it
        Q(pk__in=SchoolClass.objects.taught_by(user).values("school"))
        # or something in a class of it is allocated to you
        | Q(pk__in=markable.values("school_class__school"))
    )


class HonestyStatementQuerySet(QuerySet):
    """Schools' honesty statements, every version."""

    def visible_to(self, user) -> HonestyStatementQuerySet:
        """Return those of the school for which you may write the next one."""
        return self.filter(school__in=schools_with_statement_by(user).values("pk"))

    def newest_of(self, school: str | None) -> HonestyStatementQuerySet:
        """Return a school's version that counts now, as a queryset of one or none."""
        return self.filter(school=school).order_by("-number")[:1]


class DocumentImportQuerySet(QuerySet):
    """Documents on their way to becoming lessons. Nobody sees another person's."""

    def of(self, user) -> DocumentImportQuerySet:
        """Return your own, if you may still write lessons; those that became one too."""
        if not user.is_authenticated:
            return self.none()
        rows = self.filter(made_by=user.pk)
        if user.is_superuser:
            return rows
        if not SchoolClass.objects.taught_by(user).exists():
            return self.none()
        return rows.filter(school=user.school_id)

    def changeable_by(self, user) -> DocumentImportQuerySet:
        """Return your own that are not a lesson yet."""
        return self.of(user).filter(applied_at__isnull=True)

    def visible_to(self, user) -> DocumentImportQuerySet:
        """Return what you may change: the list is of unfinished work."""
        return self.changeable_by(user)


def _allocated_to(user, assignment: str) -> QuerySet:
    """Return what is allocated to you in the outer row's assignment, while you staff its class."""
    return apps.get_model("assignments", "Allocation").objects.filter(
        grader=user.pk,
        assignment=OuterRef(assignment),
        assignment__school_class__in=SchoolClass.objects.staffed_by(user).values("pk"),
    )


def _for_all_or(name: str, outer: str = "") -> Q:
    """Return the allocations that hold for everybody, or for the outer row's one."""
    return Q(**{f"{name}__isnull": True}) | Q(**{name: OuterRef(outer or name)})


def _releases() -> ReleaseQuerySet:
    return apps.get_model("assignments", "Release").objects.all()


def _submissions_of(user):
    # The models import this module, so it cannot import them.
    return apps.get_model("assignments", "Submission").objects.of(user)
