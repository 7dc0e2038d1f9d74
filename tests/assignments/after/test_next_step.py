"""Opening, the next step, and acting on it."""

import pytest
from django.utils import timezone

from assignments.domain.returning.after_return import act_on_step, choose_step, step_to_try
from assignments.domain.returning.release import take_back
from assignments.models import NextStep, ReleaseSeen
from studyhub.access.refusal import Refusal
from studyhub.audit.models import Entry
from tests.assignments.after.conftest import tag
from tests.assignments.grading.conftest import words_of as desk_words
from tests.assignments.student.pages import hidden, words_of
from tests.conftest import signed_in


@pytest.fixture
def work(desk, cast):
    found = desk.handed_in(cast.alice)
    desk.grade(found, "1", "2")
    for label, text in (("1", "Give the date"), ("2", "Name <both> sides"), ("3", "Give the date")):
        tag(desk.answer(found, label), "next_step", text, cast.tessa)
    desk.give_back(found)
    return found


def pick(client, work, text: str):
    return client.post(f"/work/{work.pk}/next-step/", {"step": text}, follow=True)


def test_first_opening_is_kept_and_only_the_students(desk, cast, work, alice_client, teacher):
    teacher.get(f"/work/{work.pk}/returned/")
    signed_in(cast.sue).get(f"/work/{work.pk}/returned/")
    teacher.get(desk.path("return/preview/", work))
    assert ReleaseSeen.objects.count() == 0
    assert "Not opened yet" in desk_words(teacher.get(desk.board_path()))
    alice_client.head(f"/work/{work.pk}/returned/")
    assert ReleaseSeen.objects.count() == 0
    for _look in range(2):
        alice_client.get(f"/work/{work.pk}/returned/")
    (seen,) = ReleaseSeen.objects.all()
    assert seen.release.submission == work
    assert "Opened " in desk_words(teacher.get(desk.board_path()))
    assert "Opened by the student" in desk_words(teacher.get(desk.path("grade/", work)))


def test_each_step_is_offered_once_and_the_pick_can_change(desk, cast, work, alice_client, teacher):
    page = words_of(alice_client.get(f"/work/{work.pk}/returned/"))
    assert page.count("Give the date Name <both> sides Keep this step") == 1
    picked = pick(alice_client, work, "Give the date")
    assert "Kept. It will stand at the top of your next work." in picked.content.decode()
    assert 'value="Give the date" required checked' in picked.content.decode()
    pick(alice_client, work, "Name <both> sides")
    pick(alice_client, work, "Name <both> sides")
    (step,) = NextStep.objects.all()
    assert (step.text, step.release.number) == ("Name <both> sides", 1)
    entries = Entry.objects.filter(verb="choose_step").order_by("pk")
    assert [(row.before, row.after) for row in entries] == [
        ({}, {"step": "Give the date"}),
        ({"step": "Give the date"}, {"step": "Name <both> sides"}),
    ]
    assert "Next step: Name <both> sides" in desk_words(teacher.get(desk.board_path()))
    assert "Next step: Name <both> sides" in desk_words(teacher.get(desk.path("grade/", work)))


@pytest.mark.parametrize("text", ["", "Something else", "x" * 100_000])
def test_only_what_the_teacher_named_can_be_picked(work, alice_client, text):
    assert "no longer among those" in pick(alice_client, work, text).content.decode()
    assert NextStep.objects.count() == 0


def test_nothing_can_be_picked_from_what_was_taken_back(desk, cast, work, alice_client):
    choose_step(submission=work, text="Give the date", by=cast.alice, at=timezone.now())
    assert step_to_try(user=cast.alice, at=timezone.now()) is not None
    take_back(submission=work, by=cast.tessa, at=timezone.now(), reason="Wrong.")
    assert step_to_try(user=cast.alice, at=timezone.now()) is None
    with pytest.raises(Refusal):
        choose_step(submission=work, text="Give the date", by=cast.alice, at=timezone.now())


def test_the_step_stands_on_the_next_work_until_it_is_done(desk, cast, work, alice_client, teacher):
    pick(alice_client, work, "Name <both> sides")
    following = desk.given_again()
    start = words_of(alice_client.get(f"/assignments/{following.pk}/"))
    assert "Your next step, from Ten questions Name <both> sides" in start
    assert "I have done this" not in start
    assert "Your next step" not in words_of(
        signed_in(cast.bob).get(f"/assignments/{following.pk}/")
    )
    nxt = desk.begun(cast.alice, {"1": "A text."}, following)
    response = alice_client.get(f"/work/{nxt.pk}/")
    assert "Name <both> sides I have done this" in words_of(response)
    answer = nxt.attempts.get().answers.select_related("question").get(question__label="2")
    body = {
        "person": cast.alice.pk,
        "attempt": answer.attempt_id,
        "page": hidden(response, "page"),
        f"text-{answer.pk}": "Kept as well.",
        f"version-{answer.pk}": "0",
        "do": f"step-{work.pk}",
    }
    for _click in range(2):
        done = alice_client.post(f"/work/{nxt.pk}/", body, follow=True)
        assert done.status_code == 200
    assert "I have done this" not in words_of(done)
    answer.refresh_from_db()
    assert answer.text == "Kept as well."
    step = NextStep.objects.get()
    assert step.acted_on == nxt
    assert Entry.objects.filter(verb="act_on_step").count() == 1
    assert "Done in Ten questions" in desk_words(teacher.get(desk.board_path()))


def test_another_pick_is_not_acted_on_yet(desk, cast, work):
    now = timezone.now()
    nxt = desk.begun(cast.alice, {"1": "A text."}, desk.given_again())
    choose_step(submission=work, text="Give the date", by=cast.alice, at=now)
    assert not act_on_step(chosen_in=work.pk, submission=work, by=cast.alice, at=now)
    assert act_on_step(chosen_in=work.pk, submission=nxt, by=cast.alice, at=now)
    assert not act_on_step(chosen_in=work.pk, submission=nxt, by=cast.alice, at=now)
    choose_step(submission=work, text="Name <both> sides", by=cast.alice, at=now)
    assert NextStep.objects.get().acted_on is None


def test_nobody_acts_on_anothers_step(desk, cast, work):
    now = timezone.now()
    choose_step(submission=work, text="Give the date", by=cast.alice, at=now)
    bobs = desk.begun(cast.bob, {"1": "A text."})
    assert not act_on_step(chosen_in=work.pk, submission=bobs, by=cast.bob, at=now)
    assert step_to_try(user=cast.bob, at=now) is None
