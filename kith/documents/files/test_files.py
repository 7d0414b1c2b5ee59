"""What a file is, whatever it is called."""

import io
import zipfile

import pytest

from kith.documents.files import actions, queries, rules


def packed(*names, **parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as one:
        for name, content in (dict.fromkeys(names, "x") | parts).items():
            one.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\xff\xd8\xff\xe0...", "jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (packed("word/document.xml"), "docx"),
        ("Kian said: “no”.\r\n".encode(), "text"),
    ],
)
def test_a_file_is_told_by_what_is_in_it(raw, kind):
    assert rules.look(raw, len(raw)) == rules.Found(kind)


@pytest.mark.parametrize(
    "raw",
    [
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script>",
        b"  <svg onload=x>",
        b"#!/bin/sh\nrm",
        b"PK\x03\x04 broken",
        packed("xl/workbook.xml"),
        b"\xd0\xcf\x11\xe0 an old Word file",
        "caf\xe9".encode("latin-1"),
    ],
)
def test_what_is_not_on_the_list_is_not_taken(raw):
    assert rules.look(raw, len(raw)).problem.startswith("This kind of file is not taken")


def test_programs_inside_and_sizes_are_told():
    assert "macros" in rules.look(packed("word/document.xml", "word/vbaProject.bin"), 9).problem
    assert "macros" in rules.look(packed("word/document.xml", "WORD/VBAPROJECT.BIN"), 9).problem
    assert rules.look(b"%PDF-", rules.MOST_BYTES).kind == "pdf"
    assert rules.look(b"", rules.MOST_BYTES + 1).problem == "It has 5.0 megabytes; at most 5 are taken."
    assert rules.look(b"", 0).problem == "It is empty."


PROGRAM = '<Types><Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.{}"/></Types>'


@pytest.mark.parametrize(
    "listed",
    [
        PROGRAM.format("vbaProject"),
        PROGRAM.format("VBAPROJECT").encode("utf-16"),
        PROGRAM.format("vb&#97;Project"),
        PROGRAM.format("word.document.macroEnabled.main+xml"),
        '<!DOCTYPE Types [<!ENTITY a "vba">]>' + PROGRAM.format("&a;Project"),
    ],
)
@pytest.mark.parametrize("name", ["[Content_Types].xml", "[CONTENT_TYPES].XML"])
def test_a_program_under_another_name_is_found_by_the_list_of_parts(listed, name):
    assert "macros" in look_at_packed({"word/document.xml": "x", "word/x.bin": "x", name: listed}).problem


def test_a_list_of_parts_without_a_program_is_taken_and_one_without_end_is_not():
    plain = {"word/document.xml": "x", "[Content_Types].xml": PROGRAM.format("wordprocessingml.document")}

    assert look_at_packed(plain).kind == "docx"
    endless = look_at_packed(plain | {"[Content_Types].xml": " " * (rules.LONGEST_LIST + 1)})
    assert endless.problem == rules.not_taken()


def test_a_packed_file_that_cannot_be_opened_is_not_taken():
    listed = b"<Types>" + b"x" * 40
    broken = packed("word/document.xml", **{"[Content_Types].xml": listed}).replace(
        listed, b"y" * len(listed), 1
    )

    assert rules.look(broken, len(broken)).problem == rules.not_taken()


def look_at_packed(parts):
    raw = packed(**parts)
    return rules.look(raw, len(raw))


@pytest.mark.parametrize(
    ("told", "kind", "name"),
    [
        ("report.pdf", "pdf", "report.pdf"),
        ("photo.exe", "jpeg", "photo.jpg"),
        ("../../etc/passwd", "text", "passwd.txt"),
        ('C:\\x\\a"b<c>.docx', "docx", "abc.docx"),
        ("", "pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "pdf", "x" * 114 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(told, kind, name):
    assert rules.safe_name(told, kind) == name


@pytest.mark.django_db
def test_what_is_stored_can_be_read_back(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    stored = actions.store(b"%PDF-1", kind="pdf")

    assert queries.contents(stored) == b"%PDF-1"
    assert (stored.size, stored.kind, len(stored.digest)) == (6, "pdf", 64)
    assert "pdf" not in stored.place
