"""Mend a typing error in a question that students are working on."""

from datetime import datetime

from django.db import transaction

from assignments.domain.material.question_sets import raise_token
from assignments.domain.prose import checked_prose
from assignments.models import Question
from studyhub.access.refusal import Refusal
from studyhub.audit.record import record
from studyhub.people.models import User

LARGEST_SHARE = 0.3


@transaction.atomic
def mend_typo(
    *, question: Question, based_on: int, text: str, full_points: str, reason: str, by: User,
    at: datetime,
) -> None:  # fmt: skip
    """Mend the text of a question and its line "For full points", nothing else.

    Allowed in a frozen version and in an older one. Refuses a missing reason, and a change of
    more than 30 % of either text: that is a new version. Points and guide stay. What was
    returned before keeps the old words. Raises ``Conflict`` on a newer token.
    """
    if not reason.strip():
        raise Refusal("Say what was wrong, for the record.", code="reason")
    before = {"text": question.text, "full_points": question.full_points}
    after = {
        "text": checked_prose(Question, "text", text, required=True),
        "full_points": checked_prose(
            Question, "full_points", full_points, required=question.is_leaf
        )
        if question.is_leaf
        else "",
    }
    raise_token(question.version, based_on)
    for name, new in after.items():
        _check_small(name, before[name], new)
    if before == after:
        raise Refusal("Nothing is different yet.", code="unchanged")
    question.text, question.full_points = after["text"], after["full_points"]
    question.save(update_fields=["text", "full_points"])
    record(
        verb="mend_typo",
        target=question,
        by=by,
        tenant_id=question.version.question_set.school_id,
        at=at,
        before=before,
        after=after,
        why=reason.strip(),
    )


def _check_small(name: str, old: str, new: str) -> None:
    if edit_distance(old, new) > LARGEST_SHARE * max(len(old), len(new)):
        raise Refusal(
            "This changes more than a typing error. Students have begun to answer the question as "
            "it stands: start the next version for a new one.",
            code=name,
        )


def edit_distance(old: str, new: str) -> int:
    """Count the characters to insert, delete or replace to make one text of the other.

    Myers' bit vectors: one step per character of ``new``, so two texts at the limit of 4,000
    characters take milliseconds, whatever they hold.
    """
    if not old:
        return len(new)
    places: dict[str, int] = {}
    for i, character in enumerate(old):
        places[character] = places.get(character, 0) | (1 << i)
    mask, last = (1 << len(old)) - 1, 1 << (len(old) - 1)
    up, down, distance = mask, 0, len(old)
    for character in new:
        equal = places.get(character, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        plus = (down | ~(horizontal | up)) & mask
        minus = up & horizontal
        distance += bool(plus & last) - bool(minus & last)
        plus, minus = (plus << 1) | 1, minus << 1
        up = (minus | ~(vertical | plus)) & mask
        down = plus & vertical & mask
    return distance
