"""Standard numbers: what is read, how it is printed, what is refused. Tables after the domain's list of examples."""

import pytest

from standards.designations import (
    DesignationError,
    lookup_keys,
    parse,
    parse_many,
    parse_replacement,
    prefix_key,
    search_key,
)

# text, normal form, (level, code, nature, number, part, year)
CHINESE = (
    ("GB/T 1.1-2020", "GB/T 1.1-2020", ("national", "GB", "T", "1", "1", 2020)),
    ("GB 18030—2022", "GB 18030-2022", ("national", "GB", "", "18030", "", 2022)),
    ("GB/T 16733--1997", "GB/T 16733-1997", ("national", "GB", "T", "16733", "", 1997)),
    ("GB/T16733-1997", "GB/T 16733-1997", ("national", "GB", "T", "16733", "", 1997)),
    ("ＧＢ／Ｔ　１６７３３－１９９７", "GB/T 16733-1997", ("national", "GB", "T", "16733", "", 1997)),
    ("GB T 17825.4 1999", "GB/T 17825.4-1999", ("national", "GB", "T", "17825", "4", 1999)),
    ("JB T 5000.13 1998", "JB/T 5000.13-1998", ("industry", "JB", "T", "5000", "13", 1998)),
    ("GB/T 9254.1-2021", "GB/T 9254.1-2021", ("national", "GB", "T", "9254", "1", 2021)),
    ("YD/T 3956.1—2021", "YD/T 3956.1-2021", ("industry", "YD", "T", "3956", "1", 2021)),
    ("GB/T 20223", "GB/T 20223", ("national", "GB", "T", "20223", "", None)),
    ("GB 2828-81", "GB 2828-1981", ("national", "GB", "", "2828", "", 1981)),
    ("JB/T 13368-2018", "JB/T 13368-2018", ("industry", "JB", "T", "13368", "", 2018)),
    ("FZ/T 40006-2018", "FZ/T 40006-2018", ("industry", "FZ", "T", "40006", "", 2018)),
    ("QB/T 5510-2021", "QB/T 5510-2021", ("industry", "QB", "T", "5510", "", 2021)),
    ("YS/T 3014-2013", "YS/T 3014-2013", ("industry", "YS", "T", "3014", "", 2013)),
    ("WJ 9023-2015", "WJ 9023-2015", ("industry", "WJ", "", "9023", "", 2015)),
    ("HG/T 1234-1999", "HG/T 1234-1999", ("industry", "HG", "T", "1234", "", 1999)),
    ("JT/T 18—2020", "JT/T 18-2020", ("industry", "JT", "T", "18", "", 2020)),
    ("NB/T 10307-2019", "NB/T 10307-2019", ("industry", "NB", "T", "10307", "", 2019)),
    ("JR/T 0253—2022", "JR/T 0253-2022", ("industry", "JR", "T", "0253", "", 2022)),
    ("DB3411/T 0053-2024", "DB3411/T 0053-2024", ("local", "DB3411", "T", "0053", "", 2024)),
    ("DB6523/T337—2022", "DB6523/T 337-2022", ("local", "DB6523", "T", "337", "", 2022)),
    ("DB/T 89-2022", "DB/T 89-2022", ("industry", "DB", "T", "89", "", 2022)),
    ("T/CAS 290-2017", "T/CAS 290-2017", ("group", "T/CAS", "", "290", "", 2017)),
    ("T/CHEAA 0001-2017", "T/CHEAA 0001-2017", ("group", "T/CHEAA", "", "0001", "", 2017)),
    ("T/GZAEPI 001-2018", "T/GZAEPI 001-2018", ("group", "T/GZAEPI", "", "001", "", 2018)),
    ("T/CCSA 300—2021", "T/CCSA 300-2021", ("group", "T/CCSA", "", "300", "", 2021)),
    ("Q/ABC 001-2020", "Q/ABC 001-2020", ("enterprise", "Q/ABC", "", "001", "", 2020)),
    ("GB/T 15629.11-2003/XG1-2006", "GB/T 15629.11-2003/XG1-2006", ("national", "GB", "T", "15629", "11", 2003)),
    ("GB 15629.11-2003-XG1-2006", "GB 15629.11-2003/XG1-2006", ("national", "GB", "", "15629", "11", 2003)),
    ("GB/T 30357.2-2013（含第1号修改单2016）", "GB/T 30357.2-2013", ("national", "GB", "T", "30357", "2", 2013)),
    ("GB 18306—2015（含2026年第1号修改单）", "GB 18306-2015", ("national", "GB", "", "18306", "", 2015)),
    ("（GBZ2.1-2019）第1号修改单", "GBZ 2.1-2019/XG1", ("national", "GBZ", "", "2", "1", 2019)),
    ("GB/TXXXX-1999/ISO 13616:1996", "GB/T XXXX-1999/ISO 13616:1996", ("national", "GB", "T", "XXXX", "", 1999)),
    ("GB/T 19001-2016/ISO 9001:2015", "GB/T 19001-2016/ISO 9001:2015", ("national", "GB", "T", "19001", "", 2016)),
    ("2019-0898T-FZ", "2019-0898T-FZ", ("plan", "MIIT", "T", "0898", "", 2019)),
    ("20230390-T-339", "20230390-T-339", ("plan", "GB", "T", "0390", "", 2023)),
    ("20030405-T-424", "20030405-T-424", ("plan", "GB", "T", "0405", "", 2003)),
    ("S06037-T", "S06037-T", ("plan", "S", "T", "037", "", 2006)),
    # Beyond the list: what stands in catalogues, scanned tables and file names.
    ("gbt19001", "GB/T 19001", ("national", "GB", "T", "19001", "", None)),
    ("GB_T 19001-2016", "GB/T 19001-2016", ("national", "GB", "T", "19001", "", 2016)),
    ("GB/T 1234一2008", "GB/T 1234-2008", ("national", "GB", "T", "1234", "", 2008)),
    ("GB/Z 43082—2023", "GB/Z 43082-2023", ("national", "GB", "Z", "43082", "", 2023)),
    ("GBZ/T 205-2007", "GBZ/T 205-2007", ("national", "GBZ", "T", "205", "", 2007)),
    ("GJB 150.1A-2009", "GJB 150.1A-2009", ("national", "GJB", "", "150", "1A", 2009)),
    ("GSB 04-1234-2005", "GSB 04-1234-2005", ("national", "GSB", "", "04-1234", "", 2005)),
    ("DLT 1236-2013", "DL/T 1236-2013", ("industry", "DL", "T", "1236", "", 2013)),
    ("JTG B01—2014", "JTG B01-2014", ("industry", "JTG", "", "B01", "", 2014)),
    ("DY/T 50XX-20XX", "DY/T 50XX-20XX", ("industry", "DY", "T", "50XX", "", None)),
    ("GD/J 029-2010", "GD/J 029-2010", ("industry", "GD", "J", "029", "", 2010)),
    ("NB/SH/T 0001-2010", "NB/SH/T 0001-2010", ("industry", "NB/SH", "T", "0001", "", 2010)),
    ("SJ/T 11363-2006/XG1-2010", "SJ/T 11363-2006/XG1-2010", ("industry", "SJ", "T", "11363", "", 2006)),
    ("YD/T 1484-2006(2017)", "YD/T 1484-2006", ("industry", "YD", "T", "1484", "", 2006)),
    ("ZB N40 005-1988", "ZB N40 005-1988", ("industry", "ZB N40", "", "005", "", 1988)),
    ("CECS24:90", "CECS 24:1990", ("group", "CECS", "", "24", "", 1990)),
    ("T/31SCTA001-2017", "T/31SCTA 001-2017", ("group", "T/31SCTA", "", "001", "", 2017)),
    ("T/CVIA-73-2019", "T/CVIA 73-2019", ("group", "T/CVIA", "", "73", "", 2019)),
    ("Q/CSG411002-2012", "Q/CSG 411002-2012", ("enterprise", "Q/CSG", "", "411002", "", 2012)),
    ("Q/GDW 10380.1-2020", "Q/GDW 10380.1-2020", ("enterprise", "Q/GDW", "", "10380.1", "", 2020)),
    ("DB31/ 933-2015", "DB31 933-2015", ("local", "DB31", "", "933", "", 2015)),
    ("DBJ50/T-047-2019", "DBJ/T 50-047-2019", ("local", "DBJ", "T", "50-047", "", 2019)),
)

