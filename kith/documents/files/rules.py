"""Which files are taken: told by their first bytes and what they hold, whatever they are called."""

import html
import io
import zipfile
import zlib
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
TAKEN = f"{', '.join(KINDS.values())}; at most {MOST_BYTES // 1_000_000} MB"
MARKS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}
CONTENT = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain; charset=utf-8",
}
MACROS = "vbaproject"
LIST_OF_PARTS = "[content_types].xml"
LONGEST_LIST = 1_000_000


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
            names = [name.lower() for name in packed.namelist()]
            lists = [_list_of_parts(packed, one) for one in packed.infolist() if _is_list(one)]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        return Found(problem=not_taken())
    if any(MACROS in name for name in names) or any(_tells_of_macros(one) for one in lists):
        return Found(problem="It holds a program (macros). Save it without, as docx.")
    return Found("docx") if "word/document.xml" in names else Found(problem=not_taken())


def _is_list(part: zipfile.ZipInfo) -> bool:
    return part.filename.replace("\\", "/").lstrip("/").lower() == LIST_OF_PARTS


def _list_of_parts(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The list of what each part of the file is; raises ValueError for one that is longer than any real one."""
    with packed.open(part) as opened:
        held = opened.read(LONGEST_LIST + 1)
    if len(held) > LONGEST_LIST:
        raise ValueError("the list of parts is too long")
    return held


def _tells_of_macros(listed: bytes) -> bool:
    """Whether a part is called a program there, in whatever letters; one that defines words of its own may hide it."""
    words = html.unescape(listed.replace(b"\x00", b"").decode("latin-1")).lower()
    return MACROS in words or "macroenabled" in words or "<!doctype" in words


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
