"""A figure as known on a day never moves by a later edit: of a claim, a demonstration, the number of a standard."""

from datetime import date

import pytest

from portal.base import clock
from programmes import actions_records, computing
from programmes.models import ClaimContent, DemonstrationContent
from standards import actions_standards
from standards.models import NumberCorrection
from tests import factories
from tests.factories_goals import Programme

pytestmark = pytest.mark.django_db
ON, KNOWN, EDITED = date(2020, 12, 31), date(2021, 1, 31), date(2021, 3, 1)


@pytest.fixture
def programme(clock_at):
    made = Programme()
    clock_at(EDITED)
    return made


def told(programme, metric, known):
    """Everything that a page may show of the figures: values, and every record with reason, areas and traits."""
    rows = {}
    for area, figure in computing.figures(programme.goals[metric], ON, known).items():
        lists = [[(e.pk, e.text, e.reason, e.areas, dict(e.traits)) for e in entries]
                 for entries in (figure.counted, figure.near_misses, figure.unknown)]  # fmt: skip
        rows[area] = (figure.value, figure.second_value, lists)
    return rows


def values(programme, metric, known):
    found = computing.figures(programme.goals[metric], ON, known)
    areas = {area.pk: n for n, area in enumerate(programme.areas)}
    return {areas.get(pk, "all"): (f.value, f.second_value) for pk, f in found.items() if f.value}


def changed(programme, metric, edit):
    """The values before and after an edit of March; what was known in January is the same to the last record."""
    then = clock.end_of(KNOWN)
    before, stood = told(programme, metric, then), values(programme, metric, clock.now())
    edit()
    with clock.at(date(2021, 3, 2)):
        assert told(programme, metric, then) == before
        return stood, values(programme, metric, clock.now())


def test_the_area_of_a_claim_moves_only_what_is_known_since(programme):
    first, second, _ = programme.areas
    claim = programme.lead(date(2020, 5, 4), proven=date(2020, 6, 1), area=first)
    edit = lambda: actions_records.edit_claim(claim, area=second, by=programme.by)  # noqa: E731
    assert changed(programme, "led", edit) == ({"all": (1, None), 0: (1, None)}, {"all": (1, None), 1: (1, None)})


@pytest.mark.parametrize("change", ("role", "organisation", "evidence", "twice"))
def test_role_organisation_and_evidence_of_a_claim(programme, change):
    claim = programme.lead(date(2020, 5, 4), area=programme.areas[0])
    person = factories.person()
    edits = {
        "role": {"role": "convenor"},
        "organisation": {"organisation": None, "person": None},
        "evidence": {"evidence": ""},
        "twice": {"role": "convenor", "evidence": "", "person": person},
    }

    def edit():
        actions_records.edit_claim(claim, by=programme.by, **edits[change])
        if change == "twice":
            actions_records.edit_claim(claim, by=programme.by, role="rapporteur")

    now = told(programme, "led", clock.now())
    changed(programme, "led", edit)
    with clock.at(date(2021, 3, 2)):
        assert told(programme, "led", clock.now()) != now
    assert ClaimContent.objects.filter(claim=claim).count() == (3 if change == "twice" else 2)
    assert ClaimContent.objects.open().get(claim=claim).role == edits[change].get("role", "editor").replace(
        "convenor", "rapporteur" if change == "twice" else "convenor"
    )


@pytest.mark.parametrize(
    ("edit", "after"),
    (
        ({"field": "新材料"}, {"all": (2, 1), 0: (2, 1)}),
        ({"field": ""}, {"all": (2, 1), 0: (2, 1)}),
        ({"area": 1}, {"all": (2, 2), 0: (1, 1), 1: (1, 1)}),
        ({"area": None}, {"all": (2, 2), 0: (1, 1)}),
    ),
)
def test_field_and_area_of_a_demonstration(programme, edit, after):
    first = programme.areas[0]
    programme.demonstrate(date(2020, 5, 20), "新材料", first)
    one = programme.demonstrate(date(2020, 5, 20), "物联网", first)
    if edit.get("area") is not None:
        edit = {"area": programme.areas[edit["area"]]}
    before = {"all": (2, 2), 0: (2, 2)}
    moved = changed(programme, "demonstrated", lambda: actions_records.edit_demonstration(one, by=programme.by, **edit))
    assert moved == (before, after)


