"""What the page of one record shows, to the public and to those who work here: facts in, words out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.base import clock, wording
from portal.base.ways import way

from . import citations, labels, permissions, status
from .models import InternationalStandard, Relation, Standard
from .record_facts import desk_address
from .record_history import history
from .record_questions import AUDIT, FACTS
from .record_relations import AdoptionLine, AreaLine, Group, adoptions, editions, key_areas, numbers, relations
from .record_words import STATUS_LABELS, Life, Line, Step, Warn, ribbon, sentence, warning
from .search.catalogue import INTERNATIONAL, STANDARDS

Record = Standard | InternationalStandard


class RecordPage:
    """One record as known now; with `on` also as it stood on that day."""

    international = False
    side = "standard"

    def __init__(self, record: Any, user: Any, on: date | None = None) -> None:
        self.record = record
        self.user = user
        self.on = on
        self.today = clock.today()

    @cached_property
    def facts(self) -> list[Any]:
        """All status facts, voided and superseded ones included: the history shows them."""
        return FACTS[self.side, self.names].named(self.record.pk)

    @cached_property
    def names(self) -> bool:
        """Whether the visitor may see who entered what."""
        return permissions.can_see_history(self.user, self.record)

    @cached_property
    def open_facts(self) -> list[Any]:
        return [fact for fact in self.facts if fact.voided_at is None and fact.superseded_at is None]

    @cached_property
    def relations(self) -> list[Group]:
        return relations(self.record)

    @cached_property
    def adoptions(self) -> list[AdoptionLine]:
        return adoptions(self.record)

    @cached_property
    def editions(self) -> list[dict[str, Any]]:
        return editions(self.record)

    @cached_property
    def areas(self) -> list[AreaLine]:
        return key_areas(self.record)

    @cached_property
    def life(self) -> Life:
        """The stored state, which the nightly job turns; its dates are those of the facts."""
        record = self.record
        return Life(
            record.status,
            record.published_on,
            record.published_precision,
            getattr(record, "in_force_on", None),
            record.ended_on,
            [one.number for one in numbers(self.relations, Relation.Kind.REPLACES, forward=True)],
            [one.number for one in numbers(self.relations, Relation.Kind.REPLACES, forward=False)],
        )

    @cached_property
    def sentence(self) -> str:
        return sentence(self.life, international=self.international)

    @property
    def status_label(self) -> str:
        return str(type(self.record).Status(self.record.status).label)

    @cached_property
    def warning(self) -> Warn | None:
        after = numbers(self.relations, Relation.Kind.REPLACES, forward=False)
        return warning(self.life, next(((one.number, one.url) for one in after if one.url), None))

    @property
    def ribbon(self) -> list[Step]:
        return ribbon(self.open_facts, self.record.status, self.today)

    @property
    def then(self) -> str:
        """The status as it stood on the asked day, in words."""
        if self.on is None:
            return ""
        state = self.state(self.open_facts, self.on)
        return _("As it stood on %(day)s: %(status)s.") % {"day": wording.day(self.on), "status": STATUS_LABELS[state.status]}

    def state(self, facts: list[Any], on: date) -> Any:
        return status.state_of_standard(facts, on)

    @property
    def titles(self) -> tuple[str, str]:
        return self.record.title_zh, self.record.title_en

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{self.record.get_absolute_url()}"

    @property
    def desk(self) -> str:
        """The record's place on the desk, for those who work here."""
        return desk_address(self.record) if permissions.can_see_history(self.user, self.record) else ""

    @property
    def publisher(self) -> str:
        return ""

    @property
    def cited(self) -> citations.Cited:
        text, code = wording.title(self.record.title_zh, self.record.title_en, get_language() or "zh-hans")
        language = code or get_language() or "zh-hans"
        year = self.record.published_on.year if self.record.published_on else self.record.year
        return citations.Cited(self.record.designation, text, self.publisher, year, self.address, language[:2])

    @property
    def citations(self) -> list[tuple[str, str]]:
        """Forms of citation, the Chinese one first. None for what was made up for demonstration."""
        cited = self.cited
        forms = [("GB/T 7714-2015", citations.gb7714(cited)), ("ISO 690:2021", citations.iso690(cited))]
        return [] if self.record.is_demo else [*forms, ("BibTeX", citations.bibtex(cited)), ("RIS", citations.ris(cited))]

    @cached_property
    def lines(self) -> list[Line]:
        return [line for line in [*self.own_lines(), *self.common_lines()] if line.is_filled]

    def own_lines(self) -> list[Line]:
        return []

    def common_lines(self) -> list[Line]:
        record = self.record
        lines = [Line("ICS", f"{code} {labels.class_title('ics', code)}".strip(), _class_url("ics", code)) for code in record.ics]
        if record.committee:
            committee = record.committee
            name = f"{committee.code} {labels.own(committee.name_zh, committee.name_en)}".strip()
            lines.append(Line(_("Committee"), name, way("committees:committee", committee.slug)))
        else:
            lines.append(Line(_("Committee"), record.committee_text))
        lines += [Line(_("Number as received"), record.designation_raw if record.designation_raw != record.designation else "")]
        return lines

    @cached_property
    def history(self) -> list[Any]:
        return history(self, names=self.names)

    def audit(self) -> list[Any]:
        """The latest fifty changes of the record's own row."""
        label, key = self.record._meta.label_lower, str(self.record.pk)
        return AUDIT[self.names].named(label, key)

    @property
    def structured(self) -> dict[str, Any]:
        """schema.org, only from what the page shows."""
        record = self.record
        said: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "additionalType": "https://www.wikidata.org/wiki/Q317623",
            "@id": self.address,
            "url": self.address,
            "identifier": record.designation,
            "name": record.title_zh or record.title_en or record.designation,
            "creativeWorkStatus": self.status_label,
        }
        if record.title_zh and record.title_en:
            said["alternateName"] = record.title_en
        if record.published_on:
            said["datePublished"] = wording.day(record.published_on, record.published_precision)
        if self.publisher:
            said["publisher"] = {"@type": "Organization", "name": self.publisher}
        based = [line.other.number for line in self.adoptions if not self.international]
        return said | ({"isBasedOn": based} if based else {})