# text, normal form, (body, code, kind, number, part, year)
INTERNATIONAL = (
    ("ISO/IEC 8802-11:1999,MOD", "ISO/IEC 8802-11:1999", ("ISO", "ISO/IEC", "", "8802", "11", 1999)),
    ("ISO/IEC/IEEE 8802-3:2021", "ISO/IEC/IEEE 8802-3:2021", ("ISO", "ISO/IEC/IEEE", "", "8802", "3", 2021)),
    ("ISO/IEC/IEEE 8802-3:2021/FDAM 1", "ISO/IEC/IEEE 8802-3:2021/FDAM 1", ("ISO", "ISO/IEC/IEEE", "", "8802", "3", 2021)),
    (
        "ISO/IEC 13818-1:2015/Amd 3:2016/Cor 1:2017",
        "ISO/IEC 13818-1:2015/Amd 3:2016/Cor 1:2017",
        ("ISO", "ISO/IEC", "", "13818", "1", 2015),
    ),
    ("ISO/ASTM 51423-1:2019", "ISO/ASTM 51423-1:2019", ("ISO", "ISO/ASTM", "", "51423", "1", 2019)),
    ("IEC 60335-2-24:2020", "IEC 60335-2-24:2020", ("IEC", "IEC", "", "60335", "2-24", 2020)),
    ("ISO/DIS 21448", "ISO/DIS 21448", ("ISO", "ISO", "", "21448", "", None)),
    ("ISPM No.5", "ISPM No. 5", ("IPPC", "ISPM", "", "No. 5", "", None)),
    ("ITU-T Y.3172 (06/2019)", "ITU-T Y.3172 (06/2019)", ("ITU", "ITU-T", "", "Y.3172", "", 2019)),
    ("3GPP TS 38.331 V16.1.0", "3GPP TS 38.331 V16.1.0", ("3GPP", "3GPP", "TS", "38.331", "", None)),
    ("iso9001-2015", "ISO 9001:2015", ("ISO", "ISO", "", "9001", "", 2015)),
    ("ISO9001：2015（E）", "ISO 9001:2015", ("ISO", "ISO", "", "9001", "", 2015)),
    ("ISO/TR20573:2006", "ISO/TR 20573:2006", ("ISO", "ISO", "TR", "20573", "", 2006)),
    ("ISO/IEC/TR 29110-3-1", "ISO/IEC TR 29110-3-1", ("ISO", "ISO/IEC", "TR", "29110", "3-1", None)),
    ("Guide ISO/CEI 51:1999", "ISO/IEC Guide 51:1999", ("ISO", "ISO/IEC", "Guide", "51", "", 1999)),
    ("ИСО/МЭК ТО 19791:2008", "ISO/IEC TR 19791:2008", ("ISO", "ISO/IEC", "TR", "19791", "", 2008)),
    ("ISO 5843/6", "ISO 5843-6", ("ISO", "ISO", "", "5843", "6", None)),
    ("ISO/R 170-1960", "ISO/R 170:1960", ("ISO", "ISO", "R", "170", "", 1960)),
    ("ISO 105-B02:1994/AMD 2:2000", "ISO 105-B02:1994/Amd 2:2000", ("ISO", "ISO", "", "105", "B02", 1994)),
    ("ISO 17301-1:2016/DCor 2.3", "ISO 17301-1:2016/DCOR 2.3", ("ISO", "ISO", "", "17301", "1", 2016)),
    ("IEC 60335-2-6:2014+AMD1:2018 CSV", "IEC 60335-2-6:2014+AMD1:2018 CSV", ("IEC", "IEC", "", "60335", "2-6", 2014)),
    ("IEC 62304:2006/Amd 1:2015", "IEC 62304:2006/AMD1:2015", ("IEC", "IEC", "", "62304", "", 2006)),
    ("IEC 60695-2-1/0:1994", "IEC 60695-2-1/0:1994", ("IEC", "IEC", "", "60695", "2-1/0", 1994)),
    ("CISPR TR 16-3:2020 RLV", "CISPR TR 16-3:2020 RLV", ("IEC", "CISPR", "TR", "16", "3", 2020)),
    ("CD IWA 37-1", "CD IWA 37-1", ("ISO", "IWA", "", "37", "1", None)),
    ("ISO/IEC DIS 27001.2", "ISO/IEC DIS 27001.2", ("ISO", "ISO/IEC", "", "27001", "", None)),
    ("X.413 (1995) Amd. 1 (08/1997)", "ITU-T X.413 (1995) Amd. 1 (08/1997)", ("ITU", "ITU-T", "", "X.413", "", 1995)),
    ("G Suppl. 2 (10/1984)", "ITU-T G Suppl. 2 (10/1984)", ("ITU", "ITU-T", "", "G", "", None)),
    ("CCITT E.163/Q.11bis", "ITU-T E.163/Q.11 bis", ("ITU", "ITU-T", "", "E.163/Q.11 bis", "", None)),
    ("Rec. ITU-R BT.2020-2", "ITU-R BT.2020-2", ("ITU", "ITU-R", "", "BT.2020-2", "", None)),
    ("3GPP TS 36.421:REL-9/9.0.1", "3GPP TS 36.421 V9.0.1", ("3GPP", "3GPP", "TS", "36.421", "", None)),
    ("TS 38.331 v16.1.0 (Release 16)", "3GPP TS 38.331 V16.1.0", ("3GPP", "3GPP", "TS", "38.331", "", None)),
    ("ETSI TS 138331 V16.1.0 (2020-07)", "ETSI TS 138 331 V16.1.0 (2020-07)", ("ETSI", "ETSI", "TS", "138 331", "", 2020)),
    ("EN 303 645", "ETSI EN 303 645", ("ETSI", "ETSI", "EN", "303 645", "", None)),
    ("ETSI GS NFV-SOL 012 V3.7.1 (2022-12)",) * 2 + (("ETSI", "ETSI", "GS", "NFV-SOL 012", "", 2022),),
    ("ETSI ETS 300 092-1/A1/C1 ed.1 (1994-04)",) * 2 + (("ETSI", "ETSI", "ETS", "300 092", "1/A1/C1", 1994),),
    ("IEEE Std 802.3™-2018", "IEEE Std 802.3-2018", ("IEEE", "IEEE", "Std", "802.3", "", 2018)),
    ("IEEE P802.3/D3.2, March 2022", "IEEE P802.3/D-3.2-2022-03", ("IEEE", "IEEE", "", "P802.3", "", 2022)),
    ("ISO/IEC/IEEE 8802.3™/Amd2-2021", "ISO/IEC/IEEE 8802.3/Amd2-2021", ("IEEE", "ISO/IEC/IEEE", "", "8802.3", "", 2021)),
    ("AIEE No.4™-1940", "AIEE No.4-1940", ("IEEE", "AIEE", "No.", "4", "", 1940)),
    ("RFC8200", "RFC 8200", ("IETF", "RFC", "", "8200", "", None)),
    ("W3C css-cascade-3", "W3C css-cascade-3", ("W3C", "W3C", "", "css-cascade-3", "", None)),
    ("JIS A 0001-1999", "JIS A 0001:1999", ("JIS", "JIS", "", "0001", "", 1999)),
    ("TR X 0089:2003", "TR X 0089:2003", ("JIS", "TR", "", "0089", "", 2003)),
    ("РМГ 29-1999", "РМГ 29-99", ("EASC", "РМГ", "", "29", "", 1999)),
    ("UN Regulation No. 155", "UN R155", ("UN", "UN R", "", "155", "", None)),
    ("BS EN ISO 9001:2015", "BS EN ISO 9001:2015", ("BSI", "BS EN ISO", "", "9001", "", 2015)),
    ("DIN EN ISO 9001:2015-11", "DIN EN ISO 9001:2015-11", ("DIN", "DIN EN ISO", "", "9001", "", 2015)),
    ("NIST SP 800-53", "NIST SP 800-53", ("NIST", "NIST", "SP", "800-53", "", None)),
    ("ASTM D638-14", "ASTM D638-14", ("ASTM", "ASTM", "", "D638", "", 2014)),
    ("ISO/IEC Directives, Part 1:2022", "ISO/IEC DIR 1:2022", ("ISO", "ISO/IEC", "", "1:2022", "", 2022)),
    ("MIIT/TC1", "MIIT/TC1", ("CN", "MIIT", "TC", "1", "", None)),
    ("SAC/TC28/SC42", "SAC/TC 28/SC 42", ("CN", "SAC", "TC", "28", "SC 42", None)),
    ("工信厅装[2012]11号", "工信厅装〔2012〕11号", ("CN", "工信厅装", "", "11", "", 2012)),
)  # fmt: skip

