"""What a teacher's text must satisfy before a verb writes it: the rule is the ground floor's."""

from studyhub.people.domain.checked import checked_prose

__all__ = ["checked_prose"]
