"""The table of every procedure, and that no sequence of moves leaves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.base import glossary
from standards import procedure_parameters as parameters
from standards import step_words
from standards.lifecycle import (
    ENDS,
    GRAPHS,
    LABELS,
    PROCEDURES,
    Actor,
    Party,
    Procedure,
    Stage,
    first_of,
    moves_from,
    stages_of,
    turn_of,
    usual,
)

ALL = tuple(Procedure)
WAYS = (
    (Procedure.INDUSTRY, "proposal returned plan_notice planned drafting consultation review approval approval_notice published"),
    (
        Procedure.INDUSTRY_B,
        "proposal returned plan_notice planned drafting consultation review approval approval_notice published",
    ),
    (Procedure.INDUSTRY_C, "proposal returned plan_notice planned review approval approval_notice published"),
    (Procedure.FOREIGN, "proposal returned plan_notice planned drafting review approval approval_notice published"),
    (Procedure.AMENDMENT, "proposal drafting consultation review approval approval_notice published"),
    (Procedure.REVIEW, "reviewing continued to_change to_withdraw withdrawn"),
)
FROM_PLAN = (
    (Procedure.INDUSTRY, ["start_drafting"]),
    (Procedure.INDUSTRY_B, ["open_consultation"]),
    (Procedure.INDUSTRY_C, ["start_review"]),
    (Procedure.MANDATORY, ["start_drafting"]),
    (Procedure.FOREIGN, ["start_drafting"]),
)


@pytest.mark.parametrize(("procedure", "stages"), WAYS)
def test_the_stages_of_a_procedure(procedure, stages):
    assert [stage.value for stage in stages_of(procedure)] == [*stages.split(), "suspended", "terminated"]


@pytest.mark.parametrize(("procedure", "moves"), FROM_PLAN)
def test_where_the_plan_leads(procedure, moves):
    assert [move.name for move in moves_from(procedure, Stage.PLANNED)] == [*moves, "suspend", "terminate"]


@pytest.mark.parametrize("procedure", ALL)
def test_every_procedure_begins_once_and_every_stage_leads_to_an_end(procedure):
    first = first_of(procedure)
    reached, grown = {first.target}, True
    while grown:
        more = {move.target for stage in reached for move in moves_from(procedure, stage)} - reached
        reached, grown = reached | more, bool(more)
    assert reached == set(stages_of(procedure))
    ends = {stage for stage in reached if not moves_from(procedure, stage)}
    assert ends == reached & ENDS


@pytest.mark.parametrize("procedure", ALL)
def test_moves_name_what_exists(procedure):
    for name, move in GRAPHS[procedure].items():
        assert name == move.name
        assert name in step_words.MOVES
        assert move.who <= set(Actor)
        assert move.papers in ("", *parameters.BY_NAME)
        if move.wait:
            stage, parameter = move.wait
            assert (stage in stages_of(procedure), parameters.BY_NAME[parameter].kind) == (True, "days")


@pytest.mark.parametrize("stage", tuple(Stage))
def test_every_stage_has_its_codes_and_its_sentence(stage):
    term = glossary.explain("stage", stage.value)
    assert (term.slug, term.en) == (stage.value, LABELS[stage][0])
    assert (term.meaning_zh[-1], term.meaning_en[-1]) == ("。", ".")
    national = {"suspended": "", "terminated": ""}.get(stage.value, stage.national_code)
    assert (national == "") == (stage in (Stage.SUSPENDED, Stage.TERMINATED))


def test_public_comment_is_thirty_in_china_and_forty_at_iso():
    assert (Stage.CONSULTATION.national_code, Stage.CONSULTATION.iso_code) == ("30", "40.20")
    assert (Stage.REVIEW.national_code, Stage.REVIEW.iso_code) == ("40", "40.99")
    assert set(PROCEDURES) == set(Procedure)


@pytest.mark.parametrize(
    ("level", "nature", "procedure"),
    (
        ("industry", "T", Procedure.INDUSTRY),
        ("national", "", Procedure.MANDATORY),
        ("national", "T", Procedure.RECOMMENDED),
        ("national", "Z", Procedure.RECOMMENDED),
        ("group", "", Procedure.GROUP),
    ),
)
def test_the_usual_procedure(level, nature, procedure):
    assert usual(level, nature) == procedure


@pytest.mark.parametrize(
    ("stage", "waited", "party"),
    (
        (Stage.CONSULTATION, False, Party.PUBLIC),
        (Stage.CONSULTATION, True, Party.DRAFTERS),
        (Stage.PLAN_NOTICE, True, Party.AUTHORITY),
        (Stage.REVIEW, True, Party.COMMITTEE),
        (Stage.SUSPENDED, False, Party.NOBODY),
        (Stage.PUBLISHED, False, Party.NOBODY),
    ),
)
def test_whose_turn_it_is(stage, waited, party):
    assert turn_of(stage, waited=waited) == party


@given(st.sampled_from(ALL), st.lists(st.sampled_from(sorted({name for graph in GRAPHS.values() for name in graph}))))
def test_whatever_is_tried_only_the_table_moves(procedure, tried):
    """Tried moves that the table does not know from the present stage change nothing; an end is never left."""
    stage = first_of(procedure).target
    for name in tried:
        move = GRAPHS[procedure].get(name)
        before = stage
        if move and stage in move.sources:
            stage = move.target
        assert stage in stages_of(procedure)
        assert before not in ENDS or stage == before


@pytest.mark.parametrize(
    ("name", "text", "value"),
    (
        ("comment_days", "30", 30),
        ("comment_days", "", None),
        ("quorum", "3/4", "3/4"),
        ("decides_plan", "sac", "sac"),
        ("papers_comments", "explanation|comment-draft", ["explanation", "comment-draft"]),
        ("papers_comments", "", None),
    ),
)
def test_values_as_the_reference_spells_them(name, text, value):
    assert parameters.read(name, text) == value


@pytest.mark.parametrize(
    ("name", "value"),
    (
        ("comment_days", -1),
        ("comment_days", 367),
        ("comment_days", True),
        ("comment_days", "thirty"),
        ("quorum", "4/3"),
        ("quorum", "0.75"),
        ("decides_plan", "nobody"),
        ("papers_plan", ["poem"]),
        ("papers_plan", "proposal"),
        ("speed", 1),
    ),
)
def test_values_that_make_no_sense(name, value):
    with pytest.raises(parameters.ParameterError):
        parameters.check(name, value)
