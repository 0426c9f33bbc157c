"""Records for tests, made through the same actions as real work. Numbers count up, so nothing collides."""

from datetime import date
from itertools import count

from committees import actions as committee_actions
from experts import actions as expert_actions
from portal.base import actions_accounts, actions_organisations, audit
from portal.base.models import Role
from portal.base.people import system_user
from programmes.models import Definition, Goal, Plan
from standards import actions_international, actions_projects, actions_standards
from standards.models import KeyArea

FIRST_DAY = date(2015, 1, 1)
_number = count(1)


def saved(record, by=None):
    """Save a record that has no action of its own, as the portal's own doing."""
    with audit.act("test.make", record, by=by or system_user()):
        record.save()
    return record


def organisation(name_zh="", **more):
    by = more.pop("by", None) or system_user()
    more.setdefault("kind", "enterprise")
    return actions_organisations.create_organisation(name_zh=name_zh or f"示例单位{next(_number)}", by=by, **more)


def user(*roles, username="", password="", organisation=None, **more):
    """An account that holds these account-wide roles since 2015."""
    username = username or f"user{next(_number)}"
    by = more.pop("by", None) or system_user()
    more.setdefault("name", f"用户{username}")
    more.setdefault("must_change_password", False)
    account = actions_accounts.create_account(username=username, password=password, organisation=organisation, by=by, **more)
    for role in roles:
        body = organisation if role == Role.CONTACT else None
        actions_accounts.grant_role(account, role=role, organisation=body, valid_from=FIRST_DAY, by=by)
    return account


def officer(**more):
    return user(Role.OFFICER, **more)


def leader(**more):
    return user(Role.LEADER, **more)


def administrator(**more):
    return user(Role.ADMINISTRATOR, **more)


def committee(code="", **more):
    by = more.pop("by", None) or system_user()
    more.setdefault("body", "DEMO")
    code = code or f"示例/TC {next(_number)}"
    more.setdefault("name_zh", f"示例标委会{code}")
    return committee_actions.found_committee(code=code, by=by, **more)


def secretary(committee, **more):
    """An account that is secretary of the committee since 2015."""
    account = user(**more)
    committee_actions.grant_secretary(committee, user=account, valid_from=FIRST_DAY, by=system_user())
    return account


def person(name="", **more):
    return expert_actions.add_person(name=name or f"示例人员{next(_number)}", by=more.pop("by", None) or system_user(), **more)


def standard(designation="", **more):
    """A standard; `published_on` and `in_force_on` enter its facts."""
    more.setdefault("title_zh", "示例标准")
    by = more.pop("by", None) or system_user()
    return actions_standards.enter_standard(designation or f"YD/T {9000 + next(_number)}-2020", by=by, **more)


def group_standard(designation="", **more):
    return standard(designation or f"T/SLSL {next(_number)}-2020", **more)


def international(designation="", **more):
    more.setdefault("title_en", "Example standard")
    by = more.pop("by", None) or system_user()
    return actions_international.enter_international(designation or f"ISO {90000 + next(_number)}:2019", by=by, **more)


def project(on=date(2020, 1, 2), **more):
    """A proposal of that day."""
    by = more.pop("by", None) or system_user()
    more = {"title_zh": "示例项目", "level": "industry", "code": "YD", "nature": "T"} | more
    return actions_projects.propose_project(on=on, by=by, **more)


def plan(year=2020, **more):
    more = {
        "title_zh": f"示例：{year} 年标准化工作要点",
        "period_from": date(year, 1, 1),
        "period_until": date(year + 1, 1, 1),
    } | more
    return saved(Plan(year=year, **more))


def definition(metric="formulated", **more):
    more = {"number": next(_number), "text_zh": "示例定义", "text_en": "Example definition", "effective_from": 2018} | more
    return saved(Definition(metric=metric, **more))


def goal(plan, metric="formulated", **more):
    number = next(_number)
    more = {
        "slug": f"goal-{number}",
        "position": number,
        "label_zh": "示例目标",
        "label_en": "Example goal",
        "operator": "reach",
        "threshold": 800,
        "horizon": date(plan.year, 12, 31),
    } | more
    if "definition" not in more:
        more["definition"] = definition(metric)
    return saved(Goal(plan=plan, metric=metric, **more))


def area(slug="", year=2020, **more):
    number = next(_number)
    more = {"position": number, "name_zh": f"示例领域{number}", "name_en": f"Example area {number}"} | more
    return saved(KeyArea(year=year, slug=slug or f"area-{number}", **more))
