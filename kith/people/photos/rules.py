"""What counts as a photo: by what is in the file, not by its name."""

LARGEST = 4 * 1024 * 1024
NO_FILE = "Choose a picture."
NO_PICTURE = "This is no picture we can show. Choose a JPEG or PNG file."
TOO_LARGE = "The picture is larger than 4 MB. Choose a smaller one."
ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
STARTS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


def size_problem(size: int) -> str | None:
    """Why a file of this many bytes is not taken."""
    if size == 0:
        return NO_FILE
    return TOO_LARGE if size > LARGEST else None


def kind_of(content: bytes) -> str | None:
    """The kind of picture this is, by its first bytes; nothing for anything else."""
    return next((kind for kind, start in STARTS.items() if content.startswith(start)), None)
