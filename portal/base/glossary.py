"""The words of the trade and of the portal, each explained in one sentence in both languages (row Y9).

Terms after the glossary of the trade; statuses after the published platforms (GB/T 16733 for the stages of a project).
A status is found by its stored word: `explain("standard", "current")`.
"""
# ruff: noqa: E501  (a row of a table stays one line)

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    slug: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str


@dataclass(frozen=True)
class Group:
    slug: str
    zh: str
    en: str
    terms: tuple[Term, ...]


STANDARD = Group("standard", "标准的状态", "Statuses of a standard", (
    Term("draft", "草案", "draft", "尚未发布，内容还可能修改。", "Not published yet; its content may still change."),
    Term("coming", "即将实施", "not yet in force", "已经发布，实施日期还没有到。", "Published, but its implementation date has not come."),
    Term("current", "现行", "in force", "已经实施，没有被代替或废止，应当使用这一版本。", "Implemented and neither replaced nor withdrawn: the edition to use."),
    Term("replaced", "被代替", "replaced", "已由新标准代替，页面上给出代替它的标准和日期。", "A newer standard has taken its place; the page names it and the day."),
    Term("withdrawn", "废止", "withdrawn", "已宣布不再有效，没有标准代替它。", "Declared no longer valid, with nothing in its place."),
    Term("unknown", "状态不明", "status not known", "来源没有说明状态，本门户不作推断。", "The source does not say, and the portal does not guess."),
))  # fmt: skip

INTERNATIONAL = Group("international", "国际标准的状态", "Statuses of an international standard", (
    Term("draft", "制定中", "in preparation", "国际组织正在制定，尚未出版。", "Being made by the international body; not published yet."),
    Term("current", "有效", "current", "已出版的最新有效版本。", "Published, and the latest valid edition."),
    Term("replaced", "被代替", "replaced", "已有更新的版本或文件代替它。", "A newer edition or document has taken its place."),
    Term("withdrawn", "废止", "withdrawn", "国际组织已宣布不再有效。", "Declared no longer valid by the international body."),
    Term("cancelled", "已中止", "abandoned", "制定工作在出版前停止。", "Work on it stopped before publication."),
    Term("unknown", "状态不明", "status not known", "来源没有说明状态，本门户不作推断。", "The source does not say, and the portal does not guess."),
))  # fmt: skip

STAGES = Group("stage", "计划项目的阶段", "Stages of a project", (
    Term("proposal", "立项建议", "proposal", "任何单位或个人提出制定或修订标准的建议。", "Anybody proposes to make or revise a standard."),
    Term("returned", "立项退回", "proposal returned", "主管部门退回立项建议并说明理由，可修改后重新提出。", "The authority has sent the proposal back with its reasons; it may be proposed again."),
    Term("plan_notice", "立项公示", "proposal on public notice", "拟立项的项目向社会公示，任何人都可以提出异议。", "The proposed project is shown to the public, and anybody may object."),
    Term("planned", "计划下达", "plan issued", "项目列入已公布的计划，有计划号和完成期限。", "The project is in an issued plan, with a plan number and a time limit."),
    Term("drafting", "起草", "drafting", "起草工作组编写标准征求意见稿和编制说明。", "The working group writes the draft and its explanation."),
    Term("consultation", "征求意见", "public comment", "征求意见稿公开，任何人都可以提出意见。", "The draft is public and anybody may comment on it."),
    Term("review", "技术审查", "technical review", "技术委员会以会议或函审方式审查送审稿并投票。", "The committee reviews the draft in a meeting or by letter, and votes."),
    Term("approval", "报批", "submitted for approval", "报批材料送主管部门审核、公示和批准。", "The package is with the competent department for checks, public notice and approval."),
    Term("approval_notice", "报批公示", "public notice before approval", "批准前公示报批稿，任何人都可以提出异议。", "The draft for approval is shown to the public before the decision, and anybody may object."),
    Term("published", "批准发布", "published", "以公告发布，有标准编号、发布日期和实施日期。", "Announced with its designation, publication date and implementation date."),
    Term("reviewing", "复审中", "under periodic review", "标准实施后定期复审，评价是否继续有效。", "A published standard is reviewed to decide whether it stays valid."),
    Term("continued", "复审结论：继续有效", "review closed: continues valid", "复审认为标准不需要改动，继续有效。", "The review found nothing to change; the standard stays valid."),
    Term("to_change", "复审结论：修改或修订", "review closed: to be amended or revised", "复审认为标准需要修改单或修订，由新项目办理。", "The review found that the standard needs an amendment or a revision, which is a project of its own."),
    Term("to_withdraw", "拟废止公示", "withdrawal on public notice", "复审建议废止，先向社会公示。", "The review proposes withdrawal, which is shown to the public first."),
    Term("withdrawn", "公告废止", "withdrawal announced", "以公告宣布标准废止。", "The withdrawal of the standard has been announced."),
    Term("suspended", "暂停", "suspended", "项目暂时停止，注明原因，可以恢复。", "Work has stopped for a stated reason and may go on later."),
    Term("terminated", "终止", "terminated", "项目撤销，不再制定。", "The project is cancelled and will not be made."),
))  # fmt: skip

