"""The page that puts a lesson before classes."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lessons.domain.place import place_lesson_before_classes
from lessons.models import Lesson
from studyhub.access import fetch_or_404, route
from studyhub.access.refusal import Refusal
from studyhub.people.models import SchoolClass
from studyhub.people.requests import person_of


class PlaceForm(forms.Form):
    """The classes to choose from: your own that do not have the lesson yet."""

    classes = forms.ModelMultipleChoiceField(
        SchoolClass.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Classes",
        error_messages={"required": "Choose a class."},
    )

    def __init__(self, *args, choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classes"].queryset = choices  # type: ignore[attr-defined]


@route(
    "GET POST",
    may="teacher, other teacher, foreign teacher",
    known="assistant, school admin, foreign admin, superuser",
    desk=True,
)
def place_page(request: HttpRequest, lesson: str) -> HttpResponse:
    """Choose own classes, and open the lesson to their students."""
    found = fetch_or_404(
        Lesson.objects.placeable_by(request.user),
        known=Lesson.objects.visible_to(request.user),
        because="Teachers put lessons before their own classes.",
        pk=lesson,
    )
    own = SchoolClass.objects.taught_by(request.user).current()
    choices = own.exclude(placements__lesson=found)
    form = PlaceForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid() and _is_placed(request, found, form):
        return redirect("admin:lessons_lesson_change", found.pk)
    context = {
        **admin.site.each_context(request),
        "title": "Put before a class",
        "lesson": found,
        "form": form,
        "has_choices": choices.exists(),
        "placed": own.filter(placements__lesson=found),
    }
    return render(request, "admin/lessons/lesson/place.html", context)


def _is_placed(request: HttpRequest, lesson: Lesson, form: PlaceForm) -> bool:
    classes = list(form.cleaned_data["classes"])
    try:
        place_lesson_before_classes(
            lesson=lesson, school_classes=classes, by=person_of(request), at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    names = ", ".join(str(school_class) for school_class in classes)
    messages.success(request, f"{lesson.title} is open to {names}.")
    return True