class StandardPage(RecordPage):
    """A Chinese standard."""

    kind = STANDARDS
    path = "standard"

    @property
    def publisher(self) -> str:
        return self.record.publisher or self.record.department

    def own_lines(self) -> list[Line]:
        record = self.record
        level = f"{record.level}-{record.nature}" if record.nature else record.level
        return [
            Line(_("Kind"), labels.level(level)),
            Line(_("Published"), wording.day(record.published_on, record.published_precision) if record.published_on else ""),
            Line(_("In force from"), wording.day(record.in_force_on) if record.in_force_on else ""),
            Line(_("Ended"), wording.day(record.ended_on) if record.ended_on else ""),
            Line(_("Industry"), labels.industry(record.industry) if record.industry else ""),
            *(Line("CCS", f"{code} {labels.class_title('ccs', code)}".strip(), _class_url("ccs", code)) for code in record.ccs),
            Line(_("Competent department"), record.department),
            Line(_("Publisher"), record.publisher),
            Line(_("Announcement"), record.notice_number),
            Line(_("Plan number"), record.plan_number_now or record.plan_number),
            Line(_("Drafting organisations"), record.drafting_units),
            Line(_("Main content"), record.content),
        ]


class InternationalPage(RecordPage):
    """An international or foreign standard."""

    international = True
    side = "international"
    kind = INTERNATIONAL
    path = "international-standard"

    @property
    def publisher(self) -> str:
        return self.record.body

    def state(self, facts: list[Any], on: date) -> Any:
        return status.state_of_international(facts, on)

    def own_lines(self) -> list[Line]:
        record = self.record
        return [
            Line(_("Body"), record.body),
            Line(_("Kind of document"), labels.label(self.kind, "type", record.doc_type) if record.doc_type else ""),
            Line(_("Edition"), record.edition),
            Line(_("Published"), wording.day(record.published_on, record.published_precision) if record.published_on else ""),
            Line(_("Ended"), wording.day(record.ended_on) if record.ended_on else ""),
            Line(_("Stage in the source"), record.stage),
            Line(_("French title"), record.title_fr, lang="fr"),
            Line(_("Title in another language"), record.title_other),
        ]


def _class_url(scheme: str, code: str) -> str:
    return way("standards:classification", scheme, code)