GOALS = Group("goal", "目标的判断", "How a goal stands", (
    Term("met", "已达成", "met", "截至所示日期，数字已经达到目标。", "On the day shown the figure has reached the target."),
    Term("likely", "可达成", "on course", "按目前进度，预计年底达到目标。", "At the present pace the target is expected to be reached by the end of the year."),
    Term("at-risk", "有风险", "at risk", "按目前进度，年底可能达不到目标。", "At the present pace the target may be missed at the end of the year."),
    Term("unlikely", "难达成", "unlikely", "按目前进度，预计年底达不到目标。", "At the present pace the target is expected to be missed."),
    Term("missed", "未达成", "missed", "年度已经结束，数字没有达到目标。", "The year is over and the figure has not reached the target."),
    Term("unknown", "无法判断", "unknown", "缺少目标或数据，不作判断。", "A target or data are missing, so nothing is said."),
))  # fmt: skip

FIGURES = Group("figure", "数字怎样得出", "How a figure comes about", (
    Term("counted", "计入", "counted", "符合统计口径、算在数字里的记录。", "A record that meets the definition and is part of the figure."),
    Term("near-miss", "差一点计入", "near miss", "接近口径但没有计入的记录，并注明原因。", "A record that nearly meets the definition and is left out, with the reason."),
    Term("not-known", "情况不明", "unknown", "因日期或材料不完整，无法判断是否计入的记录。", "A record of which it cannot be said whether it counts, because a date or document is missing."),
    Term("as-of", "截至日", "as of", "统计到这一天为止的事实。", "The facts that held on this day are counted."),
    Term("as-known", "当时所知", "as known on", "只使用这一天之前已经录入的信息，以后补录的不影响结果。", "Only what had been entered by this day is used; later entries do not change the result."),
    Term("definition", "统计口径", "definition", "一个数字包括什么、不包括什么的书面规则，按版本管理。", "The written rule of what a figure includes and leaves out, kept in versions."),
    Term("no-figure", "—", "—", "没有可以统计的对象，因此没有数字；这与 0 不同。", "There is nothing to measure, so there is no figure; this is not the same as 0."),
    Term("suggested", "系统建议", "suggested", "按规则自动提出的重点领域，尚待人工确认。", "A key area put forward by a rule and not yet confirmed by a person."),
    Term("confirmed", "人工确认", "confirmed", "由工作人员确认的重点领域。", "A key area confirmed by a member of staff."),
    Term("demonstration", "示例数据", "demonstration data", "为展示系统功能而编制的记录，不代表真实情况。", "Records made up to show how the portal works."),
))  # fmt: skip

