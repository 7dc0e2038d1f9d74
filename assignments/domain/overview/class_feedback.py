"""Write the whole-class feedback sheet, and read it as a page.

For staff only: no student page may import this.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from assignments.domain.prose import checked_prose
from assignments.models import Assignment, ClassFeedback, Submission
from studyhub.access.refusal import Conflict
from studyhub.audit.record import record
from studyhub.people.models import Enrollment, User

_SHORTEST_NAME = 2


@transaction.atomic
def write_feedback(
    *, assignment: Assignment, text: str, based_on: int, by: User, at: datetime
) -> ClassFeedback | None:
    """Write, change or empty the sheet. Saving what stands already writes nothing.

    ``based_on`` is the version the page showed, 0 for none. Raises ``Conflict`` when somebody
    saved meanwhile (``current`` is the sheet that stands) and ``Refusal`` for a text over the
    limit. The assignment must come with ``school_class``.
    """
    text = checked_prose(ClassFeedback, "text", text)
    standing = feedback_of(assignment)
    before = standing.text if standing else ""
    if before == text:
        return standing
    written = _write(assignment, text, based_on, by, at)
    record(
        verb="write_class_feedback",
        target=assignment,
        by=by,
        tenant_id=assignment.school_class.school_id,
        at=at,
        before={"length": len(before)},
        after={"length": len(text)},
    )
    return written


def feedback_of(assignment: Assignment) -> ClassFeedback | None:
    """Return the sheet as it stands, with who wrote it."""
    rows = ClassFeedback.objects.filter(assignment=assignment.pk)
    return rows.select_related("made_by").first()


def _write(
    assignment: Assignment, text: str, based_on: int, by: User, at: datetime
) -> ClassFeedback:
    values = {"text": text, "made_by": by, "written_at": at}
    rows = ClassFeedback.objects.filter(assignment=assignment.pk, version=based_on)
    if based_on and rows.update(version=based_on + 1, **values):
        return rows.model.objects.get(assignment=assignment.pk)
    if not based_on:
        try:
            with transaction.atomic():
                return ClassFeedback.objects.create(assignment=assignment, **values)
        except IntegrityError:
            pass
    raise Conflict(
        "This sheet was changed meanwhile. Yours was not saved: compare the two and save again.",
        current=feedback_of(assignment),
    )


def as_page(text: str) -> SafeString:
    """Return the Markdown as HTML: headings, lists, quotes, emphasis; all else as it is typed.

    No HTML, link or picture of its own comes through. The page has the first heading, so that
    one in the text begins with the second rank.
    """
    parser = MarkdownIt("commonmark", {"html": False})
    parser.disable(["link", "image", "autolink", "reference", "lheading", "code", "fence"])
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(html)  # noqa: S308  (all text escaped, HTML off: the only tags are the parser's)


def names_in(text: str, assignment: Assignment) -> Sequence[str]:
    """Return the names of students of the class, or of who handed in, that stand in a text.

    By given and family name alone too, whole words. One query.
    """
    work = Submission.objects.filter(assignment=assignment.pk).values("student")
    members = Enrollment.objects.of_students().filter(school_class=assignment.school_class_id)
    people = User.objects.filter(pk__in=work) | User.objects.filter(pk__in=members.values("user"))
    names = {
        name
        for pair in people.distinct().values_list("given_name", "family_name")
        for name in pair
        if len(name) >= _SHORTEST_NAME
    }
    return sorted(
        name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    )
