"""Findings: what is wrong in a pack, where, in a sentence."""

from dataclasses import dataclass

MAX_FINDINGS = 500


@dataclass(frozen=True)
class Finding:
    """One fault. ``place`` is a path such as ``events[12].date``, or ``line 31`` of the essay."""

    file: str
    place: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.sentence}"


class PackRefused(Exception):
    """The pack has findings; nothing was written."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


class Findings:
    """Collects what is found, so that reading can go on to the next fault.

    Past ``MAX_FINDINGS`` it keeps no more: a file that bad is not mended line by line.
    """

    def __init__(self) -> None:
        self.all: list[Finding] = []

    def add(self, file: str, place: str, sentence: str) -> None:
        """Note one fault."""
        if len(self.all) < MAX_FINDINGS:
            self.all.append(Finding(file, place, sentence))

    def refuse_if_any(self) -> None:
        """Raise ``PackRefused`` with all of them, or pass."""
        if self.all:
            raise PackRefused(self.all)
