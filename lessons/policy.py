"""Does the state of a lesson allow it now? ``check_...`` raises a Refusal with a sentence.

Whether the *person* may is asked of the querysets, before.
"""

from lessons.enums import LESSON_STEPS, LessonState
from lessons.models import Lesson
from studyhub.access.refusal import Refusal


def check_may_be_given(lesson: Lesson) -> None:
    """Allow putting a lesson before a class, and giving work on it, while students may read it."""
    if lesson.state == LessonState.DRAFT:
        raise Refusal("This lesson has no text yet.", code="unpublished")
    if lesson.state == LessonState.WITHDRAWN:
        raise Refusal(
            "This lesson is withdrawn. Open it to students again before you give it to a class.",
            code="withdrawn",
        )


def check_may_withdraw(lesson: Lesson) -> None:
    """Allow withdrawing what students can read."""
    _check_step("withdraw", lesson, "Students cannot read this lesson now, so nothing was changed.")


def check_may_republish(lesson: Lesson) -> None:
    """Allow opening a withdrawn lesson again."""
    _check_step("republish", lesson, "This lesson is not withdrawn, so nothing was changed.")


def _check_step(verb: str, lesson: Lesson, sentence: str) -> None:
    if (verb, lesson.state) not in LESSON_STEPS:
        raise Refusal(sentence, code=f"no_{verb}")
