"""A file as somebody hands it in on a page: its name, what it is by what is in it, or why it is not taken."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from kith.documents.files import rules

NONE = "Choose a file."


@dataclass(frozen=True, slots=True)
class Handed:
    """A file as it was handed in, already judged: with a problem it is not taken, and nothing of it is kept."""

    name: str
    kind: str
    raw: bytes
    problem: str = ""


def handed(file: UploadedFile | None) -> Handed:
    """What was handed in. One that is too large is not read."""
    if file is None:
        return Handed("", "", b"", NONE)
    size = file.size or 0
    raw = b"" if size > rules.MOST_BYTES else file.read()
    file.seek(0)
    found = rules.look(raw, size)
    return Handed(file.name or "", found.kind, raw, found.problem)