IMPORTS = Group("import", "导入行的结果", "Results of an imported row", (
    Term("new", "新增", "new", "系统中还没有这条记录，接受后将新建。", "No such record yet; accepting creates it."),
    Term("same", "相同", "same", "与系统中的记录完全一致，不作改动。", "Equal to the record the portal has; nothing changes."),
    Term("changed", "有变化", "changed", "与系统中的记录有差异，逐项列出原值和新值。", "Differs from the record the portal has; old and new values stand field by field."),
    Term("conflicting", "有冲突", "conflicting", "与人工修改或另一来源不一致，需要逐条决定。", "Contradicts a correction by hand or another source; somebody has to decide."),
    Term("rejected", "未接受", "rejected", "无法读取，注明行、列和原因，改正后可以再次导入。", "Cannot be read; row, column and reason are given, and a corrected row can be fed in again."),
))  # fmt: skip

PROGRAMME = Group("programme", "工作要点与目标", "Programme and goals", (
    Term("key-points", "工作要点", "Key Points", "主管部门每年发布的标准化工作计划。", "The yearly work programme of standardization."),
    Term("expected-goal", "预期目标", "expected goal", "工作要点中写明数量的目标。", "A target with a number in the Key Points."),
    Term("key-area", "重点领域", "key area", "当年工作要点列出的政策领域，与行业分类不同。", "A policy area of the year's Key Points; it is not an industry."),
    Term("special-project-standard", "重点专项标准", "key special-project standard", "在专项中制定的标准。", "A standard made inside a special project."),
    Term("conversion-rate", "国际标准转化率", "conversion rate of international standards", "适合我国的国际标准中已经转化为我国标准的比例。", "The share of suitable international standards that have been adopted as Chinese standards."),
    Term("demonstration-project", "团体标准应用示范项目", "group-standard application demonstration project", "经遴选公布、应用效果良好的团体标准项目。", "A group standard selected and announced as a good example of use."),
    Term("led-standard", "牵头国际标准", "international standard led", "由我国专家担任项目负责人、编辑人等职务并有材料证明的国际标准。", "An international standard led from China, with documents that prove the role."),
))  # fmt: skip

STANDARDS = Group("standards", "标准及其编号", "Standards and their designations", (
    Term("national", "国家标准", "national standard", "由国务院标准化行政主管部门发布（代号 GB）。", "Issued by the national standardization administration (code GB)."),
    Term("industry", "行业标准", "industry standard", "由国务院有关行政主管部门发布，为推荐性标准。", "Issued by a ministry; recommended."),
    Term("local", "地方标准", "local standard", "由省级或设区的市级标准化行政主管部门发布（代号 DB）。", "Issued by a province or a city (code DB)."),
    Term("group", "团体标准", "group standard", "由学会、协会等社会团体制定发布（代号 T/）。", "Made and issued by a social organisation (code T/)."),
    Term("enterprise", "企业标准", "enterprise standard", "由企业制定（代号 Q/）。", "Made by an enterprise (code Q/)."),
    Term("mandatory", "强制性标准", "mandatory standard", "必须执行的国家标准。", "A national standard that must be observed."),
    Term("recommended", "推荐性标准", "recommended standard", "鼓励采用的标准，编号中带“/T”。", "A standard whose use is encouraged; its number bears “/T”."),
    Term("guidance", "指导性技术文件", "guidance technical document", "供参考的技术文件，编号中带“/Z”。", "A technical document for guidance; its number bears “/Z”."),
    Term("designation", "标准编号", "designation", "由代号、顺序号和年代号组成的完整编号。", "The full number: code, sequence number and year."),
    Term("code", "标准代号", "standard code", "编号前面的字母，表明标准的种类或行业。", "The letters before the number, which tell the kind or the industry."),
    Term("part", "部分", "part", "同一顺序号下分开发布的标准，如 GB/T 1.1。", "One of several standards under one number, such as GB/T 1.1."),
    Term("amendment", "修改单", "amendment sheet", "对标准少量技术内容的修改（XG）。", "Small technical changes to a standard (XG)."),
    Term("corrigendum", "勘误", "corrigendum", "更正标准中的差错。", "Corrects an error in a standard."),
    Term("plan-number", "计划号", "plan number", "计划项目的编号。", "The number of a project in the plan."),
    Term("review", "复审", "periodic review", "标准实施后定期（一般不超过五年）评价是否继续有效、修订或废止。", "Regular check, within five years as a rule, whether a standard stays, is revised or withdrawn."),
    Term("ics", "国际标准分类号（ICS）", "ICS", "国际通用的标准分类号。", "The international classification of standards."),
    Term("ccs", "中国标准文献分类号（CCS）", "CCS", "我国标准文献的分类号。", "The Chinese classification of standards."),
))  # fmt: skip

