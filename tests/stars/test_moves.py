"""States change through one guarded update; exactly one person wins it."""

import itertools

import pytest

from evidence.states import DOSSIER_MOVES, SECTION_MOVES, DossierState, SectionState
from stars.errors import ReasonNeeded, Stale, WrongState
from stars.moves import Move, MoveTable, move
from tests.making import section_of

pytestmark = pytest.mark.db_variant
# state -> what may be done from it; everything else is refused.
DOSSIER = {
    "filling": {"submit"},
    "submitted": {"send_back", "propose"},
    "returned": {"resubmit"},
    "proposed": {"decline", "post", "sign_off"},
    "posted": {"decline", "sign_off_posted", "unpost"},
    "signed": set(),
}
SECTION = {
    "not_started": {"start", "submit", "leave_out"},
    "filling": {"submit", "leave_out"},
    "waiting": {"meets", "falls_short", "mark"},
    "marked": {"meets", "falls_short", "send_back"},
    "returned": {"submit"},
    "meets": {"falls_short", "mark", "award", "withhold"},
    "falls_short": {"meets", "mark", "withhold"},
    "awarded": set(),
    "not_awarded": set(),
    "not_applied": set(),
}


@pytest.mark.parametrize(
    ("table", "written", "states"),
    [(DOSSIER_MOVES, DOSSIER, DossierState), (SECTION_MOVES, SECTION, SectionState)],
    ids=["dossier", "section"],
)
def test_table_allows_what_is_written_down_and_nothing_else(table, written, states):
    assert set(written) == set(states.values)
    for state, actions in written.items():
        assert {action for action in table.moves if table.allows(state, action)} == actions


@pytest.mark.parametrize(("state", "action"), [*itertools.product(DOSSIER, DOSSIER_MOVES.moves)])
def test_dossier_moves_exactly_as_the_table_says(world, dossier, state, action):
    dossier.state = state
    dossier.save()

    if action in DOSSIER[state]:
        move(dossier, DOSSIER_MOVES, action, actor=world.reviewer, reason="看过了")
        expected = DOSSIER_MOVES.moves[action].to
    else:
        with pytest.raises(WrongState):
            move(dossier, DOSSIER_MOVES, action, actor=world.reviewer, reason="看过了")
        expected = state

    dossier.refresh_from_db()
    assert dossier.state == expected


def test_move_raises_the_version_and_writes_history_with_who_and_why(world, dossier):
    version = dossier.version

    move(dossier, DOSSIER_MOVES, "submit", actor=world.secretary, reason="第一次报送")

    dossier.refresh_from_db()
    row = dossier.history.first()
    assert dossier.version == version + 1
    assert (row.state, row.history_user, row.history_change_reason) == (
        "submitted",
        world.secretary,
        "第一次报送",
    )


def test_move_loses_when_the_state_has_changed(world, dossier):
    slow = type(dossier).objects.get(pk=dossier.pk)
    move(dossier, DOSSIER_MOVES, "submit", actor=world.secretary)
    before = dossier.history.count()

    with pytest.raises(Stale):
        move(slow, DOSSIER_MOVES, "submit", actor=world.secretary)

    assert (slow.state, dossier.history.count()) == ("filling", before)


def test_move_loses_when_the_state_came_back_in_the_meantime(world, dossier):
    slow = type(dossier).objects.get(pk=dossier.pk)
    for action in ("submit", "send_back", "resubmit", "send_back"):
        move(dossier, DOSSIER_MOVES, action, actor=world.secretary)
    slow.state = dossier.state

    with pytest.raises(Stale):
        move(slow, DOSSIER_MOVES, "resubmit", actor=world.secretary)


def test_move_of_one_section_leaves_the_others(world, dossier):
    move(section_of(dossier), SECTION_MOVES, "start", actor=world.clerk)

    assert dossier.sections.filter(state=SectionState.FILLING).count() == 1


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_move_that_asks_for_words_is_refused_without(world, dossier, reason):
    table = MoveTable(Move("stop", ("filling",), "signed", needs_reason=True))

    with pytest.raises(ReasonNeeded):
        move(dossier, table, "stop", actor=world.approver, reason=reason)

    dossier.refresh_from_db()
    assert dossier.state == "filling"
