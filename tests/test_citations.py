"""Citations as printed."""

import pytest

from standards import citations
from standards.citations import Cited

ADDRESS = "https://example.org/standard/GB-T-7714-2015/"
CHINESE = Cited("GB/T 7714-2015", "信息与文献 参考文献著录规则", "国家标准化管理委员会", 2015, ADDRESS, "zh")
BARE = Cited("ISO 9001:2015", "Quality management systems & {requirements}", "ISO", 2015)


BIBTEX = r"""@techreport{ISO-9001-2015,
  title = {Quality management systems \& \{requirements\}},
  number = {ISO 9001:2015},
  type = {Standard},
  institution = {ISO},
  year = {2015}
}"""
RIS = f"""TY  - STAND
TI  - 信息与文献 参考文献著录规则
M1  - GB/T 7714-2015
PB  - 国家标准化管理委员会
PY  - 2015
LA  - zh
UR  - {ADDRESS}
ER  - """


@pytest.mark.parametrize(
    ("write", "cited", "text"),
    (
        (
            citations.gb7714,
            CHINESE,
            "国家标准化管理委员会. 信息与文献 参考文献著录规则: GB/T 7714—2015[S/OL]. 2015. https://example.org/standard/GB-T-7714-2015/.",
        ),
        (citations.gb7714, Cited("YD/T 1-2020", "甲"), "甲: YD/T 1—2020[S]."),
        (citations.gb7714, Cited("YD/T 1-2020", ""), "YD/T 1—2020[S]."),
        (citations.gb7714, BARE, "ISO. Quality management systems & {requirements}: ISO 9001:2015[S]. 2015."),
        (citations.iso690, BARE, "ISO 9001:2015, Quality management systems & {requirements}. ISO, 2015"),
        (
            citations.bibtex,
            BARE,
            BIBTEX,
        ),
        (
            citations.ris,
            CHINESE,
            RIS,
        ),
    ),
)
def test_citation_as_printed(write, cited, text):
    assert write(cited) == text


def test_what_is_not_known_is_not_written():
    only = Cited("YD/T 1-2020", "甲")
    assert (citations.ris(only), "year" in citations.bibtex(only)) == ("TY  - STAND\nTI  - 甲\nM1  - YD/T 1-2020\nER  - ", False)