# text, what was expected, position in the tidied text
REFUSED = (
    ("", "a standard number such as GB/T 1.1-2020 or ISO 9001:2015", 0),
    ("质量管理", "the number of an official document such as 工信厅科函〔2023〕165号", 0),
    ("GB/T167331997", "at most 6 digits, or a dash before the year", 10),
    ("GB/T 1.1-2020 GB/T 1.2", "the end of the number", 13),
    ("GB/T 19001 (quality", "a dash and the year", 10),
    ("GB/T 1720-06", "a year of four digits", 10),
    ("GB/T 1720-3020", "a year between 1850 and 2099", 10),
    ("GB/T", "a number", 4),
    ("DB99/T 1-2020", "the number of a province", 2),
    ("T/ 12-2020", "T/, the letters of an association and a number", 0),
    ("ISO/IEC", "a number", 7),
    ("ISO 9001:2015 and more", "a year, a supplement or the end", 13),
    ("ITU-T G.984.3 (13/2014)", "a date in brackets, an amendment or the end", 13),
    ("3GPP TS 38.331 final", "a version such as V16.1.0", 14),
    ("AB 123-2020", "a standard number such as GB/T 1.1-2020 or ISO 9001:2015", 0),
    ("ISO 1" + "0" * 300, "at most 200 characters", 200),
)


