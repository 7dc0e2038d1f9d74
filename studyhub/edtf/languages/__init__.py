"""The languages in which dates can be said, one table each.

To add one: write its table beside these, name it below, and give ``tests/studyhub/edtf`` a column.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from studyhub.edtf.languages.arabic import ARABIC
from studyhub.edtf.languages.english import ENGLISH
from studyhub.edtf.languages.french import FRENCH
from studyhub.edtf.languages.german import GERMAN
from studyhub.edtf.languages.language import Language, Name, Role, Signs
from studyhub.edtf.languages.spanish import SPANISH

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {table.code: table for table in (ENGLISH, GERMAN, FRENCH, SPANISH, ARABIC)}
)

__all__ = ["LANGUAGES", "Language", "Name", "Role", "Signs"]
