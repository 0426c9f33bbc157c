"""The definitions shipped: the first working version of each metric, with the examples it must answer rightly.

They are working definitions: no official source says what exactly is counted. Staff confirm or replace them; a figure keeps the
version it was computed with.
"""

from dataclasses import dataclass
from typing import Any

from .metrics.switches import first


@dataclass(frozen=True)
class Example:
    """A made-up record with the expected answer."""

    zh: str
    en: str
    given: dict[str, Any]
    expected: str
    reason: str = ""


@dataclass(frozen=True)
class Shipped:
    """A definition as shipped."""

    metric: str
    zh: str
    en: str
    effective_from: int
    effective_to: int | None
    examples: tuple[Example, ...]

    @property
    def parameters(self) -> dict[str, Any]:
        return first(self.metric)


DEMO_ZH = "示例计划只统计示例记录，正式计划只统计真实记录，两者从不混计。"
DEMO_EN = "A demonstration programme counts demonstration records only, a real one real records only; they are never mixed."
IN_AREA = [["confirmed", "2020-01-01"]]

FORMULATED = Shipped(
    "formulated",
    "统计年度内批准发布、且已由工作人员确认属于当年某一重点领域的国家标准和行业标准。以标准编号计，多部分标准每一部分计一项；"
    "修改单不计。发布日期只知到月或年的，在可能的最后一天之前列为未知。截至日前已废止的不计，被新标准代替的仍计。"
    "年度前后 31 天内发布的、未确认重点领域的、级别不在范围内的，列为未计入并说明原因。" + DEMO_ZH,
    "National and industry standards approved and published within the year for which staff have confirmed a key area of that "
    "year. Counted by number, a multi-part standard once a part; amendment sheets do not count. A publication known only to the "
    "month or year is unknown until its last possible day. Withdrawn by the asked day: not counted; replaced: still counted. "
    "Published within 31 days before or after the year, without confirmed area, or at another level: listed as not counted, with "
    "the reason. " + DEMO_EN,
    2020,
    2020,
    (
        Example(
            "5 月发布、已确认领域的行业标准",
            "Industry standard published in May, area confirmed",
            {"level": "industry", "events": [["published", "2020-05-11"]], "areas": IN_AREA},
            "counted",
            "published",
        ),
        Example(
            "次年 1 月 3 日发布",
            "Published on 3 January of the next year",
            {"level": "industry", "events": [["published", "2021-01-03"]], "areas": IN_AREA},
            "near_miss",
            "published_after",
        ),
        Example(
            "未确认重点领域",
            "No key area confirmed",
            {"level": "national", "events": [["published", "2020-05-11"]], "areas": []},
            "near_miss",
            "no_area",
        ),
        Example(
            "当年发布、当年废止",
            "Published and withdrawn within the year",
            {"level": "industry", "events": [["published", "2020-02-01"], ["withdrawn", "2020-09-01"]], "areas": IN_AREA},
            "near_miss",
            "withdrawn_held",
        ),
        Example(
            "团体标准",
            "Group standard",
            {"level": "group", "events": [["published", "2020-05-11"]], "areas": IN_AREA},
            "near_miss",
            "level",
        ),
        Example(
            "只知 2020 年 12 月发布，统计到 12 月 15 日",
            "Known only to December 2020, asked for 15 December",
            {"on": "2020-12-15", "level": "industry", "events": [["published", "2020-12"]], "areas": IN_AREA},
            "unknown",
            "day_uncertain",
        ),
        Example(
            "修改单",
            "Amendment sheet",
            {"level": "national", "amendment": True, "events": [["published", "2020-05-11"]], "areas": IN_AREA},
            "near_miss",
            "amendment",
        ),
    ),
)

DEMONSTRATED = Shipped(
    "demonstrated",
    "统计年度内公布入选的团体标准应用示范项目数，并统计入选项目所属的不同领域数，两项指标须同时达到。以截至日有效的最后一次决定为准；"
    "入选后撤销的不计。未填写领域的项目计入项目数，对领域数而言列为未知。" + DEMO_ZH,
    "Group-standard application demonstrations announced as selected within the year, and the number of distinct fields they "
    "stand in; both thresholds must be met. The decision holding on the asked day decides; selected and later withdrawn does not "
    "count. A project without a field counts as a project and is unknown for the fields. " + DEMO_EN,
    2018,
    None,
    (
        Example(
            "11 月入选",
            "Selected in November",
            {"field": "新材料", "events": [["selected", "2020-11-24"]]},
            "counted",
            "selected",
        ),
        Example("仅申报", "Applied only", {"field": "新材料", "events": [["applied", "2020-06-01"]]}, "near_miss", "is_applied"),
        Example(
            "入选后撤销",
            "Selected, then withdrawn",
            {"field": "新材料", "events": [["selected", "2020-06-01", "2020-09-01"], ["withdrawn", "2020-09-01"]]},
            "near_miss",
            "is_withdrawn",
        ),
        Example(
            "入选但未填领域",
            "Selected, field not given",
            {"field": "", "events": [["selected", "2020-11-24"]]},
            "unknown",
            "no_field",
        ),
        Example(
            "上年 12 月 20 日入选",
            "Selected on 20 December of the year before",
            {"field": "新材料", "events": [["selected", "2019-12-20"]]},
            "near_miss",
            "selected_before",
        ),
    ),
)

