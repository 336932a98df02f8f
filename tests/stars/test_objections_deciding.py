"""Objections are answered by somebody not concerned, once, and change the person concerned alone."""

import pytest

from stars.correcting import full_cap
from stars.errors import BadInput, NotAllowed, TooLong, WrongState
from stars.models import Correction, Event, Objection, PanelSeat, Target, User
from stars.posting_errors import (
    AnswerNeeded,
    CapFull,
    ChangeNeeded,
    NoChangeHere,
    NotedByYou,
    NotYours,
    OwnMatter,
    SameLevel,
    TakenAlready,
)
from stars.queries.handling import handler_of
from stars.queries.standing import standing_results
from stars.rules.loader import load_book
from stars.services.objections import Change, dismiss_objection, take_objection, uphold_objection
from stars.services.postings import take_posting_down
from stars.services.receiving import Said, enter_objection
from tests.posting_making import (
    TEXT,
    end,
    make_posted,
    make_run,
    make_targets,
    object_to,
    put_up,
    taken,
)
from tests.rating_making import entries_of

ANSWER = "已核实：当天他在村部值班。"
LOWER = Change(level=2, reason="核实后，清理河道未参加。")


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


@pytest.fixture
def entry(posting):
    """The household with four stars."""
    return entries_of(posting.round, "household")[1]


def level_of(entry) -> int | None:
    return next(one.level for one in standing_results(entry.round) if one.entry == entry)


def uphold(world, objection, **changes):
    given = {"actor": world.secretary, "objection_id": objection.pk, "answer": ANSWER}
    return uphold_objection(**given | changes)


def test_upheld_objection_changes_this_result_alone_and_explains_it(world, posting, entry):
    before = {one.entry.pk: one.level for one in standing_results(posting.round)}
    objection = taken(world, object_to(posting, entry.pk))

    uphold(world, objection, change=LOWER)

    after = {one.entry.pk: one.level for one in standing_results(posting.round)}
    assert after == before | {entry.pk: 2}
    step = next(one for one in standing_results(posting.round) if one.entry == entry).explanation[-1]
    assert (step["step"], step["before"], step["after"]) == ("objection", 4, 2)
    assert step["detail"] == {"receipt": objection.receipt, "reason": LOWER.reason}
    objection.refresh_from_db()
    assert (objection.state, objection.answer, objection.handler) == ("upheld", ANSWER, world.secretary)


def test_dismissed_objection_changes_nothing(world, posting, entry):
    objection = taken(world, object_to(posting, entry.pk))

    dismiss_objection(actor=world.secretary, objection_id=objection.pk, answer=ANSWER)

    assert (level_of(entry), Correction.objects.count()) == (4, 0)
    assert Objection.objects.get().state == "dismissed"


@pytest.mark.parametrize("step", [uphold_objection, dismiss_objection])
@pytest.mark.parametrize(("answer", "refusal"), [(" ", AnswerNeeded), ("长" * 4001, TooLong)])
def test_decision_without_a_fitting_answer_is_refused(world, posting, step, answer, refusal):
    objection = taken(world, object_to(posting))

    with pytest.raises(refusal):
        step(actor=world.secretary, objection_id=objection.pk, answer=answer)

    assert Objection.objects.get().state == "taken"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (None, ChangeNeeded),
        (Change(2, " "), ChangeNeeded),
        (Change(4, "一样。"), SameLevel),
        (Change(2, "长" * 1001), TooLong),
    ],
)
def test_upheld_about_one_result_says_what_changes(world, posting, entry, change, refusal):
    objection = taken(world, object_to(posting, entry.pk))

    with pytest.raises(refusal):
        uphold(world, objection, change=change)

    assert (Objection.objects.get().state, level_of(entry)) == ("taken", 4)


def test_upheld_about_the_whole_posting_changes_no_level(world, posting):
    objection = taken(world, object_to(posting))
    with pytest.raises(NoChangeHere):
        uphold(world, objection, change=LOWER)

    uphold(world, objection)

    assert (Objection.objects.get().state, Correction.objects.count()) == ("upheld", 0)


