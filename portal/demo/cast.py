"""Who plays in the demonstration: organisations, committees, accounts with their logins, people. All made up, all named 示例…"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from committees import actions as committee_actions
from committees.models import Committee
from experts import actions as expert_actions
from experts.models import Person
from portal.base import actions_accounts, actions_organisations, clock
from portal.base.models import Organisation, OrganisationName, Region, Role, User
from portal.base.people import system_user

from .timetable import FIRST
from .words import Topic

OPENING = FIRST - timedelta(days=31)
"""The bodies are entered in the month before the programme begins."""
PLACES = "星桥 远岸 青穗 云岭 海石 铁杉 明河 东麓 金汀 北辰湾 长堤 白鹭 松原里 晨光 玉屏 朗山 沧浪 鸿雁 碧峰 新渡".split()
KINDS = (
    ("通信设备有限公司", "enterprise", "producer"),
    ("网络运营有限公司", "enterprise", "operator"),
    ("智能装备股份公司", "enterprise", "producer"),
    ("标准化研究院", "institute", "public"),
    ("材料研究所", "institute", "producer"),
    ("理工大学", "university", "public"),
    ("检验检测中心", "laboratory", "public"),
    ("行业协会", "association", "user"),
    ("消费者服务中心", "other", "consumer"),
)
NUMBER_OF_ORGANISATIONS = 60
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
)

#: Username, name, account-wide role. The password of each is demo- and the username.
LOGINS = (
    ("officer", "示例官员甲", Role.OFFICER),
    ("reviewer", "示例官员乙", Role.OFFICER),
    ("leader", "示例司领导", Role.LEADER),
    ("administrator", "示例管理员", Role.ADMINISTRATOR),
    ("secretary", "示例秘书甲", None),
    ("secretary2", "示例秘书乙", None),
    ("secretary3", "示例秘书丙", None),
    ("expert", "示例专家", Role.EXPERT),
    ("contact", "示例联系人", Role.CONTACT),
)


class NameTaken(RuntimeError):
    """A real account has a name that the demonstration needs."""


@dataclass
class Cast:
    """Everybody, by the name the scenes call them."""

    accounts: dict[str, User] = field(default_factory=dict)
    organisations: list[Organisation] = field(default_factory=list)
    committees: dict[str, list[Committee]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)

    @property
    def officer(self) -> User:
        return self.accounts["officer"]

    @property
    def reviewer(self) -> User:
        return self.accounts["reviewer"]


def assemble(topics: list[Topic], dice: random.Random) -> Cast:
    """Enter the cast. Whoever is there already (the demonstration is made anew) plays again."""
    cast = Cast()
    with clock.at(OPENING):
        portal = system_user()
        _organisations(cast, portal, dice)
        _accounts(cast, portal)
        _committees(cast, topics, portal, dice)
        _people(cast, portal, dice)
    with clock.at(date(2019, 9, 2)):
        _changes(cast)
    return cast


def _organisations(cast: Cast, portal: User, dice: random.Random) -> None:
    present = {one.name_zh: one for one in Organisation.objects.filter(is_demo=True, merged_into__isnull=True)}
    present |= {one.name_zh: one.organisation for one in OrganisationName.objects.open().filter(organisation__is_demo=True)}
    regions = list(Region.objects.order_by("code"))
    for number in range(NUMBER_OF_ORGANISATIONS):
        ending, kind, interest = KINDS[number % len(KINDS)]
        name = f"示例{PLACES[number % len(PLACES)]}{ending}"
        region = dice.choice(regions) if regions else None
        small = kind == "enterprise" and dice.random() < 0.4
        cast.organisations.append(
            present.get(name)
            or actions_organisations.create_organisation(
                name_zh=name,
                name_en=f"Example Organisation {number + 1}",
                kind=kind,
                interest=interest,
                region=region,
                small_firm=small,
                is_demo=True,
                by=portal,
            )
        )


def _accounts(cast: Cast, portal: User) -> None:
    for username, name, role in LOGINS:
        account = User.objects.filter(username=username).first()
        if account is not None and not account.is_demo:
            raise NameTaken(f"The account {username!r} is no demonstration account; the demonstration cannot use it.")
        if account is None:
            organisation = cast.organisations[0] if role == Role.CONTACT else None
            account = actions_accounts.create_account(
                username=username,
                name=name,
                organisation=organisation,
                password=f"demo-{username}",
                must_change_password=False,
                is_demo=True,
                by=portal,
            )
            if role:
                actions_accounts.grant_role(account, role=role, organisation=organisation, valid_from=OPENING, by=portal)
        cast.accounts[username] = account


def _committees(cast: Cast, topics: list[Topic], portal: User, dice: random.Random) -> None:
    """One committee a topic; the larger topics have a subcommittee for testing too. 45 in all."""
    present = {one.code: one for one in Committee.objects.filter(is_demo=True)}
    smallest = sorted(topics, key=lambda topic: topic.weight)[:7]
    for number, topic in enumerate(topics, start=1):
        code, name = f"示例/TC {number}", f"示例{topic.name_zh}标准化技术委员会"
        main = present.get(code) or _found(code, name, f"Example committee {number}", cast, portal, dice)
        cast.committees[topic.slug] = [main]
        if topic not in smallest:
            code, name = f"示例/TC {number}/SC 1", f"示例{topic.name_zh}测试分技术委员会"
            sub = present.get(code) or _found(code, name, f"Example subcommittee {number}.1", cast, portal, dice, parent=main)
            cast.committees[topic.slug].append(sub)
    for username, slug in (
        ("secretary", "5g"),
        ("secretary2", "artificial-intelligence"),
        ("secretary3", "network-data-security"),
    ):
        for committee in cast.committees[slug]:
            if not committee.secretary_grants.open().exists():
                committee_actions.grant_secretary(committee, user=cast.accounts[username], valid_from=OPENING, by=portal)


def _found(
    code: str, name: str, name_en: str, cast: Cast, portal: User, dice: random.Random, parent: Committee | None = None
) -> Committee:
    return committee_actions.found_committee(
        code=code,
        body="DEMO",
        name_zh=name,
        name_en=name_en,
        parent=parent,
        host=dice.choice(cast.organisations),
        founded_on=date(dice.randint(2005, 2016), dice.randint(1, 12), 1),
        is_demo=True,
        by=portal,
    )


def _people(cast: Cast, portal: User, dice: random.Random) -> None:
    present = {one.name: one for one in Person.objects.filter(is_demo=True)}
    for surname in SURNAMES:
        name = f"示例{surname}工"
        person = present.get(name)
        if person is None:
            person = expert_actions.add_person(name=name, is_demo=True, by=portal)
            organisation = dice.choice(cast.organisations)
            expert_actions.set_affiliation(person, organisation=organisation, post="高级工程师", valid_from=OPENING, by=portal)
        cast.people.append(person)


def _changes(cast: Cast) -> None:
    """A renaming, a group, a change of employer: so that the pages have something to show."""
    if cast.organisations[3].version > 1:
        return
    officer = cast.officer
    actions_organisations.rename(
        cast.organisations[3], name_zh="示例云岭数字技术研究院", on=date(2019, 8, 26), borne_from=OPENING, by=officer
    )
    actions_organisations.set_parent(cast.organisations[9], parent=cast.organisations[0], tie="subsidiary", by=officer)
    actions_organisations.set_parent(cast.organisations[18], parent=cast.organisations[0], tie="joint_laboratory", by=officer)
    person = cast.people[5]
    expert_actions.set_affiliation(person, organisation=cast.organisations[12], valid_from=date(2019, 9, 1), by=officer)
