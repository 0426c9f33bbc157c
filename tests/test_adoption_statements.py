"""Adoption statements as printed on covers, in annexes and in cells of lists."""

import pytest

from standards.adoptions import parse_statement
from standards.designations import DesignationError

# text, adopter, adopted documents, degree, undated
STATEMENTS = (
    ("修改采用 ISO 9001:2015", None, ["ISO 9001:2015"], "MOD", False),
    ("等同采用 ISO/TS 80004-13:2017", None, ["ISO/TS 80004-13:2017"], "IDT", False),
    ("本标准非等效采用国际标准ISO 690:2010。", None, ["ISO 690:2010"], "NEQ", False),
    ("IDT ISO/IEC 27001:2022", None, ["ISO/IEC 27001:2022"], "IDT", False),
    ("ISO/IEC 27001:2022,IDT", None, ["ISO/IEC 27001:2022"], "IDT", False),
    ("ITU-T F.748.19：2022,MOD", None, ["ITU-T F.748.19 (2022)"], "MOD", False),
    ("GB/T 27926.1（ISO 20022-1，IDT）", "GB/T 27926.1", ["ISO 20022-1"], "IDT", True),
    ("GB 7247.1-2012 (idt IEC 60825-1: 2007)", "GB 7247.1-2012", ["IEC 60825-1:2007"], "IDT", False),
    ("GB／T 90.1-2002，idt ISO 3269：2000", "GB/T 90.1-2002", ["ISO 3269:2000"], "IDT", False),
    ("ISO 690:2010(E)《信息和文献 参考文献和信息资源引用指南》 NEQ 非等效采用", None, ["ISO 690:2010"], "NEQ", False),
    ("GB/T 16649.4－2010，ISO/IEC 7816-4:2005，IDT", "GB/T 16649.4-2010", ["ISO/IEC 7816-4:2005"], "IDT", False),
    ("GB/T7306.1-2000 eqv ISO7-1:1994", "GB/T 7306.1-2000", ["ISO 7-1:1994"], "EQV", False),
    (
        "GB/T 3-1997，eqv ISO 3508： 1976；eqv ISO 4755：1983",
        "GB/T 3-1997",
        ["ISO 3508:1976", "ISO 4755:1983"],
        "EQV",
        False,
    ),
    ("GB／T 12716-2011，ASME B1.20.2M：2006，MOD", "GB/T 12716-2011", ["ASME B1.20.2M:2006"], "MOD", False),
    ("≡ISO 7-1:1994", None, ["ISO 7-1:1994"], "IDT", False),
    ("≈ISO/IEC Guide 21-1999", None, ["ISO/IEC Guide 21:1999"], "EQV", False),
    ("参照采用 IEC 60068-2-1", None, ["IEC 60068-2-1"], "REF", True),
    ("GB/T 19001-2016/ISO 9001:2015", "GB/T 19001-2016/ISO 9001:2015", ["ISO 9001:2015"], "IDT", False),
    ("YD/T 6521-2025 修改采用 ITU-T F.748.19 (06/2022)", "YD/T 6521-2025", ["ITU-T F.748.19 (06/2022)"], "MOD", False),
    ("YD/T 1234-2020（idt ITU-T H.264 (V14) (08/2021)）", "YD/T 1234-2020", ["ITU-T H.264 (V14) (08/2021)"], "IDT", False),
    ("MOD 3GPP TS 38.331 V16.1.0", None, ["3GPP TS 38.331 V16.1.0"], "MOD", False),
    ("ISO 7831:1986; ISO 2969:1987", None, ["ISO 7831:1986", "ISO 2969:1987"], "", False),
    ("修改采用（MOD）", None, [], "MOD", False),
    ("等效采用（EQV）", None, [], "EQV", False),
)


@pytest.mark.parametrize(("text", "adopter", "documents", "degree", "undated"), STATEMENTS)
def test_statement_is_read(text, adopter, documents, degree, undated):
    read = parse_statement(text)
    assert (str(read.adopter) if read.adopter else None) == adopter
    assert [str(one) for one in read.designations] == documents
    assert (read.degree, read.undated) == (degree, undated)
    assert read.unread == ()


def test_each_reference_keeps_its_own_degree():
    before = parse_statement("idt ISO 9001:2015；neq ISO 14001")
    assert [(str(a.designation), a.degree, a.undated) for a in before.adoptions] == [
        ("ISO 9001:2015", "IDT", False),
        ("ISO 14001", "NEQ", True),
    ]
    assert (before.degree, before.undated) == ("", True)
    behind = parse_statement("ISO 9001:2015，IDT；ISO 14001:2015，MOD")
    assert [(str(a.designation), a.degree) for a in behind.adoptions] == [("ISO 9001:2015", "IDT"), ("ISO 14001:2015", "MOD")]


@pytest.mark.parametrize(
    ("mark", "degree", "today", "old"),
    (
        ("idt", "IDT", "IDT", False),
        ("mod", "MOD", "MOD", False),
        ("neq", "NEQ", "NEQ", False),
        ("eqv", "EQV", "MOD", True),
        ("ref", "REF", "NEQ", True),
    ),
)
def test_old_degrees_are_told_in_todays_terms(mark, degree, today, old):
    [adoption] = parse_statement(f"{mark} ISO 9001:2015").adoptions
    assert (adoption.degree, adoption.today, adoption.old_degree) == (degree, today, old)


def test_unreadable_piece_is_handed_back():
    read = parse_statement("IDT ISO 9001:2015；XYZ 12 rev")
    assert [str(one) for one in read.designations] == ["ISO 9001:2015"]
    assert read.unread == ("XYZ 12 rev",)


@pytest.mark.parametrize("text", ("", "无", "/", "没有采标"))
def test_statement_of_nothing_is_refused(text):
    with pytest.raises(DesignationError) as refused:
        parse_statement(text)
    assert refused.value.expected == "a degree such as IDT or the number of an adopted standard"