CONVERSION = Shipped(
    "conversion_rate",
    "分母为截至日各重点领域“需转化的国际标准清单”中的国际标准，减去经评估不适用的（每一项均有原因、决定人和日期）；清单为空则没有转化率。"
    "分子为其中已被现行或即将实施的国家标准、行业标准等同（IDT）或修改（MOD）采用的。等效（EQV）、非等效（NEQ）和团体标准不计。"
    "采用该国际标准任一版本即计入，同时另列“现行版本”转化率：只计采用截至日现行版本的。"
    "列入多个领域清单的国际标准，各领域分别计算，合计只计一次。" + DEMO_ZH,
    "Denominator: the international standards on the key areas' lists of the asked day, less those decided unsuitable (each with "
    "reason, person and day); an empty list gives no rate. Numerator: those that a published and not ended national or industry "
    "standard adopts, identical (IDT) or modified (MOD); EQV, NEQ and group standards do not count. Any edition of the document "
    "adopted counts; a second rate counts only the edition current on the asked day. On several areas' lists: counted in each "
    "area, once in the whole. " + DEMO_EN,
    2018,
    None,
    (
        Example(
            "等同采用所列版本",
            "Adopted identically, the listed edition",
            {"adoptions": [{"degree": "IDT"}]},
            "counted",
            "converted",
        ),
        Example(
            "修改采用旧版本",
            "An older edition adopted as modified",
            {"adoptions": [{"degree": "MOD", "edition": "older"}]},
            "counted",
            "converted",
        ),
        Example("非等效", "Not equivalent", {"adoptions": [{"degree": "NEQ"}]}, "near_miss", "degree"),
        Example(
            "采用标准已废止",
            "The adopting standard is withdrawn",
            {"adoptions": [{"degree": "IDT", "events": [["published", "2015-01-01"], ["withdrawn", "2020-03-01"]]}]},
            "near_miss",
            "standard_ended",
        ),
        Example(
            "评估为不适用",
            "Decided unsuitable",
            {"unsuitable": ["no_industry", "2020-02-01"], "adoptions": []},
            "near_miss",
            "unsuitable",
        ),
        Example(
            "采用关系待核对",
            "The adoption is to be checked",
            {"adoptions": [{"degree": "IDT", "to_check": True}]},
            "unknown",
            "to_check",
        ),
        Example("尚无采用标准", "Nothing adopts it yet", {"adoptions": []}, "near_miss", "not_converted"),
    ),
)

LED = Shipped(
    "led",
    "统计年度内正式发布、截至日牵头情况已经证明的国际标准（ISO、IEC、ITU、3GPP）。“牵头”指由我国提出，或由我国单位人员担任项目负责人、"
    "编辑、报告人或召集人；须有证明材料并经第二人确认。联合发布或文本相同的国际标准为同一项，只计一次，以最早发布日为准。"
    "缺少证明材料、未经确认或有争议的，列为未计入并写明所缺内容；发布日期不明的列为未知。" + DEMO_ZH,
    "International standards (ISO, IEC, ITU, 3GPP) published within the year whose leadership from China is proven on the asked "
    "day. Led: proposed from China, or project leader, editor, rapporteur or convenor from a Chinese body; with evidence, "
    "confirmed by a second person. Joint and twin texts are one work, counted once, by the first publication. Claims without "
    "evidence, not confirmed or disputed are listed as not counted with the missing piece; unknown days as unknown. " + DEMO_EN,
    2018,
    None,
    (
        Example(
            "已证明，3 月发布",
            "Proven, published in March",
            {"events": [["published", "2020-03-10"]], "claims": [{"decisions": [["proven", "2020-04-01"]]}]},
            "counted",
            "proven",
        ),
        Example(
            "缺少证明材料",
            "Evidence missing",
            {"events": [["published", "2020-03-10"]], "claims": [{"evidence": False, "decisions": [["claimed", "2020-04-01"]]}]},
            "near_miss",
            "no_evidence",
        ),
        Example(
            "尚未由第二人确认",
            "Not yet confirmed by a second person",
            {"events": [["published", "2020-03-10"]], "claims": [{"decisions": [["claimed", "2020-04-01"]]}]},
            "near_miss",
            "not_confirmed",
        ),
        Example(
            "两人同时牵头，只计一次",
            "Two leaders of one text count once",
            {
                "events": [["published", "2020-03-10"]],
                "claims": [{"decisions": [["proven", "2020-04-01"]]}, {"decisions": [["proven", "2020-05-01"]]}],
            },
            "counted",
            "proven",
        ),
        Example(
            "已证明，尚未发布",
            "Proven, not yet published",
            {"events": [["stage", "2020-03-10"]], "claims": [{"decisions": [["proven", "2020-04-01"]]}]},
            "near_miss",
            "not_published",
        ),
        Example(
            "发布日期不明",
            "Day of publication not known",
            {"events": [["seen_current", "2020-03-10"]], "claims": [{"decisions": [["proven", "2020-04-01"]]}]},
            "unknown",
            "no_day",
        ),
    ),
)

SHIPPED = (FORMULATED, DEMONSTRATED, CONVERSION, LED)
