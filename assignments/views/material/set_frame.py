"""What the pages of question sets share: fetching with rights, addresses, the way back."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from assignments.models import Question, QuestionSet, QuestionSetVersion
from studyhub.access import fetch_or_404
from studyhub.people.models import User
from studyhub.people.views.desk import Link

NOT_YOURS = "Sets of the library stay as they are. Copy one, and the copy is yours to change."
_STAYS = frozenset({"frozen", "older_version"})


def visible_sets(user: User) -> QuerySet[QuestionSet]:
    """Return the sets you may read, with their lesson and school."""
    rows = QuestionSet.objects.visible_to(user)
    return rows.select_related("lesson__current_edition", "school")


def fetch_visible(user: User, question_set: str) -> QuestionSet:
    """Return a set you may read."""
    return fetch_or_404(visible_sets(user), pk=question_set)


def fetch_usable(user: User, question_set: str, because: str) -> QuestionSet:
    """Return a set you may copy or give: you teach at a school. Superusers get 403."""
    visible = visible_sets(user)
    usable = visible if user.school_id is not None else visible.none()
    return fetch_or_404(usable, known=visible, because=because, pk=question_set)


def fetch_changeable(user: User, question_set: str) -> QuestionSet:
    """Return a set of your school; the library's give 403."""
    return fetch_or_404(
        visible_sets(user).filter(pk__in=QuestionSet.objects.changeable_by(user).values("pk")),
        known=visible_sets(user),
        because=NOT_YOURS,
        pk=question_set,
    )


def fetch_question(user: User, question: str) -> Question:
    """Return a question of a set of your school; the library's give 403."""
    rows = Question.objects.select_related(
        "version__question_set__lesson__current_edition", "version__question_set__school", "parent"
    )
    sets = QuestionSet.objects
    return fetch_or_404(
        rows.filter(version__question_set__in=sets.changeable_by(user).values("pk")),
        known=rows.filter(version__question_set__in=sets.visible_to(user).values("pk")),
        because=NOT_YOURS,
        pk=question,
    )


def is_editable(version: QuestionSetVersion, latest: QuestionSetVersion) -> bool:
    """Tell whether questions are edited in place here."""
    return version.pk == latest.pk and version.frozen_at is None


def stays_as_it_is(code: str) -> bool:
    """Tell whether a refusal says that this version is edited no more."""
    return code in _STAYS


def list_url() -> str:
    """Return the address of the list of sets."""
    return reverse("admin:assignments_questionset_changelist")


def set_url(question_set: QuestionSet) -> str:
    """Return the address of a set."""
    return reverse("admin:assignments_questionset_change", args=[question_set.pk])


def edit_url(question_set: QuestionSet, question: Question | None = None) -> str:
    """Return the address where a set is edited, at a question if one is named."""
    address = reverse("admin:assignments_questionset_edit", args=[question_set.pk])
    return f"{address}#q{question.label}" if question else address


def question_url(question: Question) -> str:
    """Return the address where a question is edited."""
    return reverse("admin:assignments_questionset_question", args=[question.pk])


def crumbs_to(question_set: QuestionSet | None = None, *, editing: bool = False) -> list[Link]:
    """Return the way to a set, or to the page where it is edited."""
    crumbs = [Link("Question sets", list_url())]
    if question_set is not None:
        crumbs.append(Link(question_set.title, set_url(question_set)))
    if question_set is not None and editing:
        crumbs.append(Link("Edit", edit_url(question_set)))
    return crumbs


def back_to(question_set: QuestionSet, question: Question | None = None):
    """Lead back to where the set is edited."""
    return redirect(edit_url(question_set, question))


def save_choice(request: HttpRequest) -> str:
    """Return which of the save buttons was pressed; empty for the plain one."""
    return request.POST.get("save", "")
