"""Which heading means which field, in Chinese and English, in any order, with line breaks and extra rows above. Pure."""

import re
import unicodedata
from collections.abc import Sequence

_NOISE = re.compile(r"[\s*:：_\-./()（）\[\]【】、,，\"'“”]+")

STANDARDS: dict[str, tuple[str, ...]] = {
    "designation": ("designation", "标准编号", "标准号", "编号", "标准代号和编号", "standard number", "number", "standard no"),
    "raw": ("raw_designation", "原始编号"),
    "title_zh": ("title_zh", "标准名称", "中文名称", "标准中文名称", "名称", "chinese title", "title"),
    "title_en": ("title_en", "英文名称", "标准英文名称", "english title"),
    "content": ("main_content", "标准主要内容", "主要内容", "content", "main content"),
    "replaces": ("replaces", "代替标准", "代替标准号", "被代替标准编号", "代替", "替代标准", "supersedes", "代替标准编号"),
    "replaced_by": ("replaced_by", "被代替", "被以下标准代替", "替代为", "replaced by", "superseded by", "代替该标准的标准"),
    "adoption": (
        "adoption_raw",
        "采标情况",
        "采用国际标准情况",
        "采用国际或国外标准",
        "采用国际标准",
        "adoption",
        "采用国际或国外标准情况",
    ),
    "adopted": ("adopted", "采用标准号", "被采用标准", "采标号", "adopted standard", "采用国际标准编号"),
    "degree": ("adoption_degree", "采标程度", "采用程度", "一致性程度", "degree"),
    "published": ("publication_date", "发布日期", "批准日期", "published", "publication date"),
    "in_force": ("implementation_date", "实施日期", "生效日期", "effective date", "implementation date", "in force"),
    "ended": ("abolition_date", "废止日期", "withdrawn", "withdrawal date"),
    "status": ("status", "标准状态", "状态", "现行状态"),
    "ics": ("ics", "ics分类", "国际标准分类号", "ics号", "ics分类号", "国际标准分类"),
    "ccs": ("ccs", "ccs分类", "中国标准分类号", "ccs分类号", "中标分类", "中国标准文献分类号", "中标分类号"),
    "committee": ("committee", "技术委员会", "归口单位", "技术归口", "归口", "技术归口单位", "技术委员会或技术归口单位"),
    "department": ("department", "主管部门", "部内主管司局", "competent department"),
    "publisher": ("publisher", "发布部门", "发布单位", "出版单位", "批准部门"),
    "notice": ("notice_number", "公告号", "批准公告", "公告编号", "announcement", "公告"),
    "plan": ("plan_no", "计划号", "计划编号", "项目编号", "plan number", "项目计划号"),
    "units": ("drafting_units", "起草单位", "主要起草单位", "drafting organisations", "drafting units"),
    "industry": ("industry", "行业", "行业领域", "所属行业"),
    "note": ("note", "备注", "说明", "remarks"),
    "source": ("source", "来源", "数据来源"),
    "level": ("level", "标准层级", "层级", "标准级别"),
}

INTERNATIONAL: dict[str, tuple[str, ...]] = {
    "uid": ("uid", "标识", "identifier"),
    "designation": ("designation", "标准编号", "标准号", "编号", "国际标准号", "standard number", "number"),
    "body": ("body", "机构", "制定机构", "发布机构", "组织"),
    "doc_type": ("doc_type", "文件类型", "文献类型", "document type", "类型"),
    "title_zh": ("title_zh", "中文名称", "标准名称", "名称", "chinese title"),
    "title_en": ("title_en", "英文名称", "english title", "title"),
    "title_fr": ("title_fr", "法文名称", "french title"),
    "title_ja": ("title_ja", "日文名称"),
    "title_ru": ("title_ru", "俄文名称"),
    "stage": ("stage", "阶段", "阶段代码", "状态", "标准状态"),
    "status": ("status",),
    "stage_date": ("stage_date", "阶段日期"),
    "published": ("published", "发布日期", "出版日期", "publication date"),
    "corrected": ("corrected", "更正日期"),
    "reaffirmed": ("reaffirmed", "确认日期", "复审日期"),
    "withdrawn": ("withdrawn", "废止日期", "作废日期", "withdrawal date"),
    "approved": ("approved", "批准日期"),
    "edition": ("edition", "版次", "版本"),
    "committee": ("committee", "技术委员会", "委员会"),
    "ics": ("ics", "ics分类", "ics号", "ics分类号", "国际标准分类号"),
    "replaces": ("replaces", "代替标准", "代替"),
    "replaced_by": ("replaced_by", "被代替", "被以下标准代替", "replaced by"),
    "amends": ("amends", "修改的标准"),
    "amended_by": ("amended_by", "修改单"),
    "identical_to": ("identical_to", "等同文本"),
    "snapshot": ("snapshot", "数据日期"),
}

IGNORED = ("reason", "原因", "拒绝原因", "退回原因", "seq", "序号", "no", "id")
"""A column of reasons comes with corrected rejects; it says nothing about the standard."""
SEARCHED = 25
"""Rows in which the headings are looked for."""


def bare(heading: object) -> str:
    """A heading without what varies from file to file."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", str(heading or ""))).lower()


def _index(fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {bare(name): field for field, names in fields.items() for name in (field, *names)}


BY_KIND = {"standards": STANDARDS, "international": INTERNATIONAL}
_INDEX = {kind: _index(fields) for kind, fields in BY_KIND.items()}


def match(row: Sequence[object], kind: str) -> dict[int, str]:
    """Place in the row → field. The first of two columns that mean the same counts."""
    index, found = _INDEX[kind], {}
    for place, heading in enumerate(row):
        field = index.get(bare(heading))
        if field and field not in found.values():
            found[place] = field
    return found


def field_names(keys: Sequence[str], kind: str) -> dict[str, str]:
    """The same for the keys of JSON objects."""
    index = _INDEX[kind]
    return {key: index[bare(key)] for key in keys if bare(key) in index}


def is_heading_row(found: dict[int, str]) -> bool:
    """The number and something else are named."""
    return "designation" in found.values() and len(found) >= 2
