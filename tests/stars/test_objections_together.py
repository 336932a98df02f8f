"""Several arrivals that say nothing get one answer at once, each under its receipt; what is one's own stays out."""

import pytest
from django.utils import timezone

from stars.arrival_errors import NotAForm, NothingTicked
from stars.errors import Stale
from stars.models import Event, Objection
from stars.posting_errors import AnswerNeeded, OwnMatter, TakenAlready
from stars.queries.arrivals import arrivals
from stars.queries.handling import handler_of
from stars.queries.objections import followed
from stars.services.dismissing import dismiss_together
from stars.services.receiving import Said, enter_objection, receive_objection
from tests.posting_making import TEXT, make_posted, object_to, taken
from tests.rating_making import entries_of

ANSWER = "没有写明什么事，无法核实。"


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def together(world, posting, *objections, answer: str = ANSWER, actor=None):
    given = {"posting_id": posting.pk, "objection_ids": [one.pk for one in objections]}
    return dismiss_together(actor=actor or world.secretary, answer=answer, **given)


def states() -> set[str]:
    return set(Objection.objects.values_list("state", flat=True))


def test_one_answer_reaches_every_receipt_and_the_log(world, posting):
    receipts = [receive_objection(posting_id=posting.pk, said=Said(text="哈" * 10)) for _ in range(3)]
    taken(world, receipts[0].objection)

    together(world, posting, *(one.objection for one in receipts))

    for one in receipts:
        said = followed(one.objection.receipt, one.code)
        assert (said.state, said.answer, said.handler) == ("dismissed", ANSWER, world.secretary)
    events = Event.objects.filter(action="objection_decided").values_list("target", flat=True)
    assert set(events) == {one.objection.receipt for one in receipts}


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        ("own", OwnMatter),
        ("with somebody else", TakenAlready),
        ("on paper", NotAForm),
        ("of another posting", Stale),
        ("no answer", AnswerNeeded),
        ("none", NothingTicked),
    ],
)
def test_all_of_them_or_none(world, posting, case, refusal):
    first, second = object_to(posting), object_to(posting, entries_of(posting.round, "household")[1].pk)
    ticked, answer = [first, second], " " if case == "no answer" else ANSWER
    if case == "own":
        second.entry.subject.people.add(world.secretary)
    elif case == "with somebody else":
        taken(world, second, world.panel)
    elif case == "on paper":
        told = {"channel": "paper", "received_on": timezone.localdate(), "said": Said(text=TEXT)}
        ticked.append(enter_objection(actor=world.clerk, posting_id=posting.pk, **told).objection)
    elif case == "of another posting":
        ticked.append(Objection(pk=0))
    elif case == "none":
        ticked = []

    with pytest.raises(refusal):
        together(world, posting, *ticked, answer=answer)

    assert "dismissed" not in states()


def test_what_repeats_or_has_no_words_is_suggested_and_ones_own_is_not_there(world, posting):
    mine, line = (entries_of(posting.round, "household")[place] for place in (1, 2))
    first, again, hollow, other = (
        object_to(posting, line.pk, text=text)
        for text in (TEXT, f"{TEXT}！", "1" * 12, "钱小五家的院子一直没有打扫。")
    )
    object_to(posting, mine.pk)
    object_to(posting)  # and one to the whole list, on which he stands
    mine.subject.people.add(world.secretary)

    rows = arrivals(posting, handler_of(world.secretary, posting))

    assert [(row.objection, row.same_as, row.hollow) for row in rows] == [
        (first, "", False),
        (again, first.receipt, False),
        (hollow, "", True),
        (other, "", False),
    ]
