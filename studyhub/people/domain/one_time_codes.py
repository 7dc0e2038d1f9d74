"""One-time passwords: codes that a teacher or school admin hands over on paper.

A code is twelve characters in three groups, lower case, without look-alikes and without vowels,
so that it can be read aloud and spells no word. It carries 57 bits.
"""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher, make_password

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
GROUPS = 3
GROUP_LENGTH = 4
VALID_FOR_A_RESET = timedelta(hours=24)
VALID_ON_A_CARD = timedelta(days=14)


def new_code() -> str:
    """Return a fresh code. It is shown once and kept only as a hash."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS)
    )


class _LightArgon2(Argon2PasswordHasher):
    """Argon2 at a fraction of the cost, for secrets that nobody can guess anyway."""

    time_cost = 1
    memory_cost = 8 * 1024
    parallelism = 1


def hash_of(code: str) -> str:
    """Return the hash to keep as the password.

    A full hash takes a tenth of a second, which is for passwords that people think of; a sheet of
    300 cards would take half a minute. Django makes a full hash of the code once it is used.
    """
    if get_hasher().algorithm != Argon2PasswordHasher.algorithm:
        return make_password(code)
    light = _LightArgon2()
    return light.encode(code, light.salt())
