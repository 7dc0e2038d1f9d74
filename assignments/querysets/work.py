"""Who may see, grade and return which work, and who is allocated what."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from studyhub.people.models import Enrollment, SchoolClass
from studyhub.people.querysets import today_of


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


def _submissions_of(user):
    # The models import this module, so it cannot import them.
    return apps.get_model("assignments", "Submission").objects.of(user)
