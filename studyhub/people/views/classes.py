"""A class on the desk: its people, its name, its archive."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from studyhub.access import fetch_or_404, route
from studyhub.people.domain import classes
from studyhub.people.domain.accommodations import extra_time_words
from studyhub.people.enums import ClassRole
from studyhub.people.forms.classes import ClassForm, RenameClassForm
from studyhub.people.forms.desk import WhyForm
from studyhub.people.models import Enrollment, School, SchoolClass, User
from studyhub.people.requests import SignedInRequest
from studyhub.people.views.desk import (
    accepted,
    act_once_confirmed,
    class_crumbs,
    class_link,
    classes_on_desk,
    desk_render,
    list_url,
    posted,
)

NOT_YOURS = "School admins change classes. Ask yours."
_HEADINGS = {
    ClassRole.TEACHER: "Teachers",
    ClassRole.ASSISTANT: "Assistants",
    ClassRole.STUDENT: "Students",
}


@dataclass(frozen=True)
class Member:
    """One enrollment on a class page, with what the viewer may do about it."""

    enrollment: Enrollment
    sign_in_state: str
    may_reset: bool

    @property
    def user(self) -> User:
        """Return the person."""
        return self.enrollment.user

    @property
    def extra_time(self) -> str:
        """Say what accommodation stands, nothing for none."""
        return extra_time_words(self.enrollment.extra_days, self.enrollment.extra_percent)


@dataclass(frozen=True)
class MemberGroup:
    """The people of one role, in order of name."""

    role: str
    heading: str
    members: list[Member]


@route("GET", may="assistant, teacher, school admin, superuser", desk=True)
def class_page(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Show who is in a class, and what can be done about it."""
    row = fetch_or_404(
        classes_on_desk(request.user).select_related("school"),
        known=SchoolClass.objects.visible_to(request.user),
        because="The list of a class is for those who teach it.",
        pk=school_class,
    )
    now = timezone.now()
    enrollments = Enrollment.objects.filter(school_class=row).select_related("user")
    ordered = list(enrollments.order_by("user__family_name", "user__given_name", "starts_on", "pk"))
    today = row.school.day_of(now)
    return desk_render(
        request,
        "class.html",
        title=row.name,
        crumbs=class_crumbs(),
        school_class=row,
        groups=_groups(request.user, [e for e in ordered if not _is_over(e, today)], now),
        left=[enrollment for enrollment in ordered if _is_over(enrollment, today)],
        may_see_grades=request.user.is_superuser or _teaches(request.user, ordered, today),
        may_manage=_managed(request.user).filter(pk=row.pk).exists(),
    )


def _teaches(user: User, enrollments: list[Enrollment], today: date) -> bool:
    """Tell whether somebody teaches here today, as ``SchoolClass.objects.taught_by`` does."""
    return any(
        row.user_id == user.pk
        and row.role == ClassRole.TEACHER
        and row.starts_on <= today
        and not _is_over(row, today)
        for row in enrollments
    )


def _is_over(enrollment: Enrollment, today: date) -> bool:
    return enrollment.ends_on is not None and enrollment.ends_on <= today


def _groups(viewer: User, enrollments: list[Enrollment], now: datetime) -> list[MemberGroup]:
    people = [enrollment.user_id for enrollment in enrollments]
    resettable = set(
        User.objects.resettable_by(viewer).filter(pk__in=people).values_list("pk", flat=True)
    )
    members = [
        Member(
            enrollment,
            sign_in_state(enrollment.user, now),
            enrollment.user_id in resettable and enrollment.user.is_active,
        )
        for enrollment in enrollments
    ]
    return [
        MemberGroup(role, heading, [m for m in members if m.enrollment.role == role])
        for role, heading in _HEADINGS.items()
    ]


def sign_in_state(user: User, now: datetime) -> str:
    """Return how a person stands to signing in: suspended, waiting, waiting_late or own."""
    if not user.is_active:
        return "suspended"
    if not user.has_one_time_password():
        return "own"
    return "waiting_late" if user.one_time_password_has_run_out(now) else "waiting"


def _managed(user: User):
    return SchoolClass.objects.administered_by(user)


def fetch_managed_class(request: SignedInRequest, pk: str) -> SchoolClass:
    """Fetch a class to change; whoever merely teaches it gets 403 with a sentence."""
    return fetch_or_404(
        _managed(request.user).select_related("school"),
        known=SchoolClass.objects.visible_to(request.user),
        because=NOT_YOURS,
        pk=pk,
    )


@route(
    "GET POST",
    may="school admin, foreign admin, superuser",
    known="assistant, teacher, other teacher, foreign teacher",
    desk=True,
)
def new_class(request: SignedInRequest) -> HttpResponse:
    """Make a class."""
    schools = fetch_schools(request.user)
    form = ClassForm(posted(request), schools=schools)

    def act() -> None:
        made.append(
            classes.create_class(
                school=form.school,
                name=form.cleaned_data["name"],
                by=request.user,
                at=timezone.now(),
            )
        )

    made: list[SchoolClass] = []
    if request.method == "POST" and accepted(form, act):
        messages.success(request, f"{made[0].name} is made. Now add its people.")
        return redirect(class_link(made[0]).url)
    return desk_render(
        request,
        "form.html",
        title="New class",
        crumbs=class_crumbs(),
        form=form,
        submit="Make the class",
        back=list_url(SchoolClass),
    )


def fetch_schools(user: User):
    """Return the schools a person administers; 403 if there are none."""
    schools = School.objects.administered_by(user)
    if not schools.exists():
        raise PermissionDenied("This page is for school admins.")
    return schools


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def rename_class(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Give a class another name."""
    row = fetch_managed_class(request, school_class)
    old_name = row.name
    form = RenameClassForm(posted(request), initial={"name": old_name, "was": old_name})

    def act() -> None:
        classes.rename_class(
            school_class=row,
            name=form.cleaned_data["name"],
            was=form.cleaned_data["was"],
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and accepted(form, act):
        messages.success(request, f"{old_name} is now called {row.name}.")
        return redirect(class_link(row).url)
    row.name = old_name
    return desk_render(
        request,
        "form.html",
        title=f"Rename {old_name}",
        crumbs=class_crumbs(row),
        form=form,
        submit="Rename the class",
        back=class_link(row).url,
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def archive_class(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Archive a class, after saying what that means."""
    row = fetch_managed_class(request, school_class)
    form = WhyForm(posted(request))

    def act() -> None:
        classes.archive_class(
            school_class=row, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        )

    return act_once_confirmed(
        request,
        form,
        act,
        done=f"{row.name} is archived. All work is kept.",
        back=class_link(row),
        template="archive_class.html",
        title=f"Archive {row.name}",
        crumbs=class_crumbs(row),
        school_class=row,
    )


@route("GET POST", may="school admin, superuser", known="assistant, teacher", desk=True)
def restore_class(request: SignedInRequest, school_class: str) -> HttpResponse:
    """Take a class out of the archive."""
    row = fetch_managed_class(request, school_class)
    form = WhyForm(posted(request))

    def act() -> None:
        classes.restore_class(
            school_class=row, by=request.user, at=timezone.now(), why=form.cleaned_data["why"]
        )

    return act_once_confirmed(
        request,
        form,
        act,
        done=f"{row.name} is open again, with the people it had.",
        back=class_link(row),
        template="restore_class.html",
        title=f"Restore {row.name}",
        crumbs=class_crumbs(row),
        school_class=row,
    )
