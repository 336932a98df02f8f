"""Putting a posting up and taking it down: what is frozen, for how long, and what stands in the way."""

import datetime
import json

import pytest
from django.utils import timezone

from stars.digests import plain_digest
from stars.errors import NotAllowed, ReasonNeeded, Stale, WrongState
from stars.models import Assessment, Event, Holiday, Posting, Target
from stars.posting_errors import (
    DownAlready,
    NoTargets,
    NothingToPost,
    PostingRuns,
    TargetsNotPosted,
    TargetsUndecided,
    TiesUndecided,
)
from stars.queries.notices import Notice
from stars.services.postings import start_posting, take_posting_down
from tests.posting_making import (
    DAY,
    NAMES,
    age,
    edited_version,
    end,
    make_posted,
    make_rated,
    make_run,
    make_targets,
    object_to,
    post_results,
    put_up,
)
from tests.rating_making import entries_of

TODAY = timezone.localdate


@pytest.fixture
def world(rating_village):
    return rating_village


def state_of(round) -> str:
    return Assessment.objects.get(round=round).state


def names_of(posting: Posting) -> dict[str, list[str]]:
    return {table["key"]: [row["name"] for row in table["rows"]] for table in posting.content["tables"]}


def test_results_of_every_category_are_frozen_masked_and_only_from_one_star_on(world):
    posting = make_posted(world)

    assert names_of(posting) == {"cadre": ["李*二", "王*一"], "household": ["张*", "王*一", "赵*四", "李*二"]}
    assert not [name for name in NAMES if name in json.dumps(posting.content, ensure_ascii=False)]
    assert posting.digest == plain_digest(posting.content)
    assert state_of(posting.round) == "posted"


def test_content_stays_as_it_was_when_somebody_is_renamed(world):
    posting = make_posted(world)
    subject = entries_of(posting.round, "cadre")[0].subject
    subject.name = "新名字"
    subject.save()

    posting.refresh_from_db()
    assert names_of(posting)["cadre"] == ["李*二", "王*一"]
    posting.content = {}
    with pytest.raises(TypeError):
        posting.save()


def test_rows_that_look_alike_are_told_apart_by_their_group(world):
    round = make_rated(world)
    second = entries_of(round, "household")[1].subject
    second.name = "王大一"
    second.save()

    table = post_results(world, round).content["tables"][1]

    told = [(row["name"], row["group"]) for row in table["rows"]]
    assert told == [("张*", ""), ("王*一", "2组"), ("赵*四", ""), ("王*一", "3组")]


def test_posting_runs_for_the_days_of_the_book_and_ends_by_itself(world):
    posting = make_posted(world)

    assert (posting.starts_on, posting.ends_on, posting.days) == (TODAY(), TODAY() + 15 * DAY, 15)
    runs = [posting.runs_on(TODAY() + days * DAY) for days in (-1, 0, 15, 16)]
    assert runs == [False, True, True, False]
    assert posting.is_over(TODAY() + 16 * DAY)


@pytest.mark.parametrize(
    ("new", "days", "unit"),
    [("posting_days: 0", 15, "calendar"), ("posting_days: 10\n    posting_unit: working", 10, "working")],
)
def test_book_without_days_gets_fifteen_and_working_days_use_the_table(world, new, days, unit):
    free = [TODAY() + number * DAY for number in range(1, 8)]
    for day in free:
        Holiday.objects.create(day=day, name="节", works=False)
    round = make_rated(world)
    round.version = edited_version(world, "daan", "posting_days: 15", new)
    round.save()

    posting = post_results(world, round)

    assert (posting.days, posting.unit) == (days, unit)
    later = 15 * DAY if unit == "calendar" else posting.ends_on - TODAY()
    assert posting.ends_on == TODAY() + later
    assert unit == "calendar" or posting.ends_on >= free[-1] + 12 * DAY


def test_results_with_an_undecided_tie_are_not_posted(world):
    round = make_rated(world)
    entries = [str(one.pk) for one in entries_of(round, "household")[:2]]
    tie = {"level": 5, "places": 1, "subjects": entries}
    make_run(world, round, "household", (None, None, 3, 1, 0, None), ties=[tie])

    with pytest.raises(TiesUndecided):
        post_results(world, round)

    assert (state_of(round), Posting.objects.count()) == ("rated", 0)


def test_results_in_which_nobody_reached_a_star_are_posted_without_a_list(world):
    posting = post_results(world, make_rated(world, levels={"cadre": (0, None)}))

    assert (posting.content["tables"], posting.days, state_of(posting.round)) == ([], 15, "posted")
    notice = Notice(posting, TODAY())
    assert (notice.nobody, notice.lines) == (True, [])
    assert object_to(posting).entry is None


def test_results_are_not_posted_while_nobody_has_one(world):
    with pytest.raises(NothingToPost):
        post_results(world, make_rated(world, levels={"cadre": (None, None)}))


