"""The demo people, and the password that opens their accounts on this installation."""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

FAMILY_NAME = "Demo"
SUPERUSER = "demo-superuser"
STUDENTS_A = (
    "Amal", "Bruno", "Chidi", "Dana", "Emre", "Farah", "Goran", "Hana", "Idris", "Jana", "Karim",
    "Lena",
)  # fmt: skip
STUDENTS_B = (
    "Mira", "Nadim", "Olga", "Pavel", "Rania", "Samir", "Tarek", "Ulla", "Vera", "Wafa", "Yusuf",
    "Zara",
)  # fmt: skip
STUDENTS_SMALL = ("Anton", "Bilal", "Clara")


@dataclass(frozen=True)
class DemoSchool:
    """A demo school: ``classes`` maps a class name to (teacher, students), all given names.

    ``assistant`` helps in the first class.
    """

    name: str
    slug: str
    time_zone: str
    admin: str
    classes: dict[str, tuple[str, tuple[str, ...]]]
    assistant: str = ""


RIVERSIDE = DemoSchool(
    name="Riverside Demo School",
    slug="riverside-demo",
    time_zone="Africa/Cairo",
    admin="Selma",
    classes={
        "History 10A": ("Maryam", STUDENTS_A),
        "History 10B": ("Tomas", STUDENTS_B),
    },
    assistant="Noor",
)
HILLSIDE = DemoSchool(
    name="Hillside Demo School",
    slug="hillside-demo",
    time_zone="Europe/Vienna",
    admin="Ines",
    classes={"Year 11": ("Oskar", STUDENTS_SMALL)},
)

_WORDS = (
    "amber", "anchor", "basin", "birch", "candle", "canvas", "cedar", "cinder", "clover", "copper",
    "coral", "cotton", "ember", "fern", "flint", "garnet", "ginger", "harbor", "hazel", "heron",
    "indigo", "ivory", "juniper", "lantern", "linen", "maple", "marble", "meadow", "mosaic",
    "nutmeg", "olive", "opal", "orchard", "otter", "paper", "pebble", "pencil", "quartz", "quill",
    "raven", "ribbon", "river", "saffron", "sage", "sparrow", "thistle", "timber", "topaz",
    "umber", "velvet", "violet", "walnut", "willow", "winter",
)  # fmt: skip


def demo_password() -> str:
    """Return the demo password of this installation: the same at every run, unlike any other's.

    Derived from the secret key, so that no well-known password opens an account anywhere.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), b"studyhub demo", hashlib.sha256).digest()
    words = [_WORDS[byte % len(_WORDS)] for byte in digest[:4]]
    return "-".join(words) + f"-{digest[4] % 90 + 10}"
