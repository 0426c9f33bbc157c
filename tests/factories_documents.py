"""Files of drafts and papers as the programs write them, small: PDF, DOCX, XLSX, OFD."""

import io
import zipfile
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.base import actions_documents
from portal.base.documents import recognising

LIMIT = 64 * 1024 * 1024
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
DRAFT = (
    "前言",
    "本文件按照GB/T 1.1的规定起草。",
    "1 范围",
    "本文件规定了要求。",
    "2 术语和定义",
    "2.1",
    "设备 equipment",
    "装置。",
)


def packed(parts):
    """A ZIP file of these parts, the same bytes at any time of day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def paragraph(text, properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def document_xml(body):
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'


def docx(*lines, body=None, **parts):
    """A DOCX of these paragraphs; `parts` replace or add parts by name."""
    body = body if body is not None else "".join(paragraph(line) for line in lines)
    named = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document_xml(body)}
    return packed(named | parts)


def xlsx(*rows, sheet="意见"):
    import openpyxl

    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def pdf(*pages, root="", objects=()):
    """A PDF of these pages, each a list of lines, in a font that the reader brings. `root` adds to the catalogue."""
    fixed = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo 5 0 R >>",
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>",
    ]
    first = 6
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    found = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *fixed,
    ]
    for place, lines in enumerate(pages):
        drawn = b"".join(b"<%s> Tj 0 -16 Td " % line.encode("utf-16-be").hex().encode() for line in lines)
        stream = b"BT /F1 12 Tf 72 780 Td " + drawn + b"ET"
        sheet = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        found.append(f"{sheet} /Contents {first + 2 * place + 1} 0 R >>".encode())
        found.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    return _numbered([*found, *(one.encode() for one in objects)])


def _numbered(objects):
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, begin))


def ofd(*pages, **parts):
    """An OFD file of these pages, each a list of lines."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    named = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, lines in enumerate(pages):
        drawn = "".join(
            f'<ofd:TextObject Boundary="20 {20 + 8 * place} 150 6"><ofd:TextCode X="0" Y="5">{escape(line)}</ofd:TextCode>'
            "</ofd:TextObject>"
            for place, line in enumerate(lines)
        )
        named[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{drawn}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return packed(named | parts)


def sent(content, name="征求意见稿.docx"):
    return SimpleUploadedFile(name, content)


def examined(content):
    return recognising.examine(io.BytesIO(content), len(content), LIMIT)


def document(subject, *, by, content=None, name="征求意见稿.docx", **fields):
    """A paper of a record with its first version, in the way the form adds it."""
    content = docx(*DRAFT) if content is None else content
    fields = {"kind": "comment-draft", "title": "示例征求意见稿", "is_public": True} | fields
    return actions_documents.add_document(subject, file=sent(content, name), examined=examined(content), by=by, **fields)


def version(document, *, by, content, name="征求意见稿二.docx", **more):
    return actions_documents.add_version(document, file=sent(content, name), examined=examined(content), by=by, **more)
