"""Files sent as papers: what each is by content, why each bad one is refused, what is read in the good ones."""

import io
import random
import struct
import zipfile

import pytest

from portal.base.documents import packages, pdf, reading, recognising, refusals
from portal.base.documents.refusals import DocumentRefused, NotReadable
from tests import factories_documents as made
from tests.factories_documents import CONTENT_TYPES, DRAFT, W, document_xml, docx, ofd, packed, paragraph, xlsx

RELATIONS = "word/_rels/document.xml.rels"
COMPOUND = packages.COMPOUND + bytes(600)


def relation(kind, target="http://example.com/x"):
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationships><Relationship Id="r1" Type="{kinds}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


def with_macro_type():
    return {"[Content_Types].xml": CONTENT_TYPES.replace("></", '><Override ContentType="x.macroEnabled.main+xml"/></')}


def locked_zip():
    """A package whose parts say that they are encrypted."""
    content = bytearray(docx("1 范围"))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(sign)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(sign, start + 4)
    return bytes(content)


def bomb():
    """A few kilobytes that say they unpack to more than a gigabyte."""
    content = bytearray(docx("1 范围"))
    start = content.find(b"PK\x01\x02")
    content[start + 24 : start + 28] = struct.pack("<I", 0x7FFFFFFF)
    return bytes(content)


def twice():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", "word/document.XML"):
            archive.writestr(name, CONTENT_TYPES)
    return file.getvalue().replace(b".XML", b".xml")


def encrypted_pdf():
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf(["1 范围"])))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