@pytest.mark.parametrize(("text", "normal", "parts"), CHINESE)
def test_chinese_number_is_read(text, normal, parts):
    read = parse(text)
    assert str(read) == normal
    assert (read.level, read.code, read.nature, read.number, read.part, read.year) == parts
    assert read.body == "CN"


@pytest.mark.parametrize(("text", "normal", "parts"), INTERNATIONAL)
def test_international_number_is_read(text, normal, parts):
    read = parse(text)
    assert str(read) == normal
    assert (read.body, read.code, read.kind, read.number, read.part, read.year) == parts


@pytest.mark.parametrize(("text", "expected", "position"), REFUSED)
def test_refusal_says_what_was_expected_where(text, expected, position):
    with pytest.raises(DesignationError) as refused:
        parse(text)
    assert (refused.value.expected, refused.value.position) == (expected, position)
    assert refused.value.received == text
    assert str(refused.value).endswith(f"expected {expected} at position {position + 1}")


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("HG/T 1234-1999", "HG 1234-1999"),
        ("JR/T 0253-2022", "JR/T 253-2022"),
        ("GB/T 19001-2016/ISO 9001:2015", "GB/T 19001-2016"),
        ("IEEE 802.3-2018", "IEEE Std 802.3-2018"),
        ("3GPP TS 38.331 V16.1.0", "3GPP TS 38.331 V16.1.0 (2020-07)"),
        ("ISO/IEC/IEEE 26513-2017", "ISO/IEC/IEEE 26513:2017"),
    ),
)
def test_same_edition_has_one_identity(one, other):
    assert parse(one).identity == parse(other).identity


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("GB/T 1.1-2020", "GB/T 1.1-2009"),
        ("GBZ 2.1-2019", "GB/Z 2.1-2019"),
        ("IEEE Std 802.1AX-2020", "IEEE Std 802.1ax-2020"),
        ("ISO/R 170:1960", "ISO 170:1960"),
        ("GB/T 15629.11-2003", "GB/T 15629.11-2003/XG1-2006"),
    ),
)
def test_other_edition_has_another_identity(one, other):
    assert parse(one).identity != parse(other).identity


