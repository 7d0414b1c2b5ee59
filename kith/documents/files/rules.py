"""Which files are taken: told by their first bytes and what they hold, whatever they are called."""

import io
import zipfile
from dataclasses import dataclass

MOST_BYTES = 5_000_000
MOST_FILES = 5
LONGEST_NAME = 120
KINDS = {
    "pdf": "PDF",
    "jpeg": "photo (JPEG)",
    "png": "picture (PNG)",
    "docx": "Word document (docx)",
    "text": "plain text",
}
MARKS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
CONTENT = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain; charset=utf-8",
}
MACROS = "vbaProject.bin"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is, or why it is not taken."""

    kind: str = ""
    problem: str = ""


def look(raw: bytes, size: int) -> Found:
    """What a file of this size holds. ``raw`` is all of it, where it is not too large."""
    if size > MOST_BYTES:
        return Found(
            problem=f"It has {size / 1_000_000:.1f} megabytes; at most {MOST_BYTES // 1_000_000} are taken."
        )
    if not raw:
        return Found(problem="It is empty.")
    if kind := next((kind for mark, kind in MARKS.items() if raw.startswith(mark)), ""):
        return Found(kind)
    if raw.startswith(b"PK"):
        return _packed(raw)
    return Found("text") if _is_text(raw) else Found(problem=not_taken())


def not_taken() -> str:
    """What is taken, for who sent something else."""
    *first, last = KINDS.values()
    return f"This kind of file is not taken, whatever its name. Send a {', a '.join(first)} or {last}."


def _packed(raw: bytes) -> Found:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Found(problem=not_taken())
    if any(name.endswith(MACROS) for name in names):
        return Found(problem="It holds a program (macros). Save it without, as docx.")
    return Found("docx") if "word/document.xml" in names else Found(problem=not_taken())


def _is_text(raw: bytes) -> bool:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    opening = text.lstrip()[:200].lower()
    plain = all(sign >= " " or sign in "\t\r\n\f" for sign in text)
    return plain and not opening.startswith(("<!doctype", "<html", "<?xml", "<svg", "<script", "#!"))


def safe_name(told: str, kind: str) -> str:
    """A file's name as it is shown: no folders, no control signs, with the ending of what it really is."""
    last = told.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    clean = "".join(sign for sign in stem if sign.isprintable() and sign not in '/\\:*?"<>|').strip(" .")
    ending = {"jpeg": "jpg", "text": "txt"}.get(kind, kind)
    return f"{clean[: LONGEST_NAME - 6] or 'file'}.{ending}"
