"""The sets of the tests of question sets serve here as well."""

from tests.assignments.question_sets.conftest import sets  # noqa: F401  (a fixture)