def test_note_and_worked_in_sheet_are_kept_beside_the_number():
    read = parse("GB 18306—2015（含2026年第1号修改单）")
    assert read.note == "含2026年第1号修改单"
    assert [(sheet.kind, sheet.number, sheet.year) for sheet in read.included] == [("XG", "1", 2026)]
    assert parse("GB 50016-2014(2018年版)").note == "2018年版"
    assert parse("GB/T 7714-2015《信息与文献 参考文献著录规则》").note == "信息与文献 参考文献著录规则"


def test_release_language_and_degree_are_kept_beside_the_number():
    assert parse("TS 38.331 v16.1.0 (Release 16)").release == "16"
    assert parse("ISO 3166-1:2013(en,fr)").languages == ("en", "fr")
    assert parse("ISO/IEC 8802-11:1999,MOD").degree == "MOD"


@pytest.mark.parametrize(
    ("text", "slug"),
    (
        ("GB/T 9254.1-2021", "GB-T-9254.1-2021"),
        ("ISO/IEC 13818-1:2015/Amd 3:2016", "ISO-IEC-13818-1-2015-Amd-3-2016"),
        ("ITU-T G.984.3 (01/2014)", "ITU-T-G.984.3-01-2014"),
        ("РМГ 29-99", "RMG-29-99"),
        ("工信厅装〔2012〕11号", "u5de5-u4fe1-u5385-u88c5-u3014-2012-u3015-11-u53f7"),
    ),
)
def test_slug(text, slug):
    assert parse(text).slug == slug


