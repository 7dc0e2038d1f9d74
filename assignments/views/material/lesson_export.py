"""Take a lesson out as a lesson pack."""

from django.http import Http404, HttpResponse

from assignments.exporting.pack import default_set, export_files
from assignments.forms.lesson_packs import NO_SET, TakeOutForm
from assignments.models import QuestionSet
from assignments.views.desk_frame import desk_render
from assignments.views.material.lesson_frame import crumbs_to, lesson_url
from lessons.exporting.archive import zip_bytes
from lessons.models import Lesson
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Refusal
from studyhub.people.models import User
from studyhub.people.requests import SignedInRequest
from studyhub.web.downloads import download

_BY_TEACHERS = "A lesson pack holds marking guides, so only those who teach download it."


@route(
    "GET",
    may="teacher, other teacher, foreign teacher, superuser",
    known="assistant, school admin, foreign admin",
    desk=True,
)
def export_page(request: SignedInRequest, lesson: str) -> HttpResponse:
    """Ask which questions go along; once that is said, answer with the zip."""
    found = fetch_or_404(
        Lesson.objects.exportable_by(request.user).select_related("current_edition", "school"),
        known=Lesson.objects.visible_to(request.user),
        because=_BY_TEACHERS,
        pk=lesson,
    )
    sets = _sets(request.user, found)
    chosen = request.GET.get("question_set")
    form = TakeOutForm(request.GET if chosen is not None else None, sets=sets)
    if chosen is not None:
        question_set = _chosen(sets, chosen)
        try:
            return _zip(found, question_set)
        except Refusal as refusal:
            form.full_clean()
            form.refuse(refusal)
    return desk_render(
        request,
        "lesson/export.html",
        title="Download as a lesson pack",
        crumbs=crumbs_to(found),
        status=409 if form.errors else 200,
        lesson=found,
        form=form,
        back=lesson_url(found),
    )


def _sets(user: User, lesson: Lesson) -> list[QuestionSet]:
    """Return the sets on a lesson that you may see, the one that goes out by default first."""
    usual = default_set(lesson)
    rows = lesson.question_sets.visible_to(user).select_related("school")
    return sorted(rows.order_by("-created_at", "pk"), key=lambda row: row != usual)


def _chosen(sets: list[QuestionSet], name: str) -> QuestionSet | None:
    if name == NO_SET:
        return None
    found = next((row for row in sets if row.pk == name), None)
    if found is None:
        raise Http404
    return found


def _zip(lesson: Lesson, question_set: QuestionSet | None) -> HttpResponse:
    content = zip_bytes(export_files(lesson=lesson, question_set=question_set))
    return download(content, stem=lesson.slug, suffix=".zip", content_type="application/zip")
