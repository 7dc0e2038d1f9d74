"""Which questions point to an event, for the floor below, which removes it."""

from itertools import groupby

from assignments.models import Question, QuestionSetVersion
from lessons.domain.uses import Use
from lessons.models import TimelineEvent


def questions_about(event: TimelineEvent) -> list[Use]:
    """Tell the questions that point to an event, a sentence for each version of a set.

    A version that a class was given is fixed. Versions that are neither given nor the latest of
    their set are left out: nobody can use them any more.
    """
    rows = (
        Question.objects.filter(events=event)
        .select_related("version__question_set")
        .order_by("version__question_set__title", "version_id", "position")
    )
    found = [
        (version, [row.label for row in questions])
        for version, questions in groupby(rows, key=lambda row: row.version)
    ]
    given = _given([version.pk for version, _labels in found])
    latest = _latest(version.question_set_id for version, _labels in found)
    return [
        Use(_words(version, labels, version.pk in given), is_fixed=version.pk in given)
        for version, labels in found
        if version.pk in given or version.pk in latest
    ]


def _given(versions: list[str]) -> set[str]:
    rows = QuestionSetVersion.objects.filter(pk__in=versions)
    used = rows.filter(assignments__isnull=False) | rows.filter(frozen_at__isnull=False)
    return set(used.values_list("pk", flat=True))


def _latest(question_sets) -> set[str]:
    rows = QuestionSetVersion.objects.filter(question_set__in=set(question_sets))
    by_set = dict(rows.order_by("number").values_list("question_set", "pk"))
    return set(by_set.values())


def _words(version: QuestionSetVersion, labels: list[str], is_given: bool) -> str:
    many = len(labels) > 1
    named = f"{', '.join(labels[:-1])} and {labels[-1]}" if many else labels[0]
    where = f"“{version.question_set.title}”, version {version.number}"
    points = "point" if many else "points"
    work = " A class was given these questions." if is_given else ""
    return f"Question{'s' if many else ''} {named} of {where}, {points} to it.{work}"
