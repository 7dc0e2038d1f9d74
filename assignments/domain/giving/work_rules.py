"""What an assignment may ask besides its times: a length, a statement, how it is marked."""

from dataclasses import dataclass
from typing import Any

from assignments.models import Assignment, HonestyStatement
from studyhub.access.refusal import Refusal

MOST_WORDS = 20_000


@dataclass(frozen=True)
class WorkRules:
    """They as they are written; nothing of any unless given."""

    word_guide_from: int | None = None
    word_guide_to: int | None = None
    honesty: HonestyStatement | None = None
    is_blind: bool = False
    needs_second_look: bool = False

    def columns(self) -> dict[str, Any]:
        """Return what to write into the assignment's row."""
        return {
            "word_guide_from": self.word_guide_from,
            "word_guide_to": self.word_guide_to,
            "honesty": self.honesty,
            "is_blind": self.is_blind,
            "needs_second_look": self.needs_second_look,
        }


NO_RULES = WorkRules()


def check_work_rules(rules: WorkRules, school_id: str) -> None:
    """Refuse a guide out of order and another school's statement; the code names the field."""
    low, high = rules.word_guide_from, rules.word_guide_to
    for name, words in (("word_guide_from", low), ("word_guide_to", high)):
        if words is not None and not 0 < words <= MOST_WORDS:
            raise Refusal(f"Give 1 to {MOST_WORDS:,} words.", code=name)
    if low is not None and high is not None and low > high:
        raise Refusal("The guide must end where it begins, or later.", code="word_guide_to")
    if rules.honesty is not None and rules.honesty.school_id != school_id:
        raise Refusal("Choose a statement of your school.", code="honesty")


def rules_for_the_record(assignment: Assignment) -> dict[str, Any]:
    """Return them as the audit trail keeps them."""
    return {
        "word_guide_from": assignment.word_guide_from,
        "word_guide_to": assignment.word_guide_to,
        "honesty": assignment.honesty_id,
        "is_blind": assignment.is_blind,
        "needs_second_look": assignment.needs_second_look,
    }


def word_guide_words(assignment: Assignment) -> str:
    """Say the guide in a few words, for both sides; nothing where there is none. Only advice."""
    low, high = assignment.word_guide_from, assignment.word_guide_to
    if low is None and high is None:
        return ""
    if low is None:
        return f"A guide: up to {high:,}."
    if high is None:
        return f"A guide: {low:,} or more."
    return f"A guide: about {low:,}." if low == high else f"A guide: {low:,} to {high:,}."