@pytest.mark.parametrize("level", [None, -1, 6])
def test_correction_takes_nobody_out_of_the_rating(world, posting, entry, level):
    """Who is not rated is excluded on a ground of the book, by those who decide of it."""
    objection = taken(world, object_to(posting, entry.pk))

    with pytest.raises(BadInput):
        uphold(world, objection, change=Change(level, "已迁出本村。"))

    assert (level_of(entry), Correction.objects.count()) == (4, 0)


def test_correction_may_leave_no_star(world, posting, entry):
    uphold(world, taken(world, object_to(posting, entry.pk)), change=Change(0, "核实后不符合。"))

    assert level_of(entry) == 0


def test_raising_above_a_cap_is_refused_with_its_places(world, posting, entry):
    """daan: of six households five are rated, five per cent of them are no place at all."""
    objection = taken(world, object_to(posting, entry.pk))

    with pytest.raises(CapFull) as caught:
        uphold(world, objection, change=Change(5, "应为五星。"))

    assert "0" in str(caught.value)
    assert (level_of(entry), Objection.objects.get().state) == (4, "taken")


@pytest.mark.parametrize(
    ("levels", "lifetime", "level", "full"),
    [
        ((5, 5, 4, *[3] * 17), (), 5, False),  # 15 % of twenty are three, and the third is asked for
        ((5, 5, 5, *[3] * 17), (), 5, True),
        ((5, 5, 5, *[3] * 17), (0,), 5, False),  # a holder for life uses no place
        ((5, 5, 5, *[3] * 17), (3,), 5, False),  # and needs none
        ((5, 5, 5, *[4] * 17), (), 4, False),  # "about" never cuts
        ((5, 5, 4, 3, *[3] * 15, None), (), 5, True),  # who is not rated is not in the base
        ((5, 5, 4, None, *[3] * 16), (), 5, False),  # but joins it with his level
    ],
)
def test_caps_hold_for_corrections_lifetime_aside(levels, lifetime, level, full):
    table = load_book("dashui").categories["cadre"]
    standing = [(key, now, key in lifetime) for key, now in enumerate(levels)]

    found = full_cap(table, standing, 3, level)

    assert (found is not None) == full


def test_correction_stands_in_no_results_that_did_not_take_it_over(world, posting, entry):
    uphold(world, taken(world, object_to(posting, entry.pk)), change=LOWER)
    take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="计票有误。")
    assert level_of(entry) == 2

    make_run(world, posting.round, "household", (5, 4, 3, 1, 0, None))

    assert level_of(entry) == 4


def test_objection_to_results_computed_anew_changes_no_level(world, posting, entry):
    objection = taken(world, object_to(posting, entry.pk))
    take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="计票有误。")
    make_run(world, posting.round, "household", (5, 4, 3, 1, 0, None))

    with pytest.raises(NoChangeHere):
        uphold(world, objection, change=LOWER)
    uphold(world, objection)

    assert level_of(entry) == 4


def test_upheld_objection_to_a_target_opens_it_again(world):
    round = make_targets(world)
    posting = put_up(world, round, "targets")
    entry = entries_of(round, "household")[0]

    uphold(world, taken(world, object_to(posting, entry.pk)))

    states = dict(Target.objects.filter(entry__round=round).values_list("entry", "state"))
    assert states == {key: "declared" if key == entry.pk else "approved" for key in states}
    assert not Correction.objects.exists()


def own(world, user, subject) -> User:
    subject.people.add(user)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("kin", ["himself", "household"])
def test_objection_about_ones_own_is_neither_taken_up_nor_decided(world, posting, entry, kin):
    if kin == "himself":
        own(world, world.secretary, entry.subject)
    else:
        member = entries_of(posting.round, "cadre")[0].subject
        member.household = entry.subject
        member.save()
        own(world, world.secretary, member)
    objection = object_to(posting, entry.pk)

    with pytest.raises(OwnMatter):
        taken(world, objection)

    assert taken(world, objection, world.panel).handler == world.panel


