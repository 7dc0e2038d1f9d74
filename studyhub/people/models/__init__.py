"""The tables of the people floor."""

from studyhub.people.models.enrollment import Enrollment
from studyhub.people.models.grade_scale import GradeBand, GradeScale
from studyhub.people.models.mail import Mail
from studyhub.people.models.school import School
from studyhub.people.models.school_class import SchoolClass
from studyhub.people.models.school_role import SchoolRole
from studyhub.people.models.user import User

__all__ = [
    "Enrollment",
    "GradeBand",
    "GradeScale",
    "Mail",
    "School",
    "SchoolClass",
    "SchoolRole",
    "User",
]
