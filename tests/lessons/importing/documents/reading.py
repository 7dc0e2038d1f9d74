"""Shorthands: read a document, guess at it, and say what came out in a line each."""

from __future__ import annotations

from lessons.importing.documents.blocks import Block
from lessons.importing.documents.found import Document
from lessons.importing.documents.guessing.structure import find_structure
from lessons.importing.documents.readers.plain_text import read_text


def text(lines: str) -> Document:
    """Read a plain text in this process."""
    return read_text(lines.encode())


def blocks(lines: str) -> list[Block]:
    """Return the blocks of a plain text."""
    return text(lines).blocks


def roles(lines: str, **corrections) -> list[str]:
    """Return "role: text" for each block of a plain text."""
    found = blocks(lines)
    guesses = find_structure(found, **corrections)
    return [f"{guess.role}: {block.written}" for block, guess in zip(found, guesses, strict=True)]


def roles_only(lines: str, **corrections) -> list[str]:
    """Return the roles of a plain text's blocks."""
    return [line.partition(":")[0] for line in roles(lines, **corrections)]