def test_who_became_concerned_hands_over(world, posting, entry):
    objection = taken(world, object_to(posting, entry.pk))
    own(world, world.secretary, entry.subject)

    with pytest.raises(OwnMatter):
        dismiss_objection(actor=world.secretary, objection_id=objection.pk, answer=ANSWER)

    assert taken(world, objection, world.panel).handler == world.panel


@pytest.mark.parametrize("channel", ["paper", "phone"])
def test_who_noted_an_objection_does_not_answer_it(world, posting, entry, channel):
    given = {"posting_id": posting.pk, "channel": channel, "received_on": posting.starts_on}
    said = Said(text=TEXT, entry_id=entry.pk)
    objection = enter_objection(actor=world.secretary, said=said, **given).objection

    with pytest.raises(NotedByYou):
        taken(world, objection)

    assert objection.entered_by == world.secretary
    assert taken(world, objection, world.panel).handler == world.panel


@pytest.mark.parametrize(
    "person",
    ["clerk", "member", "second_panel", "counter", "other_secretary", "other_panel", "reviewer", "approver"],
)
def test_objection_is_handled_by_secretary_and_leading_group(world, posting, person):
    """The second leading-group member has the post and no seat in this round."""
    with pytest.raises(NotAllowed):
        taken(world, object_to(posting), getattr(world, person))


def test_seat_without_a_post_in_the_village_is_none(world, posting):
    PanelSeat(round=posting.round, user=world.other_panel).save()

    with pytest.raises(NotAllowed):
        taken(world, object_to(posting), world.other_panel)


def test_of_two_who_take_it_up_the_second_is_told_who_was_first(world, posting):
    objection = taken(world, object_to(posting))

    with pytest.raises(TakenAlready) as caught:
        taken(world, objection, world.panel)

    assert world.secretary.name in str(caught.value)
    assert Objection.objects.get().handler == world.secretary


def test_only_who_took_it_up_decides(world, posting):
    objection = taken(world, object_to(posting))

    with pytest.raises(NotYours):
        dismiss_objection(actor=world.panel, objection_id=objection.pk, answer=ANSWER)


def test_objection_is_taken_up_before_it_is_decided_and_decided_once(world, posting):
    objection = object_to(posting)
    decide = {"actor": world.secretary, "objection_id": objection.pk, "answer": ANSWER}
    with pytest.raises(WrongState):
        dismiss_objection(**decide)
    taken(world, objection)
    dismiss_objection(**decide)

    for step in (dismiss_objection, uphold_objection):
        with pytest.raises(WrongState):
            step(**decide)
    with pytest.raises(WrongState):
        take_objection(actor=world.secretary, objection_id=objection.pk)


def test_handler_who_lost_his_post_is_replaced(world, posting):
    objection = taken(world, object_to(posting), world.panel)
    world.panel.memberships.all().delete()

    assert taken(world, objection).handler == world.secretary


def test_objector_is_known_to_the_handler_only(world, posting):
    objection = taken(world, object_to(posting, name="老王"))

    known = {
        name
        for name in ("secretary", "panel", "clerk", "approver")
        if handler_of(getattr(world, name), posting).knows_objector(objection)
    }
    assert known == {"secretary"}


def test_objection_is_decided_after_the_posting_ended(world, posting, entry):
    objection = object_to(posting, entry.pk)
    end(posting)

    uphold(world, taken(world, objection), change=LOWER)

    assert level_of(entry) == 2


def test_log_names_receipt_and_handler_and_nothing_of_the_matter(world, posting, entry):
    objection = taken(world, object_to(posting, entry.pk, name="老王"))
    uphold(world, objection, change=LOWER)

    events = list(Event.objects.filter(action__startswith="objection_"))
    assert [(one.action, one.target) for one in events] == [
        (action, objection.receipt)
        for action in ("objection_received", "objection_taken", "objection_decided")
    ]
    assert [one.data for one in events] == [{"channel": "form"}, {}, {"outcome": "upheld"}]
    assert {one.reason for one in events} == {""}