def test_joint_document_in_ieee_print_has_an_address_of_its_own():
    assert parse("ISO/IEC/IEEE 26513:2017").slug == "ISO-IEC-IEEE-26513-2017"
    assert parse("ISO/IEC/IEEE 26513-2017").slug == "ISO-IEC-IEEE-26513-2017-IEEE"


def test_numbers_sort_as_people_expect():
    wanted = [
        "GB/T 1.1-2020", "GB/T 1.2-2020", "GB/T 9254.2-2000", "GB/T 9254.10-2000", "GB 18030-2005", "GB 18030-2022",
        "JR/T 0253-2022", "JR/T 1253-2022", "YD/T 3956.1-2021", "T/CCSA 300-2021", "ISO 105-B02:2014", "ISO 9001:2008",
        "ISO 9001:2015", "ISO/IEC 27001:2022", "ITU-T G.984.3 (01/2014)",
    ]  # fmt: skip
    shuffled = [parse(text) for text in reversed(wanted)]
    assert [str(one) for one in sorted(shuffled)] == wanted


def test_short_long_and_undated_forms():
    dual = parse("GB/T 19001-2016/ISO 9001:2015")
    assert (dual.short(), dual.long()) == ("GB/T 19001-2016", "GB/T 19001—2016/ISO 9001:2015")
    assert str(dual.adopted) == "ISO 9001:2015"
    assert str(parse("GB/T 15629.11-2003/XG1-2006").undate()) == "GB/T 15629.11"
    assert str(parse("ITU-T G.722 (1988) App. IV (07/2007)").undate()) == "ITU-T G.722 App. IV"
    assert str(parse("ITU-T X.413 (1995) Amd. 1 (08/1997)").undate()) == "ITU-T X.413"
    assert str(parse("20230390-T-339").undate()) == "20230390-T-339"


@pytest.mark.parametrize(
    ("text", "undated"),
    (
        ("GB/T 1.1", True),
        ("DY/T 50XX-20XX", True),
        ("ISO 9001", True),
        ("ISO 9001:2015", False),
        ("ITU-T G.984.3", True),
        ("ITU-R BT.2020-2", False),
        ("3GPP TS 38.331", True),
        ("3GPP TS 38.331 V16.1.0", False),
        ("RFC 8200", False),
        ("20230390-T-339", False),
    ),
)
def test_undated_reference_names_no_edition(text, undated):
    assert parse(text).undated is undated


