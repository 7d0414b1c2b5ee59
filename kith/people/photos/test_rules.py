"""What a picture says of itself."""

import struct
from zlib import crc32

import pytest

from kith.people.photos import rules

JPEG_TABLE = b"\xff\xdb\x00\x04\x00\x00"


def png(width=120, height=140, *, depth=8, colour=2, rest=b"\x00\x00\x00", end=rules.PNG_END):
    head = b"IHDR" + struct.pack(">IIBB", width, height, depth, colour) + rest
    part = struct.pack(">I", 13) + head + struct.pack(">I", crc32(head))
    return b"\x89PNG\r\n\x1a\n" + part + b"the picture" + end


def jpeg(width=120, height=140, *, mark=0xC2, colours=3, before=JPEG_TABLE, end=rules.JPEG_END):
    frame = struct.pack(">BHHB", 8, height, width, colours) + b"\x01\x11\x00" * colours
    part = bytes([0xFF, mark]) + struct.pack(">H", len(frame) + 2) + frame
    return b"\xff\xd8" + before + part + b"\xff\xda\x00\x02the picture" + end


@pytest.mark.parametrize(
    "content",
    [
        png(),
        png(6000, 6000, depth=1, colour=3, rest=b"\x00\x00\x01"),
        png(end=rules.PNG_END + b"a tail that some cameras write"),
        jpeg(),
        jpeg(6000, 1, mark=0xC0, colours=1, before=JPEG_TABLE + b"\xff\xff"),
    ],
)
def test_a_picture_is_taken(content):
    assert rules.problem(content) is None


@pytest.mark.parametrize("content", [png(6001, 2), png(2, 2**31 - 1), jpeg(6001, 2), jpeg(2, 65535)])
def test_one_that_would_fill_a_browser_is_not(content):
    assert rules.problem(content) == rules.TOO_WIDE


@pytest.mark.parametrize(
    "content", [png(end=b""), jpeg(end=b""), jpeg(before=b"\xff\xe1\x00\x06\xff\xd9ab", end=b"")]
)
def test_one_without_an_end_is_not(content):
    assert rules.problem(content) == rules.CUT_SHORT


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg onload=x>",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        png()[:30],
        png(0, 5),
        png(depth=3),
        png(colour=5),
        png(rest=b"\x01\x00\x00"),
        png(rest=b"\x00\x00\x02"),
        png().replace(b"IHDR\x00\x00\x00\x78", b"IHDR\x00\x00\x00\x79"),
        b"\xff\xd8\xff\xe0<script>",
        jpeg()[:20],
        jpeg(5, 0),
        jpeg(0, 5),
        jpeg(colours=2),
        jpeg(before=b"\xff\xda\x00\x02"),
        jpeg(before=b"\xff\xe0\x00\x00"),
        jpeg(before=b"\xff\xd9\x00\x02"),
        jpeg(mark=0xC4),
    ],
)
def test_a_head_that_is_nonsense_is_not(content):
    assert rules.problem(content) == rules.NO_PICTURE
