import io
import zipfile
from xml.etree import ElementTree

import pytest

from kith.core.word_file import Heading, Paragraph, Rows, word_file

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(*blocks, title="Paper", foot="") -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(word_file(title, blocks, foot))) as packed:
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))  # every part is XML
        return ElementTree.fromstring(packed.read("word/document.xml"))


def words(found: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in found.iter(f"{WORD}t")]


def test_it_tells_headings_paragraphs_and_tables_in_their_order():
    found = document(
        Heading("Board paper"), Paragraph("As it stood."), Rows(("A", "B"), [("1", "2")], (1, 3))
    )

    assert words(found) == ["Board paper", "As it stood.", "A", "B", "1", "2"]
    assert [one.get(f"{WORD}val") for one in found.iter(f"{WORD}pStyle")] == ["Title"]
    assert len(list(found.iter(f"{WORD}tblHeader"))) == 1
    assert [int(one.get(f"{WORD}w") or 0) for one in found.iter(f"{WORD}gridCol")] == [2409, 7228]


def test_what_was_typed_stays_words():
    typed = "</w:t><b> & \x00\x0b“quoted”\nsecond line"

    assert words(document(Paragraph(typed), title="<&>", foot="<&>")) == [
        "</w:t><b> & “quoted”",
        "second line",
    ]


def test_the_same_words_give_the_same_file():
    assert word_file("A", [Heading("B")]) == word_file("A", [Heading("B")])


@pytest.mark.parametrize("block", [Heading("Too deep", 4), Rows(("A", "B"), [("1",)], (1, 1))])
def test_what_cannot_be_a_document_is_refused(block):
    with pytest.raises(ValueError, match=r"level|cells"):
        word_file("A", [block])
