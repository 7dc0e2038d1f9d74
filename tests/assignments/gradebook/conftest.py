"""The desk of the grading tests, with what the gradebook's tests need besides."""

import csv
import io

from tests.assignments.grading.conftest import desk, teacher, words_of

__all__ = ["desk", "rows_of", "teacher", "words_of"]


def rows_of(response) -> list[list[str]]:
    """Return the rows of a CSV that was handed out."""
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