@pytest.mark.parametrize("state", ["preparing", "assessing", "filed", "in_force"])
def test_results_are_posted_only_when_they_are_computed(world, state):
    round = make_rated(world)
    Assessment.objects.get(round=round).delete()
    Assessment(round=round, village=world.village, township=world.township, state=state).save()

    with pytest.raises(WrongState):
        post_results(world, round)


def test_second_posting_at_once_is_refused(world):
    posting = make_posted(world)

    with pytest.raises(PostingRuns) as caught:
        post_results(world, posting.round)

    assert str(posting.ends_on) in str(caught.value)
    assert Posting.objects.count() == 1


@pytest.mark.parametrize(
    "person", ["clerk", "member", "panel", "counter", "other_secretary", "reviewer", "approver"]
)
def test_posting_is_the_secretarys(world, person):
    round = make_rated(world)

    with pytest.raises(NotAllowed):
        start_posting(actor=getattr(world, person), round_id=round.pk, kind="results", seen="")


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_nothing_is_posted_that_was_not_read(world, seen):
    round = make_rated(world)

    with pytest.raises(Stale):
        start_posting(actor=world.secretary, round_id=round.pk, kind="results", seen=seen)

    assert (Posting.objects.count(), state_of(round)) == (0, "rated")


def test_targets_are_posted_with_kind_and_level(world):
    round = make_targets(world)
    refused = Target.objects.filter(entry__round=round, entry__subject__category="cadre").first()
    refused.state = "refused"
    refused.save()

    posting = put_up(world, round, "targets")

    assert names_of(posting) == {"cadre": ["李*二"], "household": ["张*", "王*一", "李*二"]}
    rows = [row for table in posting.content["tables"] for row in table["rows"]]
    assert {(row["kind"], row["level"]) for row in rows} == {("promote", 4)}
    assert state_of(round) == "preparing"


def test_targets_of_one_category_are_posted_beside_those_of_another(world):
    round = make_targets(world)
    put_up(world, round, "targets", "cadre")

    second = put_up(world, round, "targets", "household")

    assert (second.number, list(names_of(second))) == (2, ["household"])
    with pytest.raises(PostingRuns):
        put_up(world, round, "targets", "cadre")
    with pytest.raises(PostingRuns):
        put_up(world, round, "targets")


def test_targets_wait_until_all_are_decided(world):
    with pytest.raises(TargetsUndecided) as caught:
        put_up(world, make_targets(world, state="declared"), "targets")
    assert "5" in str(caught.value)


def test_targets_that_nobody_declared_are_not_posted(world):
    with pytest.raises(NoTargets):
        put_up(world, make_targets(world, state="refused"), "targets")


@pytest.mark.parametrize(("book", "category"), [("daan", ""), ("daan", "household"), ("dashui", "service")])
def test_book_that_posts_no_targets_says_so(world, book, category):
    round = make_targets(world, book)

    with pytest.raises(TargetsNotPosted):
        put_up(world, round, "targets", category)


def take_down(world, posting, **changes):
    values = {"actor": world.secretary, "posting_id": posting.pk, "reason": "名单有误。"}
    return take_posting_down(**{**values, **changes})


def test_posting_taken_down_can_be_put_up_anew(world):
    posting = make_posted(world)

    take_down(world, posting)

    assert (state_of(posting.round), posting.runs_on(TODAY())) == ("rated", True)
    posting.refresh_from_db()
    assert not posting.runs_on(TODAY())
    second = post_results(world, posting.round)
    assert (second.number, state_of(posting.round)) == (2, "posted")
    assert second.digest != posting.digest


def test_posting_that_ran_its_time_comes_down_only_while_the_results_stand(world):
    posting = end(make_posted(world))

    take_down(world, posting)

    assert state_of(posting.round) == "rated"
    with pytest.raises(DownAlready):
        take_down(world, posting)


def test_posting_of_targets_that_is_over_is_down_already(world):
    round = make_targets(world)
    posting = end(put_up(world, round, "targets"))

    with pytest.raises(DownAlready):
        take_down(world, posting)


@pytest.mark.parametrize("person", ["clerk", "panel", "other_secretary", "approver"])
def test_posting_is_taken_down_by_the_secretary_with_a_reason(world, person):
    posting = make_posted(world)

    with pytest.raises(NotAllowed):
        take_down(world, posting, actor=getattr(world, person))
    with pytest.raises(ReasonNeeded):
        take_down(world, posting, reason=" ")


def test_log_tells_both_acts_and_no_name_or_level(world):
    posting = age(make_posted(world), 2)
    take_down(world, posting)

    up, down = Event.objects.filter(action__in=("posted", "posting_taken_down"))
    until = (posting.ends_on + datetime.timedelta(days=2)).isoformat()
    assert up.data == {"rows": 6, "until": until, "digest": posting.digest}
    assert (up.round_id, up.actor, down.reason, down.data) == (
        posting.round_id,
        world.secretary,
        "名单有误。",
        {},
    )
