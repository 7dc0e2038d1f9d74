"""What a reader gives back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lessons.importing.documents.blocks import Block, Kind, block_as_json, block_from_json, joined
from lessons.importing.documents.findings import Finding, Severity
from lessons.importing.documents.limits import MAX_BLOCKS, MAX_CHARACTERS, DocumentRefused


@dataclass
class Document:
    """``kind`` is "txt", "md", "docx", "odt" or "pdf"; ``findings`` are the reader's own."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _characters: int = 0

    def add(self, block: Block) -> None:
        """Take a block in; one without visible text is passed over."""
        if not block.written and block.kind is not Kind.DRAWN:
            return
        self._characters += len(block.text)
        if len(self.blocks) >= MAX_BLOCKS:
            raise DocumentRefused(
                f"This document has more than {MAX_BLOCKS:,} paragraphs. Bring it in in parts."
            )
        if self._characters > MAX_CHARACTERS:
            raise DocumentRefused(
                f"This document has more than {MAX_CHARACTERS:,} characters. Bring it in in parts."
            )
        self.blocks.append(block)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form, in which it leaves the child process."""
        return {
            "kind": self.kind,
            "blocks": [block_as_json(block) for block in self.blocks],
            "findings": [finding.as_json() for finding in self.findings],
        }


def document_from_json(value: Mapping[str, Any]) -> Document:
    """Return the document, every value checked: a reader may have been turned by its file."""
    document = Document(str(value["kind"])[:10])
    for item in value["blocks"]:
        document.add(block_from_json(item))
    document.findings = [finding_from_json(item) for item in value["findings"]]
    return document


def finding_from_json(item: Mapping[str, Any]) -> Finding:
    """Return the finding. Raises ``ValueError`` or ``KeyError`` for what is none."""
    return Finding(Severity(item["severity"]), str(item["place"]), str(item["message"]))


def counted(counts: Counter[str], name: str, one: str, many: str) -> str:
    """Return "1 picture" or "3 pictures"; empty for none."""
    count = counts[name]
    if not count:
        return ""
    return f"1 {one}" if count == 1 else f"{count} {many}"


def folded(lines: list[Block]) -> list[Block]:
    """Join the lines of a paragraph where one plainly runs on in the next, as in a wrapped one."""
    blocks: list[Block] = []
    for line in filter(lambda block: block.text, lines):
        if blocks and runs_on(blocks[-1].text, line.text):
            blocks[-1] = joined(blocks[-1], line)
        else:
            blocks.append(line)
    return blocks


def runs_on(text: str, following: str) -> bool:
    """Tell whether a sentence that is not over goes on with a small letter."""
    return bool(following[:1].islower()) and text[-1:] not in ".!?…:;”\"'’)"
