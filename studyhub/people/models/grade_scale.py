"""A school's own scale: from which percent on a grade is called what."""

from django.db import models

from studyhub.people.models.school import School
from studyhub.web.fields import ShownNameField
from studyhub.web.ids import RandomIdField

MAX_BANDS = 15


class GradeScale(models.Model):
    """How a school names percentages, at most one for each school.

    ``version`` is the token for changes. Without bands it names nothing, as if there were none.
    """

    id = RandomIdField()
    school = models.OneToOneField(School, models.PROTECT, related_name="grade_scale")
    name = ShownNameField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["school"]

    def __str__(self) -> str:
        return self.name or "Grade scale"


class GradeBand(models.Model):
    """One name on a scale, for whole percents from ``from_percent`` up to the next band."""

    scale = models.ForeignKey(GradeScale, models.PROTECT, related_name="bands")
    from_percent = models.PositiveSmallIntegerField()
    label = ShownNameField(max_length=20)

    class Meta:
        ordering = ["scale", "-from_percent"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "from_percent"], name="people_grade_band_once"
            ),
            models.CheckConstraint(
                condition=models.Q(from_percent__lte=100), name="people_grade_band_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} from {self.from_percent} %"