def test_unknown_code_is_read_with_a_nature_sign_and_flagged():
    assert parse("KY/T 12-2030").known_code is False
    assert parse("YD/T 12-2030").known_code is True


@pytest.mark.parametrize(
    ("text", "wanted"),
    (
        ("GB/T 1.1-2020", ["GB/T 1.1-2020"]),
        ("ISO 9001:2015, ISO 14001:2015", ["ISO 9001:2015", "ISO 14001:2015"]),
        ("GB/T 1.1、1.2和GB/T 2-2020", ["GB/T 1.1", "GB/T 1.2", "GB/T 2-2020"]),
        ("GB 50254～50256-96", ["GB 50254-1996", "GB 50255-1996", "GB 50256-1996"]),
        ("SN/T 4624.9~4624.11-2016", ["SN/T 4624.9-2016", "SN/T 4624.10-2016", "SN/T 4624.11-2016"]),
        ("GBZ2.2-2007代替GBZ2-2002", ["GBZ 2.2-2007", "GBZ 2-2002"]),
        ("WS216-2008　代替　WS216-2001", ["WS 216-2008", "WS 216-2001"]),
        ("ITU-T X.509 | ISO/IEC 9594-8", ["ITU-T X.509", "ISO/IEC 9594-8"]),
    ),
)
def test_lists_ranges_and_replacements(text, wanted):
    assert [str(one) for one in parse_many(text)] == wanted


def test_replacement_tells_new_from_old():
    read = parse_replacement("GB 50016-2014 部分代替 GB 50016-2006、GB 50045-95")
    assert [str(one) for one in read.new] == ["GB 50016-2014"]
    assert [str(one) for one in read.replaced] == ["GB 50016-2006", "GB 50045-1995"]
    assert read.partly is True


@pytest.mark.parametrize("text", ("GB 50254~50253-96", "GB 1~99999-96", "GB/T 1.1-2020、质量"))
def test_senseless_list_is_refused(text):
    with pytest.raises(DesignationError):
        parse_many(text)


@pytest.mark.parametrize(
    ("typed", "keys"),
    (
        ("iso9001-2015", ["ISO 9001:2015", "ISO 9001"]),
        ("ISO 9001", ["ISO 9001"]),
        ("gbt19001", ["GB/T 19001", "GB 19001", "GB/Z 19001"]),
        (
            "GB/T19001—2016",
            ["GB/T 19001-2016", "GB 19001-2016", "GB/Z 19001-2016", "GB/T 19001", "GB 19001", "GB/Z 19001"],
        ),
        ("ISO-IEC-27001-2022", ["ISO/IEC 27001:2022", "ISO/IEC 27001"]),
        ("T-CCSA-300-2021", ["T/CCSA 300-2021", "T/CCSA 300"]),
        ("信息安全", []),
        ("quality management", []),
    ),
)
def test_lookup_keys_of_a_number_typed_any_way(typed, keys):
    assert lookup_keys(typed) == keys


@pytest.mark.parametrize(
    ("typed", "key"),
    (
        ("GB/T 19", "GB/T19"),
        ("iso 90", "ISO90"),
        ("YD/T 3956", "YD/T3956"),
        ("ydt3956", "YD/T3956"),
        ("GB/T 19001-20", "GB/T19001-20"),
        ("GB/T", "GB/T"),
        ("信息", None),
        ("quality", None),
        ("isolation", None),
        ("energy", None),
        ("iso standard", None),
        ("3gpp ts 38", "3GPPTS38"),
        ("ISO/IEC 27", "ISO/IEC27"),
        ("ISO 9001:20", "ISO9001:20"),
        ("iso", "ISO"),
        ("T/CC", "T/CC"),
    ),
)
def test_prefix_key(typed, key):
    assert prefix_key(typed) == key


def test_search_key_of_a_stored_number_begins_with_the_prefix_typed():
    assert search_key("GB/T 19001-2016").startswith(prefix_key("gb/t 190"))
