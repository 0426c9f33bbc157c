"""Is it a table at all, and what are its rows: dialects, encodings, packings, workbooks, refusals."""

import gzip
import io
import lzma
import zipfile

import pytest
import xlsxwriter

from standards.imports import files
from standards.imports.said import FileRefused
from standards.imports.tables import open_table

TEXT = '序号,标准编号,标准名称,实施日期\n1,YD/T 1-2020,示例一,2020.5.1\n2,YD/T 2-2020,"示例,二",2020年6月1日\n'
ROWS = [
    {"designation": "YD/T 1-2020", "title_zh": "示例一", "in_force": "2020.5.1"},
    {"designation": "YD/T 2-2020", "title_zh": "示例,二", "in_force": "2020年6月1日"},
]


def rows(path, kind="standards"):
    with open_table(path, kind) as table:
        return [row.fields for row in table.rows]


def put(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def workbook(tmp_path, *lines, merged=(), name="file.xlsx"):
    path = tmp_path / name
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            if value is not None:
                sheet.write(number, place, value)
    for area, value in merged:
        sheet.merge_range(area, value)
    book.close()
    return path


@pytest.mark.parametrize(
    "content",
    (
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(",", ";").replace('"示例;二"', '"示例,二"').encode(),
        TEXT.replace(",", "\t").replace('"示例\t二"', '"示例,二"').encode(),
        gzip.compress(TEXT.encode(), mtime=0),
        lzma.compress(TEXT.encode("gb18030")),
    ),
    ids=("utf8", "bom", "gb18030", "utf16", "crlf", "semicolon", "tab", "gz", "xz of gb18030"),
)
def test_csv_in_every_dialect(tmp_path, content):
    assert rows(put(tmp_path, content)) == ROWS


def test_titles_above_sections_between_and_headings_repeated(tmp_path):
    lines = [
        "附件,,", "2020年行业标准,,", "序号,标准\u3000编号,标准名称", "一、通信行业,,", "1,YD/T 1-2020,示例一", ",,",
        "序号,标准编号,标准名称", "2,YD/T 2-2020,示例二",
    ]  # fmt: skip
    path = put(tmp_path, "\n".join(lines).encode())
    with open_table(path, "standards") as table:
        assert [(row.number, row.fields["designation"]) for row in table.rows] == [(5, "YD/T 1-2020"), (8, "YD/T 2-2020")]


def test_a_cell_of_several_lines(tmp_path):
    path = put(tmp_path, '标准编号,标准主要内容\nYD/T 1-2020,"第一行\n第二行"\nYD/T 2-2020,x\n'.encode())
    with open_table(path, "standards") as table:
        assert [(row.number, row.fields["content"]) for row in table.rows] == [(3, "第一行\n第二行"), (4, "x")]


def test_workbook_with_merged_cells(tmp_path):
    lines = (["公告附件"], ["序号", "标准编号", "标准名称", "行业"], [1, "YD/T 1-2020", "示例一"], [2, "YD/T 2-2020", "示例二"])
    path = workbook(tmp_path, *lines, merged=(("D3:D4", "通信"),))
    assert rows(path) == [
        {"designation": "YD/T 1-2020", "title_zh": "示例一", "industry": "通信"},
        {"designation": "YD/T 2-2020", "title_zh": "示例二", "industry": "通信"},
    ]
    packed = put(tmp_path, gzip.compress(path.read_bytes(), mtime=0), "file.xlsx.gz")
    assert rows(packed) == rows(path)


def test_json_lines_with_a_broken_line(tmp_path):
    path = put(tmp_path, b'{"designation": "ISO 1:2000"}\nnot json\n\n[1]\n{"designation": "ISO 2:2000"}\n', "x.jsonl")
    with open_table(path, "international") as table:
        found = [(row.number, row.fields.get("designation"), bool(row.problem)) for row in table.rows]
    assert found == [(1, "ISO 1:2000", False), (2, None, True), (4, None, True), (5, "ISO 2:2000", False)]


def test_disarmed_formulas_are_read_as_they_were(tmp_path):
    assert rows(put(tmp_path, "标准编号,标准名称\nYD/T 1-2020,'=1+1\n".encode()))[0]["title_zh"] == "=1+1"


def zipped(*names, content=b"x"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, content)
    return file.getvalue()


PLAIN = ("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "template"),
    (
        (b"", files.EMPTY),
        (b"  \n\n", files.EMPTY),
        (b"%PDF-1.7 ...", files._OTHERS[1][1]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, files._OTHERS[0][1]),
        (b"<html><table><tr><td>1</td></tr></table>", files.NOT_A_TABLE),
        (b"\x00\x01\x02\x03binary", files.NOT_A_TABLE),
        (b'[{"designation": "ISO 1:2000"}]', files.ARRAY),
        (zipped("a.txt"), files.NOT_A_TABLE),
        (zipped(*PLAIN, "xl/vbaProject.bin"), files.MACROS),
        (zipped(*PLAIN, content=b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"), files.MACROS),
        (zipped(*PLAIN)[:-30], files.DAMAGED),
        (gzip.compress(TEXT.encode(), mtime=0)[:-12], files.DAMAGED),
        (gzip.compress(b"%PDF-1.7", mtime=0), files._OTHERS[1][1]),
    ),
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, content, template):
    with pytest.raises(FileRefused) as refusal:
        rows(put(tmp_path, content, "annex.xlsx"))
    assert refusal.value.template == template


def test_no_headings(tmp_path):
    with pytest.raises(FileRefused, match="25"):
        rows(put(tmp_path, b"a,b\n1,2\n"))


def test_bombs_stop_at_the_limit(tmp_path, monkeypatch):
    bomb = put(tmp_path, gzip.compress(TEXT.encode() + b"3,YD/T 3-2020,x,2020\n" * 50_000, mtime=0), "bomb.csv.gz")
    with pytest.raises(FileRefused) as refusal, open_table(bomb, "standards", limit=500_000) as table:
        list(table.rows)
    assert refusal.value.template == files.TOO_LARGE
    monkeypatch.setattr(files, "SHEET_LIMIT", 1000)
    with pytest.raises(FileRefused) as refusal:
        rows(put(tmp_path, zipped(*PLAIN, content=b"0" * 5000), "bomb.xlsx"))
    assert refusal.value.template == files.TOO_LARGE


def test_text_that_breaks_late_names_the_row(tmp_path):
    good = "标准编号,标准名称\n" + "YD/T 1-2020,示例\n" * 20_000
    with pytest.raises(FileRefused):
        rows(put(tmp_path, good.encode() + b"YD/T 2-2020,\xff\xfe\xfa\n"))
