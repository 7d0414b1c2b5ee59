"""Documents for word processors: headings, paragraphs and tables as one DOCX file. Plain values only.

The file is the same, byte for byte, for the same words. Nothing that was typed is read as markup.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MADE_AT = (2000, 1, 1, 0, 0, 0)  # a zip wants a day for each of its files; one and the same keeps them equal
TWIPS_ACROSS = 9_638  # an upright sheet of A4 between margins of 2 cm, in twentieths of a point
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DEEPEST = 3
GREY = '<w:color w:val="4B5660"/>'


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a quiet one is set in grey."""

    words: str
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of words. `widths` are how wide its columns are to each other; the heads are told again on each page."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


Block = Heading | Paragraph | Rows


def word_file(title: str, blocks: Iterable[Block], foot: str = "") -> bytes:
    """The file. Raises ValueError for a table whose rows and heads do not match, and a heading that is too deep."""
    body = "".join(_block(one) for one in blocks)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, words in _parts(title, body, foot).items():
            packed.writestr(zipfile.ZipInfo(name, MADE_AT), words, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _told(words: str) -> str:
    return escape(NOT_IN_XML.sub("", words))


def _run(words: str, marks: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{_told(line)}</w:t>' for line in words.split("\n"))
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{lines}</w:r>"


def _block(one: Block) -> str:
    match one:
        case Heading():
            if not 1 <= one.level <= DEEPEST:
                raise ValueError(f"A heading is of level 1 to {DEEPEST}.")
            style = "Title" if one.level == 1 else f"Heading{one.level - 1}"
            return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(one.words)}</w:p>'
        case Paragraph():
            return f"<w:p>{_run(one.words, GREY if one.is_quiet else '')}</w:p>"
        case Rows():
            return _table(one)


def _table(one: Rows) -> str:
    if any(len(row) != len(one.heads) for row in (*one.rows, one.widths)):
        raise ValueError("Every row of a table has as many cells as there are heads.")
    whole = sum(one.widths)
    widths = [width * TWIPS_ACROSS // whole for width in one.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(one.heads, widths, is_head=True)
    rows = "".join(_row(row, widths) for row in one.rows)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="AAB4BB"/>' for side in ("top", "bottom", "insideH")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TWIPS_ACROSS}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl><w:p/>'
    )


def _row(cells: Sequence[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    marks = '<w:b/><w:sz w:val="17"/>' if is_head else '<w:sz w:val="17"/>'
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>{_run(cell, marks)}</w:p></w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if is_head else ''}</w:trPr>{told}</w:tr>"


def _style(name: str, called: str, size: int, level: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="100"/>'
        f'<w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = (
    f'<w:styles xmlns:w="{WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="21"/><w:lang w:val="en-GB"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    f'<w:name w:val="Normal"/></w:style>{_style("Title", "Title", 36, 0)}{_style("Heading1", "heading 1", 28, 0)}'
    f"{_style('Heading2', 'heading 2', 23, 1)}</w:styles>"
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KINDS}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("footer1", "footer"))
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
WHAT_IS_WHERE = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
    f'Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
BESIDE = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
SHEET = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" '
    'w:gutter="0"/></w:sectPr>'
)
NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{_told(title)}</dc:title>'
        '<dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">'
        f"{MADE_AT[0]}-01-01T00:00:00Z</dcterms:created>"
        "</cp:coreProperties>"
    )


def _parts(title: str, body: str, foot: str) -> dict[str, str]:
    """The files inside the file, by name."""
    document = f'<w:document xmlns:w="{WORDS}" xmlns:r="{OFFICE}"><w:body>{body}{SHEET}</w:body></w:document>'
    found = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": WHAT_IS_WHERE,
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": BESIDE,
        "word/styles.xml": STYLES,
        "word/footer1.xml": f'<w:ftr xmlns:w="{WORDS}"><w:p>{_run(foot + "   ")}{NUMBER}</w:p></w:ftr>',
        "word/document.xml": document,
    }
    return {
        name: f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{words}'
        for name, words in found.items()
    }
