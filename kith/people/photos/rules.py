"""What counts as a photo: by what is in the file, not by its name.

Only what a file says of itself is read; no picture is unpacked here.
"""

from zlib import crc32

LARGEST = 4 * 1024 * 1024
MOST_A_SIDE = 6000
NO_FILE = "Choose a picture."
NO_PICTURE = "This is no picture we can show. Choose a JPEG or PNG file."
TOO_LARGE = "The picture is larger than 4 MB. Choose a smaller one."
TOO_WIDE = "The picture has more than 6,000 dots on a side. Make it smaller and choose it again."
CUT_SHORT = "The end of the picture is missing. Save it again and choose the new file."
ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
STARTS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}  # by kind of colour
PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPEG_END = b"\xff\xd9"
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG: the part that tells the size
SCAN, FILLING = 0xDA, 0xFF  # JPEG: the picture itself begins; stands before a mark any number of times
ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xDA)})  # JPEG: marks that begin no part

Head = tuple[int, int, int]  # width, height, and where what follows begins


def size_problem(size: int) -> str | None:
    """Why a file of this many bytes is not taken."""
    if size == 0:
        return NO_FILE
    return TOO_LARGE if size > LARGEST else None


def kind_of(content: bytes) -> str | None:
    """The kind of picture this claims to be, by its first bytes; nothing for anything else."""
    return next((kind for kind, start in STARTS.items() if content.startswith(start)), None)


def problem(content: bytes) -> str | None:
    """Why this is no picture that every browser shows, or None."""
    kind = kind_of(content)
    head = _png_head(content) if kind == "image/png" else _jpeg_head(content) if kind else None
    if head is None or 0 in head:
        return NO_PICTURE
    width, height, after = head
    if max(width, height) > MOST_A_SIDE:
        return TOO_WIDE
    end = PNG_END if kind == "image/png" else JPEG_END
    return None if content.find(end, after) > after else CUT_SHORT


def _png_head(content: bytes) -> Head | None:
    """What the first part (IHDR, 13 bytes and their check sum) says; None where it is nonsense."""
    head = content[16:29]
    checked = int.from_bytes(content[29:33], "big") == crc32(content[12:29])
    if content[8:16] != b"\x00\x00\x00\rIHDR" or len(head) < 13 or not checked:
        return None
    depth, colour, packing, filtering, lacing = head[8:]
    if depth not in PNG_DEPTHS.get(colour, ()) or packing or filtering or lacing > 1:
        return None
    return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big"), 33


def _jpeg_head(content: bytes) -> Head | None:
    """What the frame (SOF) says, which comes after other parts and before the scan; None where none does."""
    at = 2
    while at + 4 <= len(content) and content[at] == FILLING:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == FILLING:
            at += 1
        elif mark in FRAMES:
            return _frame(content[at + 4 : at + 2 + length], at + 2 + length)
        elif mark == SCAN or mark in ALONE or length < 2:
            return None
        else:
            at += 2 + length
    return None


def _frame(frame: bytes, after: int) -> Head | None:
    if (
        len(frame) < 6
        or frame[0] not in (8, 12)
        or frame[5] not in (1, 3, 4)
        or len(frame) != 6 + 3 * frame[5]
    ):
        return None
    return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big"), after
