"""An objection that nobody in the village may answer goes to the township's reviewer, and no other does."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from stars.errors import NotAllowed
from stars.models import Membership, PanelSeat, User
from stars.posting_errors import NotedByYou, OwnMatter, TownshipAnswers
from stars.queries.handling import handler_of, waiting_for_township
from stars.queries.postings import filing_obstacles
from stars.services.objections import Change, dismiss_objection, take_objection, uphold_objection
from stars.services.receiving import Said, enter_objection
from tests.posting_making import TEXT, end, make_posted, object_to, taken
from tests.rating_making import entries_of


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def noted(actor, posting, entry_id=None):
    told = {"channel": "paper", "received_on": timezone.localdate()}
    said = Said(text=TEXT, entry_id=entry_id)
    return enter_objection(actor=actor, posting_id=posting.pk, said=said, **told).objection


def without_group(posting) -> None:
    PanelSeat.objects.filter(round=posting.round).delete()


def test_what_the_only_one_noted_himself_is_answered_by_the_reviewer(world, posting):
    without_group(posting)
    objection = noted(world.secretary, posting)
    with pytest.raises(TownshipAnswers) as refused:
        taken(world, objection)
    assert world.township.name in str(refused.value.message)
    assert waiting_for_township(world.reviewer) == [objection]

    taken(world, objection, world.reviewer)
    dismiss_objection(actor=world.reviewer, objection_id=objection.pk, answer="已核实。")

    end(posting)
    assert filing_obstacles(posting.round) == []
    assert waiting_for_township(world.reviewer) == []


def test_what_concerns_everybody_who_could_is_corrected_by_the_reviewer(world, posting):
    entry = entries_of(posting.round, "household")[1]
    for person in (world.secretary, world.panel):
        entry.subject.people.add(person)
    objection = taken(world, object_to(posting, entry.pk), world.reviewer)

    change = Change(level=2, reason="核实后，清理河道未参加。")
    uphold_objection(actor=world.reviewer, objection_id=objection.pk, answer="已核实。", change=change)

    assert objection.correction.decided_by == world.reviewer


def test_list_as_a_whole_is_answered_by_who_does_not_stand_on_it(world, posting):
    listed, low = (entries_of(posting.round, "household")[place].subject for place in (1, 4))
    listed.people.add(world.secretary)
    low.people.add(world.panel)  # rated without a star, and so on no list
    objection = object_to(posting)

    with pytest.raises(OwnMatter):
        taken(world, objection)
    assert waiting_for_township(world.reviewer) == []
    assert taken(world, objection, world.panel).handler == world.panel


def test_list_on_which_everybody_stands_is_answered_by_the_reviewer(world, posting):
    for place, person in enumerate((world.secretary, world.panel)):
        entries_of(posting.round, "household")[place].subject.people.add(person)
    objection = object_to(posting)

    with pytest.raises(TownshipAnswers):
        taken(world, objection)
    assert taken(world, objection, world.reviewer).handler == world.reviewer


def test_reviewer_has_no_part_in_what_somebody_in_the_village_may_answer(world, posting):
    objections = [object_to(posting), noted(world.secretary, posting), noted(world.clerk, posting)]

    assert waiting_for_township(world.reviewer) == []
    for objection in objections:
        with pytest.raises(NotAllowed):
            taken(world, objection, world.reviewer)
    with pytest.raises(NotedByYou):
        taken(world, objections[1])


@pytest.mark.parametrize("login", ["approver", "auditor", "far_reviewer", "clerk", "member", "counter"])
def test_nobody_but_the_townships_reviewer_takes_it(world, posting, login):
    without_group(posting)
    objection = noted(world.secretary, posting)

    with pytest.raises((NotAllowed, ObjectDoesNotExist)):
        take_objection(actor=getattr(world, login), objection_id=objection.pk)
    assert waiting_for_township(getattr(world, login)) == []


def test_reviewer_of_the_village_or_concerned_himself_does_not_answer_it(world, posting):
    without_group(posting)
    entry = entries_of(posting.round, "household")[1]
    objection = noted(world.secretary, posting, entry.pk)
    entry.subject.people.add(world.reviewer)
    assert not handler_of(world.reviewer, posting).may(objection)
    with pytest.raises(OwnMatter):
        taken(world, objection, world.reviewer)
    entry.subject.people.clear()
    Membership(user=world.reviewer, organisation=world.village, post="member").save()

    assert waiting_for_township(User.objects.get(pk=world.reviewer.pk)) == []


def test_what_the_reviewer_took_up_stays_his(world, posting):
    without_group(posting)
    objection = taken(world, noted(world.secretary, posting), world.reviewer)
    PanelSeat(round=posting.round, user=world.panel).save()

    dismiss_objection(actor=world.reviewer, objection_id=objection.pk, answer="已核实。")

    objection.refresh_from_db()
    assert objection.state == "dismissed"


@pytest.mark.parametrize("number", [1, 6])
def test_search_for_stuck_objections_costs_the_same(world, posting, number, django_assert_num_queries):
    for one in range(number):
        object_to(posting, text=f"{TEXT}{one}")
    with django_assert_num_queries(5):
        assert waiting_for_township(world.reviewer) == []
