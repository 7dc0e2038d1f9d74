"""Sign-in names: what may stand in one, and suggesting one from a person's name."""

import unicodedata
from collections.abc import Container

from studyhub.access.refusal import Refusal
from studyhub.people.models import School, User
from studyhub.people.models.user import composed_username
from studyhub.web.text import sign_in_key

MARKS = frozenset(".-_@+'")
_LONGEST_PART = 30
# Latin letters that Unicode does not take apart into a base letter and an accent.
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
})  # fmt: skip


def check_sign_in_name(name: str, *, school_id: str | None) -> None:
    """Refuse a name that cannot be typed from a card: spaces, signs, nothing at all.

    The comparable form may be longer than what was typed (one sign can stand for a phrase), so
    it is measured too.
    """
    key = sign_in_key(name)
    if not key or not all(_may_stand(character) for character in key):
        raise Refusal("Use letters, digits and . - _ only, without spaces.", code="sign_in_name")
    longest = User._meta.get_field("username").max_length or 0
    if len(composed_username(school_id, name)) > longest:
        raise Refusal("This sign-in name is too long.", code="sign_in_name")


def _may_stand(character: str) -> bool:
    return character in MARKS or unicodedata.category(character)[0] in "LMN"


def suggest_sign_in_name(given_name: str, family_name: str, taken: Container[str] = ()) -> str:
    """Return a free name such as "ines.d", or "ines.d2" where that is taken.

    ``taken`` holds comparable forms (``sign_in_key``). Accents on Latin letters are dropped, for
    they are hard to type on a strange keyboard; other scripts stay as they are.
    """
    first = _typeable(given_name.partition(" ")[0])[:_LONGEST_PART] or "student"
    initial = _typeable(family_name)[:1]
    base = f"{first}.{initial}" if initial else first
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}{count}"
    return name


def free_sign_in_name(*, school: School, given_name: str, family_name: str) -> str:
    """Return a free name at a school for a person nobody has typed a sign-in name for.

    Refuses where an account has the same shown name (``namesake``): it may be the same person,
    made a moment ago by the first of two clicks.
    """
    people = User.objects.filter(school=school)
    namesake = people.filter(given_name=given_name, family_name=family_name).first()
    if namesake is not None:
        raise Refusal(
            f"Your school has an account of this name, {namesake.sign_in_name}. If this is "
            "another person, type a sign-in name.",
            code="namesake",
        )
    names = people.values_list("sign_in_name", flat=True)
    return suggest_sign_in_name(given_name, family_name, {sign_in_key(name) for name in names})


def _typeable(text: str) -> str:
    """Return the letters and digits of a name in their plainest comparable form."""
    letters: list[str] = []
    for character in unicodedata.normalize("NFKD", sign_in_key(text).translate(_PLAIN)):
        kind = unicodedata.category(character)[0]
        accent_on_latin = kind == "M" and bool(letters) and letters[-1].isascii()
        if kind in "LMN" and not accent_on_latin:
            letters.append(character)
    return sign_in_key("".join(letters))
