"""Reading a pasted list of names: what would be made, and what stands in the way, per line.

Nothing is written here. A line is one of

* ``Given Family`` (the last word is the family name)
* ``Family, Given``
* ``Given; Family`` or ``Given; Family; sign-in name``, also with tabs, as pasted from a sheet

A sign-in name that the school has already, with the same name beside it, enrolls that account
instead of making another. No role and no right ever comes from a list: everybody on it becomes a
student.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError

from studyhub.access.refusal import Refusal
from studyhub.people.domain.sign_in_names import check_sign_in_name, suggest_sign_in_name
from studyhub.people.models import Enrollment, School, SchoolClass, User
from studyhub.web.text import has_forbidden_characters, shown_name, sign_in_key, validate_shown_name

MAX_LINES = 300
MAX_CHARACTERS = 200_000
_MOST_PARTS = 3
_MAX_SHOWN = 120


@dataclass
class RosterRow:
    """One line of the paste. ``existing`` is the account it names, if it names one."""

    number: int
    text: str
    given_name: str = ""
    family_name: str = ""
    sign_in_name: str = ""
    existing: User | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def name_key(self) -> tuple[str, str]:
        """Return the form in which two names are compared."""
        return sign_in_key(self.given_name), sign_in_key(self.family_name)

    @property
    def makes_account(self) -> bool:
        """Tell whether a new account would be made."""
        return not self.problems and self.existing is None


@dataclass(frozen=True)
class RosterPlan:
    """All lines that are not blank, in order."""

    school: School
    rows: list[RosterRow]

    @property
    def problem_count(self) -> int:
        """Return how many lines must be mended before anything is made."""
        return sum(1 for row in self.rows if row.problems)

    @property
    def is_ready(self) -> bool:
        """Tell whether the plan may be applied: some lines, and none with a problem."""
        return bool(self.rows) and not self.problem_count

    @property
    def new_count(self) -> int:
        """Return how many accounts would be made."""
        return sum(1 for row in self.rows if row.makes_account)


def plan_names(text: str, school: School, school_class: SchoolClass | None = None) -> RosterPlan:
    """Read a paste against the people of one school; two queries at any length.

    Refuses the whole of a text over 200,000 characters or 300 lines (``too_long``).
    """
    if len(text) > MAX_CHARACTERS:
        raise Refusal(
            f"This is longer than {MAX_CHARACTERS:,} characters. Paste one class at a time.",
            code="too_long",
        )
    rows = [_read(number, line) for number, line in _lines(text)]
    if len(rows) > MAX_LINES:
        raise Refusal(
            f"These are {len(rows):,} names. Paste at most {MAX_LINES} at a time.",
            code="too_long",
        )
    _find_repeated_names(rows)
    _compare_with_school(rows, school, school_class)
    return RosterPlan(school, rows)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    # Only CR and LF end a line: other separators (U+2028 ...) are found fault with instead.
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        if line.strip(" \t;,\u00a0"):
            yield number, line


def _read(number: int, line: str) -> RosterRow:
    row = RosterRow(number, _excerpt(line))
    parts = _parts(line)
    if len(parts) > _MOST_PARTS:
        row.problems.append(
            "There is more here than a given name, a family name and a sign-in name."
        )
        return row
    given, family, sign_in_name = (*parts, "", "")[:_MOST_PARTS]
    row.given_name, row.family_name = shown_name(given), shown_name(family)
    row.sign_in_name = shown_name(sign_in_name)
    _check_names(row)
    return row


def _excerpt(line: str) -> str:
    """Return the line as it may be shown back: short, and without what cannot be shown."""
    shown = "".join(
        character if character == "\t" or character.isprintable() else "\ufffd"
        for character in line[:_MAX_SHOWN]
    )
    return shown.strip() + ("…" if len(line) > _MAX_SHOWN else "")


def _parts(line: str) -> list[str]:
    if "\t" in line or ";" in line:
        return re.split(r"[\t;]", line.rstrip(" \t;"))
    if "," in line:
        family, *given = line.split(",")
        return [*given, family] if len(given) == 1 else [family, *given, "", ""]
    given_words, _space, last_word = line.strip().rpartition(" ")
    return [given_words, last_word] if given_words else [last_word]


def _check_names(row: RosterRow) -> None:
    longest = User._meta.get_field("given_name").max_length or 0
    if not row.given_name:
        row.problems.append("There is no given name.")
    for label, name in (("given", row.given_name), ("family", row.family_name)):
        if len(name) > longest:
            row.problems.append(f"The {label} name is longer than {longest} characters.")
        elif name:
            _check_shown(row, name)
    if row.sign_in_name:
        _check_sign_in_name(row)


def _check_shown(row: RosterRow, name: str) -> None:
    try:
        if has_forbidden_characters(name):
            raise ValidationError("This contains a character that cannot be kept.")
        validate_shown_name(name)
    except ValidationError as error:
        row.problems += [sentence for sentence in error.messages if sentence not in row.problems]


def _check_sign_in_name(row: RosterRow) -> None:
    longest = User._meta.get_field("sign_in_name").max_length or 0
    try:
        if len(row.sign_in_name) > longest:
            raise Refusal(
                f"The sign-in name is longer than {longest} characters.", code="sign_in_name"
            )
        check_sign_in_name(row.sign_in_name, school_id=None)
    except Refusal as refusal:
        row.problems.append(str(refusal))


def _find_repeated_names(rows: list[RosterRow]) -> None:
    """Find fault with a name or a sign-in name that stands on two lines.

    Two people of one name are told apart by sign-in names of their own on both lines.
    """
    first_with_name: dict[tuple[str, str], RosterRow] = {}
    first_with_sign_in: dict[str, RosterRow] = {}
    for row in rows:
        if row.problems:
            continue
        earlier = first_with_name.setdefault(row.name_key, row)
        if earlier is not row and not (earlier.sign_in_name and row.sign_in_name):
            row.problems.append(
                f"The same name stands on line {earlier.number}. Take one out; or, if these are "
                "two people, give both a sign-in name: Given; Family; sign-in name."
            )
        elif row.sign_in_name:
            key = sign_in_key(row.sign_in_name)
            other = first_with_sign_in.setdefault(key, row)
            if other is not row:
                row.problems.append(f"The same sign-in name stands on line {other.number}.")


def _compare_with_school(
    rows: list[RosterRow], school: School, school_class: SchoolClass | None
) -> None:
    people = list(User.objects.filter(school=school).order_by("created_at", "pk"))
    by_key = {sign_in_key(person.sign_in_name): person for person in people}
    by_name: dict[tuple[str, str], User] = {}
    for person in people:
        by_name.setdefault(_name_key(person), person)
    members = _members_of(school_class)
    taken = set(by_key) | {sign_in_key(row.sign_in_name) for row in rows if row.sign_in_name}
    find = partial(_match, by_key=by_key, by_name=by_name, members=members)
    for row in rows:
        if not row.problems:
            find(row)
        if not row.problems and not row.sign_in_name:
            row.sign_in_name = suggest_sign_in_name(row.given_name, row.family_name, taken)
            taken.add(sign_in_key(row.sign_in_name))


def _name_key(person: User) -> tuple[str, str]:
    return sign_in_key(person.given_name), sign_in_key(person.family_name)


def _members_of(school_class: SchoolClass | None) -> set[str]:
    if school_class is None:
        return set()
    rows = Enrollment.objects.filter(school_class=school_class, ends_on__isnull=True)
    return set(rows.values_list("user_id", flat=True))


def _match(
    row: RosterRow,
    *,
    by_key: dict[str, User],
    by_name: dict[tuple[str, str], User],
    members: set[str],
) -> None:
    """Tie a line to the account it names, or find fault with it."""
    if not row.sign_in_name:
        namesake = by_name.get(row.name_key)
        if namesake is not None:
            row.problems.append(_about_namesake(row, namesake, namesake.pk in members))
        return
    person = by_key.get(sign_in_key(row.sign_in_name))
    if person is None:
        return
    if _name_key(person) != row.name_key:
        row.problems.append("Somebody else at your school has this sign-in name.")
    elif person.pk in members:
        row.problems.append("This person is in the class already. Take the line out.")
    elif not person.is_active:
        row.problems.append("This account is suspended. Lift the suspension first.")
    else:
        row.existing = person


def _about_namesake(row: RosterRow, namesake: User, is_member: bool) -> str:
    line = f"{row.given_name}; {row.family_name}; "
    if is_member:
        return (
            f"{namesake.full_name} ({namesake.sign_in_name}) is in the class already. Take the "
            f"line out; or, for another person, write {line}and a new sign-in name."
        )
    return (
        f"Your school has an account of this name. To enroll it, write "
        f"{line}{namesake.sign_in_name}; for another person, a new sign-in name."
    )
