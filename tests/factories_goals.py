"""A small seeded programme: records of every kind that the four goals look at, made through actions on the days they happened."""

import random
from datetime import date, timedelta

from portal.base import clock
from portal.base.people import system_user
from programmes import actions_definitions, actions_records
from programmes.models import (
    ClaimDecision,
    Demonstration,
    DemonstrationContent,
    DemonstrationDecision,
    Goal,
    LeadershipClaim,
)
from standards import actions_areas, actions_relations, actions_standards, actions_status
from standards.models import Standard, StandardStatus
from tests import factories

START, END = date(2020, 1, 1), date(2020, 12, 31)
METRICS = ("formulated", "demonstrated", "conversion_rate", "led")


class Programme:
    """The plan, its goals by metric, its areas, and the people who act."""

    def __init__(self, year=2020, areas=3):
        self.by = system_user()
        with clock.at(date(year - 1, 12, 1)):
            self.officer, self.leader = factories.officer(name="示例处长"), factories.leader(name="示例司长")
            self.plan = factories.plan(year)
            self.areas = [factories.area(f"area-{n}", year) for n in range(areas)]
            actions_definitions.load_definitions(by=self.by)
            self.goals = {metric: self._goal(metric) for metric in METRICS}

    def _goal(self, metric):
        more = {"conversion_rate": {"threshold": 90, "unit_zh": "%", "unit_en": "%", "operator": "exceed"}}
        more["demonstrated"] = {
            "second_threshold": 3, "second_operator": "or_more", "second_label_zh": "个领域", "second_label_en": "fields",
        }  # fmt: skip
        given = {"threshold": 10, "slug": metric.replace("_", "-"), "unit_zh": "项", "unit_en": "standards"}
        goal = factories.goal(self.plan, metric, **(given | more.get(metric, {})), definition=None)
        actions_definitions.load_definitions(by=self.by)
        return Goal.objects.select_related("plan", "definition").get(pk=goal.pk)

    def publish(self, on, area=None, tagged=None, **more):
        """A standard published on a day, its area confirmed the same day or later."""
        with clock.at(on):
            standard = factories.standard(published_on=on, **more)
        if area is not None:
            with clock.at(tagged or on):
                actions_areas.confirm_area(standard, area, by=self.by)
        return standard

    def demonstrate(self, on, field, area=None, selected=True):
        with clock.at(on):
            one = actions_records.enter_demonstration(title_zh="示例项目", field=field, area=area, by=self.by)
            state = DemonstrationDecision.State.SELECTED if selected else DemonstrationDecision.State.REFUSED
            actions_records.decide_demonstration(one, state=state, on=on, document="示例通知", by=self.by)
        return one

    def list_and_adopt(self, area, listed, adopted=None, degree="IDT", unsuitable=None):
        """An international standard on the list; adopted by a standard published on a day."""
        with clock.at(listed):
            record = factories.international(published_on=date(2015, 3, 1))
            actions_records.list_for_conversion(area, international=record, valid_from=listed, by=self.by)
        if unsuitable:
            with clock.at(unsuitable):
                actions_records.decide_suitability(area, international=record, reason="no_industry", on=unsuitable, by=self.by)
        if adopted:
            standard = self.publish(adopted)
            with clock.at(adopted):
                actions_relations.adopt(standard, international=record, degree=degree, valid_from=adopted, by=self.by)
        return record

    def lead(self, published, proven=None, area=None, evidence="示例决议"):
        with clock.at(published):
            record = factories.international(published_on=published)
            claim = actions_records.claim_leadership(
                record,
                role="editor",
                on=published,
                organisation=factories.organisation(),
                evidence=evidence,
                area=area,
                by=self.by,
            )
        if proven:
            with clock.at(proven):
                actions_records.decide_claim(claim, state="proven", on=proven, by=self.officer)
        return claim

    def correct(self, on=date(2020, 8, 1)):
        """In summer the contents and numbers of every third record of before turn out to be wrong."""
        before = {"recorded_at__lt": clock.morning_of(on)}
        with clock.at(on):
            for place, one in enumerate(Demonstration.objects.filter(contents__in=DemonstrationContent.objects.filter(**before))):
                if place % 3 == 0:
                    actions_records.edit_demonstration(one, field="量子信息", area=self.areas[place % 2], by=self.by)
            late = ClaimDecision.objects.exclude(**before).values("claim")
            for place, claim in enumerate(LeadershipClaim.objects.exclude(pk__in=late).order_by("pk")):
                if place % 3 == 0:
                    actions_records.edit_claim(claim, area=self.areas[place % 2], role="convenor", by=self.by)
            published = Standard.objects.filter(status_facts__in=StandardStatus.objects.filter(event="published", **before))
            for place, standard in enumerate(published.order_by("pk")):
                if place % 3 == 0:
                    number = f"T/SLSL {5000 + place}-2020"
                    actions_standards.correct_designation(standard, designation=number, reason="编号有误", by=self.by)
        return self

    def fill(self, seed=20200512, number=40):
        """A year of records of every kind, with late entries, voided facts, withdrawals and dates known to the month."""
        chance = random.Random(seed)
        for _ in range(number):
            on = START + timedelta(days=chance.randrange(-40, 400))
            area = chance.choice([*self.areas, None])
            later = on + timedelta(days=chance.choice((0, 0, 3, 45)))
            if on < END:
                standard = self.publish(on, area, tagged=later, **chance.choice(({}, {}, {"precision": "month"})))
                if chance.random() < 0.2:
                    gone = on + timedelta(days=60)
                    with clock.at(gone):
                        actions_status.withdraw_standard(standard, on=gone, by=self.by, note="示例")
        fields = ("新材料", "人工智能", "物联网", "")
        for _ in range(number // 3):
            on = START + timedelta(days=chance.randrange(0, 366))
            self.demonstrate(on, chance.choice(fields), chance.choice([*self.areas, None]), selected=chance.random() < 0.8)
            self.list_and_adopt(
                chance.choice(self.areas), START + timedelta(days=chance.randrange(0, 60)),
                adopted=chance.choice((None, date(2018, 6, 1), on)), degree=chance.choice(("IDT", "MOD", "NEQ")),
                unsuitable=chance.choice((None, None, on)),
            )  # fmt: skip
            self.lead(on, chance.choice((None, on, on + timedelta(days=30))), chance.choice([*self.areas, None]))
        return self
