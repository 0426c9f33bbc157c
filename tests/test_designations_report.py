"""The report over samples counts what it says it counts."""

import ast
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext

ROOT = Path(__file__).resolve().parent.parent
HEADER = "raw,canonical,body,category,canonical_basis,source\n"
ROWS = """GB/T 1.1—2020,GB/T 1.1-2020,CN,spacing,rule,x
ISO 9001:2015(E),ISO 9001:2015,ISO,reference,same record,x
ISO 15495:2010(E),ISO/TS 15495:2010,ISO,reference,same record,x
1:2006(E),ISO 14556:2000/Amd 1:2006,ISO,supplement,same record,x
ISO 13943:2008,,IEC,amendment,,x
USB 2.0,,other,older,,x
GB 50254~50259-96,,CN,cited,,x
"GB/T 3-1997，eqv ISO 3508：1976",ISO 3508:1976 [EQV],CN,adoption statement as printed,read by eye,x
"""
WANTED = """samples: 8, fragments left out: 1
read into the right body: 5 of 7 (71.43%)
exact where a form is given on a basis other than a rule: 2 of 3 (66.67%)
  read by eye: 1/1
  rule: 1/1
  same record: 1/2
"""
LISTS = """
fragments that cannot be read alone: 1
  1:2006(E)

not read, and what was expected: 1
  USB 2.0 | a standard number such as GB/T 1.1-2020 or ISO 9001:2015

another body: sample, body given, body read: 1
  ISO 13943:2008 | IEC | ISO

another form: sample, form read, form given: 1
  ISO 15495:2010(E) | ISO 15495:2010 | ISO/TS 15495:2010
"""


@pytest.fixture
def samples(tmp_path):
    path = tmp_path / "samples.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_report_prints_figures_and_what_came_out_wrong(samples, capsys):
    with translation.override("en"):
        call_command("designation_report", str(samples))
    printed = capsys.readouterr().out
    figures, speed, lists = printed.partition("samples a second: ")
    assert figures == WANTED
    assert speed
    assert lists.partition("\n")[2] == LISTS


def test_report_refuses_a_file_without_its_columns(tmp_path):
    path = tmp_path / "wrong.csv"
    path.write_text("number\nGB/T 1.1-2020\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("designation_report", str(path))
    with pytest.raises(CommandError):
        call_command("designation_report", str(tmp_path / "nothing.csv"))


def _expected_phrases():
    """Every phrase a reader can name as missing, taken from the sources; f-strings with their constants put in."""
    for path in [*(ROOT / "standards" / "designation_families").glob("*.py"), ROOT / "standards" / "adoptions.py"]:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        raised = [call for call in calls if getattr(call.func, "id", "") == "DesignationError" and len(call.args) > 1]
        yield from (call.args[1].value for call in raised if isinstance(call.args[1], ast.Constant))


@pytest.mark.parametrize(
    "phrase",
    sorted({*_expected_phrases(), "at most 6 digits, or a dash before the year", "at most 200 characters"}),
)
def test_every_refusal_has_its_chinese(phrase):
    with translation.override("zh-hans"):
        assert gettext(phrase) != phrase