ADOPTION = Group("adoption", "采用国际标准", "Adoption of international standards", (
    Term("adoption", "采用国际标准（采标）", "adoption", "以国际标准为基础制定我国标准，并说明一致性程度。", "A Chinese standard is based on an international one and states how closely."),
    Term("IDT", "等同采用（IDT）", "identical (IDT)", "技术内容相同，只有少量编辑性改动。", "The technical content is the same; only small editorial changes."),
    Term("MOD", "修改采用（MOD）", "modified (MOD)", "有技术性差异，并已说明差异及原因。", "There are technical differences, and they are stated with their reasons."),
    Term("NEQ", "非等效（NEQ）", "not equivalent (NEQ)", "差异较大，不属于采用国际标准，只表明对应关系。", "Differs widely: it is no adoption, only a correspondence."),
    Term("EQV", "等效采用（EQV）", "equivalent (EQV)", "2001 年以前使用的程度，大致相当于修改采用。", "A degree used before 2001, roughly what is now “modified”."),
    Term("undated", "未注日期", "undated", "采标说明没有写明国际标准的版本年代。", "The statement does not say which edition was adopted."),
    Term("edition", "对应版本已修订", "edition superseded", "所采用的国际标准已有新版本，我国标准对应的是旧版本。", "The international body has published a newer edition than the one adopted."),
))  # fmt: skip

BODIES = Group("bodies", "机构与人员", "Bodies and people", (
    Term("tc", "技术委员会（TC）", "technical committee (TC)", "负责一个专业领域标准起草和技术审查的组织。", "The body that drafts and reviews the standards of one field."),
    Term("sc", "分技术委员会（SC）", "subcommittee (SC)", "技术委员会下设的组织，负责其中一部分领域。", "Part of a technical committee, for part of its field."),
    Term("focal-unit", "技术归口单位", "technical focal unit", "没有技术委员会的领域，承担相应工作的单位。", "Does a committee's work where there is none."),
    Term("secretariat", "秘书处", "secretariat", "承担技术委员会日常工作的机构。", "Does the daily work of a committee."),
    Term("entrusted-body", "受托机构", "entrusted body", "受主管部门委托承担标准管理工作的行业组织。", "An association that manages standards on the ministry's behalf."),
    Term("drafting-organisation", "起草单位", "drafting organisation", "参加标准起草的单位，排在第一位的为牵头单位。", "Takes part in drafting; the first one named leads."),
))  # fmt: skip

GROUPS = (STANDARD, INTERNATIONAL, STAGES, GOALS, FIGURES, IMPORTS, PROGRAMME, STANDARDS, ADOPTION, BODIES)
_by_place = {(group.slug, term.slug): term for group in GROUPS for term in group.terms}


def explain(group: str, slug: str) -> Term | None:
    """The term that explains a stored word of one group, or nothing."""
    return _by_place.get((group, slug.replace("_", "-"))) or _by_place.get((group, slug))
