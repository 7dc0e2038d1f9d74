"""What a reader means to use a piece of evidence for."""

from django.db import models

from assignments.models.question_set import Question
from lessons.models import ShelfItem


class ShelfQuestion(models.Model):
    """That an item on somebody's evidence shelf bears on a question, in the owner's view."""

    item = models.ForeignKey(ShelfItem, models.CASCADE, related_name="for_questions")
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["item", "question"]
        verbose_name = "question of a shelf item"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "question"], name="assignments_shelf_question_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} for {self.question}"
