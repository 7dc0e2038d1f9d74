"""What a block becomes in a lesson."""

from enum import StrEnum


class Role(StrEnum):
    """``MORE`` joins a block to the one above it; ``ASIDE`` keeps it out, with a finding."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    QUESTIONS = "questions"
    INTRODUCTION = "introduction"
    QUESTION = "question"
    PART = "part"
    SUBPART = "subpart"
    READINGS = "readings"
    READING = "reading"
    ASIDE = "aside"
    MORE = "more"

    @property
    def label(self) -> str:
        """Return the role in the teacher's words."""
        return _LABELS[self]


_LABELS = {
    Role.TITLE: "Title of the lesson",
    Role.SUBTITLE: "Subtitle",
    Role.HEADING: "Heading of a section",
    Role.SUBHEADING: "Heading in a section",
    Role.PARAGRAPH: "Paragraph",
    Role.QUESTIONS: "Questions begin",
    Role.INTRODUCTION: "Introduction to the questions",
    Role.QUESTION: "Question",
    Role.PART: "Part of a question",
    Role.SUBPART: "Part of a part",
    Role.READINGS: "Readings begin",
    Role.READING: "Reading",
    Role.ASIDE: "Set aside",
    Role.MORE: "More of the one above",
}
QUESTION_ROLES = (Role.QUESTION, Role.PART, Role.SUBPART)
# What opens a question set or a reading list, and belongs to neither.
OPENERS = (Role.QUESTIONS, Role.READINGS)


class Course(StrEnum):
    """What everything from a block on is taken for, until the document says otherwise."""

    ESSAY = "essay"
    QUESTIONS = "questions"
    READINGS = "readings"
    ASIDE = "aside"