BAD = {
    "nothing": (b"", refusals.EMPTY),
    "only zeros": (bytes(500), refusals.EMPTY),
    "a renamed .exe": (b"MZ\x90\0" + bytes(200), refusals.PROGRAM),
    "a program of Linux": (b"\x7fELF" + bytes(200), refusals.PROGRAM),
    "a script": (b"#!/bin/sh\nrm -rf /\n", refusals.PROGRAM),
    "a web page": (b"<!DOCTYPE html><html><script>1</script>", refusals.WEB_PAGE),
    "a drawing with scripts": (b'<svg onload="x()">', refusals.WEB_PAGE),
    "plain text": ("1 范围".encode(), refusals.PLAIN_TEXT),
    "noise": (b"\x01\0\x02" + random.Random(3).randbytes(300), refusals.WRONG_TYPE),
    "rich text": (b"{\\rtf1 x}", refusals.RICH_TEXT),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), refusals.PICTURE),
    "an old Word file": (COMPOUND, refusals.OLD_OFFICE),
    "a Word file with a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), refusals.LOCKED),
    "an archive": (packed({"a.docx": "x"}), refusals.ARCHIVE),
    "an archive of another kind": (b"Rar!\x1a\x07" + bytes(50), refusals.ARCHIVE),
    "slides": (packed({"[Content_Types].xml": CONTENT_TYPES, "ppt/presentation.xml": "<p/>"}), refusals.SLIDES),
    "half a package": (docx(*DRAFT)[:200], refusals.DAMAGED),
    "a package with broken parts": (docx(**{"word/document.xml": "<w:document"}), refusals.DAMAGED),
    "a part that stands twice": (twice, refusals.DAMAGED),
    "a part that climbs out": (docx("1", **{"../../etc/x": "x"}), refusals.DAMAGED),
    "encrypted parts": (locked_zip, refusals.LOCKED),
    "a bomb by its own word": (bomb, refusals.UNPACKED),
    "a bomb of many parts": (lambda: docx("1", **{f"word/{n}.xml": "" for n in range(10_001)}), refusals.UNPACKED),
    "entities": (docx(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), refusals.DECLARATIONS),
    "macros": (docx("1", **{"word/vbaProject.bin": COMPOUND}), refusals.MACROS),
    "a type with macros": (docx("1", **with_macro_type()), refusals.MACROS),
    "a workbook with old macros": (
        packed({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": "<w/>", "xl/macrosheets/s.xml": "<s/>"}),
        refusals.MACROS,
    ),
    "controls": (docx("1", **{"word/activeX/activeX1.xml": "<a/>"}), refusals.CONTROLS),
    "an embedded program": (docx("1", **{"word/embeddings/x.bin": b"MZ" + bytes(99)}), refusals.CONTROLS),
    "a packed program": (
        docx("1", **{"word/embeddings/o.bin": COMPOUND + "\x01Ole10Native".encode("utf-16-le")}),
        refusals.CONTROLS,
    ),
    "macros in an embedded table": (
        docx("1", **{"word/embeddings/t.xlsx": packed({"[Content_Types].xml": "<T/>", "xl/vbaProject.bin": "x"})}),
        refusals.MACROS,
    ),
    "a template from elsewhere": (docx("1", **{RELATIONS: relation("attachedTemplate")}), refusals.REMOTE),
    "an object from elsewhere": (docx("1", **{RELATIONS: relation("oleObject")}), refusals.REMOTE),
    "fields that call programs": (
        docx(body="<w:p><w:r><w:instrText> DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"),
        refusals.FIELDS,
    ),
    "half a PDF": (made.pdf(["1 范围"])[:60], refusals.DAMAGED),
    "a PDF without pages": (made.pdf(), refusals.DAMAGED),
    "a PDF with a password": (encrypted_pdf, refusals.LOCKED),
    "a PDF with a script": (made.pdf(["1"], root="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), refusals.SCRIPTS),
    "a PDF that starts programs": (made.pdf(["1"], root="/AA << /WC << /S /Launch /F (cmd.exe) >> >>"), refusals.SCRIPTS),
    "a PDF with named scripts": (made.pdf(["1"], root="/Names << /JavaScript << /Names [] >> >>"), refusals.SCRIPTS),
    "a PDF with attachments": (made.pdf(["1"], root="/Names << /EmbeddedFiles << /Names [] >> >>"), refusals.ATTACHMENTS),
    "a PDF with a hidden script": (
        made.pdf(["1"], root="/Outlines << /First 8 0 R >>", objects=["<< /A << /S /URI /Next [<< /S /JavaScript >>] >> >>"]),
        refusals.SCRIPTS,
    ),
    "an encrypted OFD": (ofd(["1"], **{"Encryptions.xml": "<e/>"}), refusals.LOCKED),
    "an OFD with attachments": (ofd(["1"], **{"Doc_0/Attachs/Attachments.xml": "<a/>"}), refusals.ATTACHMENTS),
    "an OFD in name only": (packed({"OFD.xml": "<html/>"}), refusals.WRONG_TYPE),
}


@pytest.mark.parametrize("what", sorted(BAD))
def test_a_bad_file_is_refused_with_its_reason(what):
    content, reason = BAD[what]
    content = content() if callable(content) else content
    with pytest.raises(DocumentRefused) as refused:
        made.examined(content)
    assert refused.value.template == reason


def test_a_file_over_the_limit_says_both_sizes():
    with pytest.raises(DocumentRefused) as refused:
        recognising.examine(io.BytesIO(b"x"), 70 * 1024 * 1024 + 1, 64 * 1024 * 1024)
    assert (refused.value.template, refused.value.values) == (refusals.TOO_LARGE, {"size": 71, "limit": 64})


GOOD = {
    "pdf": made.pdf(list(DRAFT)),
    "docx": docx(*DRAFT),
    "xlsx": xlsx(["序号", "意见"], [1, "改为"]),
    "ofd": ofd(list(DRAFT)),
    "formulas": docx("1 范围", **{"word/embeddings/oleObject1.bin": COMPOUND}),
    "links": docx("1 范围", **{RELATIONS: relation("hyperlink")}),
}
KEYS = ["foreword", "1", "2", "2.1"]


@pytest.mark.parametrize("what", sorted(GOOD))
def test_a_good_file_is_told_by_its_content(what):
    found = made.examined(GOOD[what])
    assert (recognising.FORMATS[found.content_type], found.size, len(found.sha256)) == (
        what if what in recognising.TYPES else "docx",
        len(GOOD[what]),
        64,
    )


def read(content):
    said = []
    found = reading.read(io.BytesIO(content), made.examined(content).content_type, lambda done, total: said.append((done, total)))
    return found, said


@pytest.mark.parametrize(("what", "pages", "said"), (("pdf", 1, [(1, 1)]), ("docx", None, []), ("ofd", 1, [(1, 1)])))
def test_each_form_gives_the_same_clauses(what, pages, said):
    found, progress = read(GOOD[what])
    assert ([one.key for one in found.clauses], found.pages, progress, found.whole) == (KEYS, pages, said, True)
    assert (found.clauses[-1].heading, found.clauses[-1].text) == ("设备 equipment", "装置。")


def test_the_sheets_of_a_workbook_are_its_parts():
    found, _progress = read(GOOD["xlsx"])
    assert [(one.key, one.heading, one.lines) for one in found.clauses] == [("sheet-1", "意见", ["序号 | 意见", "1.0 | 改为"])]


@pytest.mark.parametrize("content", (made.pdf([]), docx(""), ofd([])))
def test_a_file_without_text_says_so(content):
    with pytest.raises(NotReadable) as refused:
        read(content)
    assert refused.value.template == refusals.PICTURES_ONLY


def numbered(text, level, numbering="7"):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>')


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="附　录　%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"""


def test_numbers_that_word_only_shows_are_read():
    body = (
        paragraph("范围", '<w:pStyle w:val="a"/>')
        + numbered("要求", 0)
        + numbered("温度", 1)
        + paragraph("湿度", '<w:pStyle w:val="b"/>')
        + numbered("（规范性）", 0, "8")
        + numbered("概述", 1, "8")
    )
    content = docx(**{"word/document.xml": document_xml(body), "word/numbering.xml": NUMBERING, "word/styles.xml": STYLES})
    found, _progress = read(content)
    assert [(one.key, one.heading) for one in found.clauses] == [
        ("1", "范围"), ("2", "要求"), ("2.1", "温度"), ("2.2", "湿度"), ("A", "（规范性）"), ("A.1", "概述"),
    ]  # fmt: skip


def test_what_was_struck_in_word_is_not_read_and_a_row_is_a_line():
    body = (
        "<w:p><w:r><w:t>留下</w:t></w:r><w:del><w:r><w:delText>删去</w:delText><w:t>也删去</w:t></w:r></w:del></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}{paragraph('丙')}</w:tc></w:tr></w:tbl>"
    )
    assert read(docx(body=body))[0].text == "留下\n甲 | 乙 丙"


def test_heads_and_feet_of_pages_are_no_text():
    pages = [["GB/T 1—2020", f"第{n}条", f"正文{n}", str(n)] for n in range(1, 5)]
    assert pdf.without_running_heads(["\n".join(page) for page in pages]) == [f"第{n}条\n正文{n}" for n in range(1, 5)]


@pytest.mark.parametrize(
    ("name", "plain", "offered"),
    (
        ("征求意见稿.docx", "征求意见稿.docx", "征求意见稿.docx"),
        ("C:\\Users\\x\\draft.exe", "draft.exe", "draft.docx"),
        ("../../etc/passwd", "passwd", "passwd.docx"),
        ('a"\r\nSet-Cookie: x.docx', 'a"Set-Cookie: x.docx', 'a"Set-Cookie: x.docx'),
        ("", "", "document.docx"),
        ("长" * 400 + ".docx", "长" * 145 + ".docx", "长" * 145 + ".docx"),
    ),
)
def test_a_file_is_offered_under_the_type_of_its_content(name, plain, offered):
    kept = recognising.plain_name(name)
    assert (kept, recognising.offered_name(kept, recognising.TYPES["docx"])) == (plain, offered)


@pytest.mark.parametrize("kind", ("pdf", "docx", "xlsx", "ofd"))
def test_a_file_with_broken_bytes_is_refused_or_read_but_never_falls_over(kind):
    chance, content = random.Random(7), GOOD[kind]
    for _attempt in range(60):
        broken = bytearray(content)
        for _byte in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            made.examined(bytes(broken))
        except DocumentRefused as refused:
            assert str(refused)
