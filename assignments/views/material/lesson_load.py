"""Take a lesson in from a lesson pack: a new one at once, an update after a look at the plan."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assignments.forms.lesson_packs import ConfirmPackForm, UploadPackForm
from assignments.importing.pack import LoadedPack, load
from assignments.importing.plan import LoadPlan, plan_load
from assignments.importing.plan_words import holdings, told
from assignments.importing.reading import Pack, read_zipped_pack
from assignments.views.desk_frame import desk_render
from assignments.views.material.lesson_frame import crumbs_to, lesson_url, lessons_url
from lessons.importing.findings import Finding, PackRefused
from studyhub.access import route
from studyhub.access.refusal import Conflict, Refusal
from studyhub.people.requests import SignedInRequest
from studyhub.people.roles import is_teacher


@route("GET POST", may="teacher, other teacher, foreign teacher, superuser", desk=True)
def load_page(request: SignedInRequest) -> HttpResponse:
    """Take a zip into the teacher's school, or a superuser's into the library.

    Nothing is written where anything is found wrong, nor before the person has seen what a pack
    would change of a lesson that is there.
    """
    if not (request.user.is_superuser or is_teacher(request.user)):
        raise Http404
    if request.method == "GET":
        return _upload_page(request, UploadPackForm())
    if "kept_pack" in request.POST:
        return _confirmed(request)
    form = UploadPackForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=413 if form.is_too_large else 400)
    return _taken(request, form.content(), confirmed=None)


def _confirmed(request: SignedInRequest) -> HttpResponse:
    form = ConfirmPackForm(request.POST)
    if not form.is_valid():
        return _upload_page(request, UploadPackForm({}, {}), status=400)
    values = form.cleaned_data
    return _taken(request, values["kept_pack"], confirmed=values["plan"])


def _taken(request: SignedInRequest, content: bytes, *, confirmed: str | None) -> HttpResponse:
    """Read the zip, and load it if it is new, or if this very plan was agreed to."""
    school = request.user.school
    try:
        pack = read_zipped_pack(content)
    except PackRefused as refused:
        return _upload_page(request, UploadPackForm(), status=400, findings=refused.findings)
    plan = plan_load(pack=pack, school=school)
    if plan.writes and not plan.is_new and confirmed is None:
        return _plan_page(request, content, pack, plan)
    agreed = confirmed if confirmed and not plan.is_new else plan.token
    try:
        loaded = load(
            pack=pack, school=school, by=request.user, at=timezone.now(), confirmed=agreed
        )
    except Conflict as conflict:
        return _plan_page(request, content, pack, conflict.current, is_stale=True)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(lessons_url())
    messages.success(request, _done(pack, plan, loaded))
    return redirect(lesson_url(loaded.lesson))


def _done(pack: Pack, plan: LoadPlan, loaded: LoadedPack) -> str:
    title = loaded.lesson.title
    if not loaded.is_changed:
        return f"“{title}” is as in the pack already. Nothing was changed."
    if plan.is_new:
        return f"“{title}” is here: {holdings(pack)}. No class sees it yet."
    return f"“{title}” is as in the pack now."


def _upload_page(
    request: SignedInRequest,
    form: UploadPackForm,
    *,
    status: int = 200,
    findings: Sequence[Finding] = (),
) -> HttpResponse:
    return desk_render(
        request,
        "lesson/load.html",
        title="Load a lesson pack",
        crumbs=crumbs_to(),
        status=status,
        form=form,
        findings=_by_file(findings),
        finding_count=len(findings),
        school=request.user.school,
        back=lessons_url(),
    )


def _by_file(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Put together what was found in each file, in the order in which files came up."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.file, []).append(finding)
    return list(found.items())


def _plan_page(
    request: SignedInRequest, content: bytes, pack: Pack, plan: LoadPlan, *, is_stale: bool = False
) -> HttpResponse:
    assert plan.lesson is not None  # noqa: S101  (a new lesson has no such page)
    return desk_render(
        request,
        "lesson/load_plan.html",
        title=f"Update “{plan.lesson.title}”",
        crumbs=crumbs_to(plan.lesson),
        status=409 if is_stale else 200,
        lesson=plan.lesson,
        parts=told(plan, pack),
        is_stale=is_stale,
        form=ConfirmPackForm.of(content, plan.token),
        back=lesson_url(plan.lesson),
    )
