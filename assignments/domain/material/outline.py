"""The order of a version's questions: a tree in memory, written back as labels and positions."""

from __future__ import annotations

from collections.abc import Iterator

from assignments.domain.material.labels import label_of
from assignments.models import Question, QuestionSetVersion


class Outline:
    """The questions of a version by what they are parts of. One query.

    Change it with ``place``, ``take_out`` and ``swap``, then ``write``.
    """

    def __init__(self, version: QuestionSetVersion) -> None:
        self._parts: dict[str | None, list[Question]] = {}
        self._rows = list(version.questions.order_by("position", "pk"))
        for row in self._rows:
            self._parts.setdefault(row.parent_id, []).append(row)

    def __len__(self) -> int:
        return sum(1 for _row in self.walk())

    def parts_of(self, question: Question | None) -> list[Question]:
        """Return the parts of a question, or the questions of the set, in order."""
        return self._parts.setdefault(question.pk if question else None, [])

    def walk(self) -> Iterator[Question]:
        """Yield all in reading order."""
        for row, _numbers in self._numbered():
            yield row

    def below(self, question: Question) -> list[Question]:
        """Return the parts of a question and all below them, in reading order."""
        return [row for row, _numbers in self._numbered(question.pk)]

    def find(self, pk: str | None) -> Question | None:
        """Return the row of an id as this outline holds it."""
        return next((row for row in self._rows if row.pk == pk), None)

    def place(self, question: Question) -> None:
        """Put a new question last among its siblings."""
        self._rows.append(question)
        self._parts.setdefault(question.parent_id, []).append(question)

    def take_out(self, question: Question) -> None:
        """Leave a question out, with its parts."""
        siblings = self._parts[question.parent_id]
        self._parts[question.parent_id] = [row for row in siblings if row.pk != question.pk]

    def swap(self, question: Question, step: int) -> bool:
        """Change places with the sibling before (-1) or after (1); False where there is none."""
        siblings = self._parts[question.parent_id]
        place = next(i for i, row in enumerate(siblings) if row.pk == question.pk)
        other = place + step
        if not 0 <= other < len(siblings):
            return False
        siblings[place], siblings[other] = siblings[other], siblings[place]
        return True

    def write(self) -> None:
        """Give every row its number and write what changed.

        In two steps, because no two questions may have one label at any moment.
        """
        numbered = list(enumerate(self._numbered(), start=1))
        changed = [row for place, (row, numbers) in numbered if _number(row, place, numbers)]
        final = {row.pk: row.label for row in changed}
        for i, row in enumerate(changed):
            row.label = f"~{i}"
        Question.objects.bulk_update(changed, ["label"])
        for row in changed:
            row.label = final[row.pk]
        Question.objects.bulk_update(changed, ["label", "position", "depth"])

    def _numbered(
        self, parent: str | None = None, above: tuple[int, ...] = ()
    ) -> Iterator[tuple[Question, tuple[int, ...]]]:
        for number, row in enumerate(self._parts.get(parent, []), start=1):
            yield row, (*above, number)
            yield from self._numbered(row.pk, (*above, number))


def _number(row: Question, position: int, numbers: tuple[int, ...]) -> bool:
    """Give a row its label, position and depth; tell whether anything of it is new."""
    wanted = (label_of(numbers), position, len(numbers))
    if (row.label, row.position, row.depth) == wanted:
        return False
    row.label, row.position, row.depth = wanted
    return True
