"""What a document would become: put together from its blocks and the teacher's decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assignments.importing.documents.decisions import Decisions
from assignments.importing.documents.questions import QuestionTree, questions_of
from assignments.models import QuestionSet, QuestionSetVersion
from lessons.importing.documents.bibliography import ListedReading, reading_of
from lessons.importing.documents.blocks import Block
from lessons.importing.documents.events import MOST_DRAFTS, DraftEvent, drafts_of
from lessons.importing.documents.findings import Finding, Severity, error, info, warning
from lessons.importing.documents.guessing.structure import find_structure
from lessons.importing.documents.guessing.surroundings import Guess
from lessons.importing.documents.outline import (
    LONGEST_TITLE,
    Entry,
    EssayOutline,
    entries_of,
    outline_of,
)
from lessons.importing.documents.roles import Role
from lessons.importing.essay import MAX_PARAGRAPHS
from lessons.importing.shape import limit
from lessons.models import Lesson
from studyhub.web.text import count_words

QUESTIONS_TITLE = "Questions"
SET_ASIDE = "Set aside"


@dataclass(frozen=True)
class Plan:
    """What a lesson would be made of, and what was noticed.

    ``guesses`` are by block; ``events`` are all draft events, of which a lesson gets those that
    a teacher accepted.
    """

    title: str
    blocks: Sequence[Block]
    guesses: Sequence[Guess]
    essay: EssayOutline
    questions_title: str
    introduction: str
    questions: QuestionTree
    readings: Sequence[ListedReading]
    events: Sequence[DraftEvent]
    findings: Sequence[Finding] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Count the words of the essay's paragraphs, headings left out."""
        return sum(count_words(passage.text) for passage in self.essay.passages)

    @property
    def errors(self) -> list[Finding]:
        """Return what keeps a lesson from being made."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    def with_finding(self, finding: Finding) -> "Plan":
        """Return the plan with one more finding, before the others."""
        return replace(self, findings=[finding, *self.findings])


def make_plan(
    *,
    blocks: Sequence[Block],
    found: Sequence[Finding] = (),
    title: str = "",
    named: str = "",
    decisions: Decisions | None = None,
) -> Plan:
    """Return the plan; ``found`` are the reader's findings.

    ``title`` is one that was asked for, ``named`` the name to fall back on where the document has
    no title of its own.
    """
    decisions = decisions or Decisions()
    guesses = find_structure(blocks, roles=decisions.roles, courses=decisions.courses)
    entries = entries_of(blocks, guesses)
    essay = outline_of(entries, title=title or _own_title(entries) or named)
    tree = questions_of(entries, decisions.points)
    readings = [reading_of(entry.block) for entry in entries if entry.role is Role.READING]
    plan = Plan(
        title=(title or essay.title or named).strip(),
        blocks=blocks,
        guesses=guesses,
        essay=essay,
        questions_title=_questions_title(entries),
        introduction=" ".join(_texts(entries, Role.INTRODUCTION)),
        questions=tree,
        readings=readings,
        events=drafts_of(essay.passages),
    )
    return _with_findings(plan, entries, found, named)


def _texts(entries: Sequence[Entry], role: Role) -> list[str]:
    return [entry.block.written for entry in entries if entry.role is role]


def _own_title(entries: Sequence[Entry]) -> str:
    return " ".join(_texts(entries, Role.TITLE))


def _questions_title(entries: Sequence[Entry]) -> str:
    titles = _texts(entries, Role.QUESTIONS)
    most = limit(QuestionSet, "title")
    title = titles[0].strip(" :.#*_") if titles else ""
    if title.isupper():
        title = title.capitalize()
    return title if 0 < len(title) <= most else QUESTIONS_TITLE


def _with_findings(
    plan: Plan, entries: Sequence[Entry], found: Sequence[Finding], named: str
) -> Plan:
    """Add the findings: errors first, then in the order of the document."""
    findings = [
        *_about_whole(plan, named),
        *found,
        *plan.essay.findings,
        *plan.questions.findings,
        *_openers(entries),
        *_set_aside(entries),
        *_cut_off(plan),
    ]
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    return replace(plan, findings=ordered)


def _about_whole(plan: Plan, named: str) -> list[Finding]:
    findings: list[Finding] = []
    passages = plan.essay.passages
    if not passages:
        findings.append(error("", "There is no paragraph of an essay in this document."))
    if len(passages) > MAX_PARAGRAPHS:
        findings.append(
            error(
                "", f"The essay has {len(passages):,} paragraphs; {MAX_PARAGRAPHS:,} are the most."
            )
        )
    findings += _about_title(plan, named)
    if not plan.questions.questions:
        findings.append(info("", "No questions were found. The lesson is made without any."))
    elif passages:
        findings.append(
            info(
                "",
                "For every question the line “For full points” is set to a general sentence. "
                "Write what a full answer needs, and the marking guide, in the question set.",
            )
        )
    if len(plan.events) == MOST_DRAFTS:
        findings.append(warning("", f"Only the first {MOST_DRAFTS:,} dates are offered as events."))
    most = limit(QuestionSetVersion, "introduction")
    if len(plan.introduction) > most:
        findings.append(
            error("", f"The introduction to the questions is longer than {most:,} characters.")
        )
    return findings


def _about_title(plan: Plan, named: str) -> list[Finding]:
    own = plan.essay.title
    if not plan.title:
        return [error("", "The document has no title. Give it one.")]
    if len(plan.title) > LONGEST_TITLE:
        return [
            error("", f"The title has {len(plan.title)} characters; {LONGEST_TITLE} are the most.")
        ]
    if len(plan.essay.subtitle) > limit(Lesson, "subtitle"):
        return [error("", "The subtitle is too long. Make it a paragraph, or set it aside.")]
    if not own:
        return [warning("", f"The document names no title; it is called “{plan.title}”.")]
    if own != plan.title:
        return [info("", f"The document’s own title is “{own}”.")]
    return []


def _openers(entries: Sequence[Entry]) -> list[Finding]:
    """Tell of the headings that open questions or readings and stand nowhere in the lesson."""
    questions = [entry for entry in entries if entry.role is Role.QUESTIONS]
    readings = [entry for entry in entries if entry.role is Role.READINGS]
    further = questions[1:] if _questions_title(entries) != QUESTIONS_TITLE else questions
    return [
        *(info(e.block.place, f"Questions begin here: “{e.block.written}”") for e in further),
        *(info(e.block.place, f"Readings begin here: “{e.block.written}”") for e in readings),
    ]


def _set_aside(entries: Sequence[Entry]) -> list[Finding]:
    return [
        warning(entry.block.place, f"{SET_ASIDE}, {_why(entry)}: “{entry.block.written}”")
        for entry in entries
        if entry.role is Role.ASIDE
    ]


def _why(entry: Entry) -> str:
    return entry.why.value if entry.why is not None else "as you chose"


def _cut_off(plan: Plan) -> list[Finding]:
    return [
        info(
            passage.place,
            f"Paragraph {passage.label} ends in an ellipsis and was kept: see if it is whole.",
        )
        for passage in plan.essay.passages
        if passage.text.rstrip('"”’)').endswith(("…", "..."))
    ]