def test_a_demonstration_entered_later_is_not_known_before(programme):
    one = programme.demonstrate(date(2020, 5, 20), "物联网", programme.areas[0])
    with clock.at(date(2020, 8, 1)):
        actions_records.edit_demonstration(one, field="新材料", by=programme.by)
    early = computing.figure(programme.goals["demonstrated"], ON, clock.end_of(date(2020, 5, 1)))
    assert [(e.pk, e.reason, e.traits["field"]) for e in early.near_misses] == [(one.pk, "not_known_yet", "物联网")]


def corrected(programme, standard, number):
    return lambda: actions_standards.correct_designation(standard, designation=number, by=programme.by, reason="编号有误")


def test_the_level_of_a_standard_moves_only_what_is_known_since(programme):
    standard = programme.publish(date(2020, 5, 4), programme.areas[0], designation="YD/T 1-2020")
    before, after = changed(programme, "formulated", corrected(programme, standard, "T/SLSL 1-2020"))
    assert (before, after) == ({"all": (1, None), 0: (1, None)}, {})
    with clock.at(date(2021, 4, 1)):
        corrected(programme, standard, "SJ/T 1-2020")()
    levels = {}
    for day in (date(2021, 2, 28), date(2021, 3, 31), date(2021, 4, 1)):
        (found,) = told(programme, "formulated", clock.end_of(day))[None][2:]
        levels[day] = [(row[1], row[4]["level"]) for rows in found for row in rows]
    assert list(levels.values()) == [[("YD/T 1-2020", "industry")], [("T/SLSL 1-2020", "group")], [("SJ/T 1-2020", "industry")]]


def test_an_amendment_by_its_corrected_number(programme):
    standard = programme.publish(date(2020, 5, 4), programme.areas[0], designation="GB 1-2020")
    before, after = changed(programme, "formulated", corrected(programme, standard, "GB 1-2020/XG1-2020"))
    assert (before, after) == ({"all": (1, None), 0: (1, None)}, {})


def test_the_level_of_an_adopting_standard(programme):
    record = programme.list_and_adopt(programme.areas[0], date(2020, 2, 1), adopted=date(2020, 5, 4))
    standard = record.adoptions.get().standard
    before, after = changed(programme, "conversion_rate", corrected(programme, standard, "T/SLSL 1-2020"))
    assert (before, after) == ({"all": (100, None), 0: (100, None)}, {})


def test_a_correction_that_changes_nothing_leaves_no_fact(programme):
    standard = programme.publish(date(2020, 5, 4), designation="YD/T 1-2020")
    corrected(programme, standard, "YD/T  1—2020")()
    assert NumberCorrection.objects.count() == 0
    corrected(programme, standard, "YD 1-2020")()
    found = NumberCorrection.objects.values_list("standard", "designation", "level", "note", "recorded_by")
    assert list(found) == [(standard.pk, "YD/T 1-2020", "industry", "编号有误", programme.by.pk)]


def test_an_edit_of_words_leaves_the_content_as_it_is(programme):
    one = programme.demonstrate(date(2020, 5, 20), "物联网")
    actions_records.edit_demonstration(one, title_en="Other", by=programme.by)
    assert DemonstrationContent.objects.values_list("field", "superseded_at").get() == ("物联网", None)


def test_an_import_taken_back_later_leaves_what_was_known(programme):
    claim = programme.lead(date(2020, 5, 4), proven=date(2020, 6, 1), area=programme.areas[0])

    def take_back():
        factories.saved(type(claim.international)(**_retracted(claim.international)))

    before, after = changed(programme, "led", take_back)
    assert (before, after) == ({"all": (1, None), 0: (1, None)}, {})


def _retracted(record):
    return {f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields} | {"retracted_at": clock.now()}
