"""Opening, beginning and archiving a round of the five roles."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, WrongState
from stars.models import Assessment, Event, Exclusion, PersonalSlip, Posting, Round, Rulebook, RulebookVersion
from stars.preparing_errors import (
    BeginDoubtful,
    HalfNeeded,
    NoEntries,
    NotUsable,
    RoundHeldAlready,
    TitleMissing,
    TitleTaken,
    WeightsNotStated,
    WrongYear,
)
from stars.queries.beginning import doubts_of
from stars.rules.loader import book_digest, book_source
from stars.services.rating_rounds import archive_round, begin_assessment, open_rating
from stars.services.rulebooks import shipped_version
from stars.services.target_decisions import decide_all_targets
from stars.services.targets import declare_target
from tests.exclusion_making import excluded_row
from tests.rating_making import entries_of, make_rating, make_version

YEAR = 2026


@pytest.fixture
def world(rating_village):
    return rating_village


def open_one(world, version, **changes) -> Round:
    told = {"village": world.village, "version_id": version.pk, "title": "上半年", "year": YEAR, "half": 1}
    return open_rating(**{"actor": world.secretary, **told, **changes})


def test_round_opens_with_its_assessment(world):
    made = open_one(world, make_version(world))

    assert (made.is_five_roles, made.half, made.opened_by) == (True, 1, world.secretary)
    assert made.assessment.state == AssessmentState.PREPARING
    assert Event.objects.get(action="round_opened").round_id == made.pk


def test_round_of_a_yearly_book_has_no_half(world):
    assert open_one(world, make_version(world, "shimen")).half is None


def test_round_of_a_half_year_asks_for_the_half(world):
    with pytest.raises(HalfNeeded):
        open_one(world, make_version(world), half=None)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"half": 1, "title": "另一个名字"}, RoundHeldAlready),
        ({"half": 2}, TitleTaken),
        ({"year": 26}, WrongYear),
        ({"title": "  "}, TitleMissing),
    ],
)
def test_second_round_or_a_wrong_name_is_refused(world, changes, refused):
    version = make_version(world)
    open_one(world, version)

    with pytest.raises(refused):
        open_one(world, version, **changes)

    assert Round.objects.count() == Assessment.objects.count() == 1


def test_other_half_other_book_and_other_village_have_rounds_of_their_own(world):
    version = make_version(world)
    open_one(world, version)
    open_one(world, version, half=2, title="下半年")
    open_one(world, make_version(world, "shimen"), title="石门")
    open_one(world, version, actor=world.other_secretary, village=world.other_village)

    assert Round.objects.count() == 4


def test_book_without_weights_is_refused(world):
    book = Rulebook.objects.create(key="bare", owner=world.township, title="无权重")
    source = book_source("shimen")
    told = {"number": 1, "source": source, "digest": book_digest(source), "published_by": world.administrator}
    bare = RulebookVersion.objects.create(rulebook=book, **told)

    with pytest.raises(WeightsNotStated):
        open_one(world, bare)


def test_book_of_ten_stars_of_a_stranger_or_of_nobody_is_refused(world):
    stars = shipped_version(key="xiqing")
    far = Rulebook.objects.create(key="far", owner=world.far_township, title="别镇")
    source = make_version(world).source
    told = {"number": 1, "source": source, "digest": "0" * 64, "published_by": world.administrator}
    strange = RulebookVersion.objects.create(rulebook=far, **told)

    for version_id in (stars.pk, strange.pk, 0):
        with pytest.raises(NotUsable):
            open_one(world, strange, version_id=version_id)


def begin(world, made, **more) -> Assessment:
    return begin_assessment(actor=world.secretary, round_id=made.pk, **more)


def test_assessment_begins_by_daan_without_further_ado(world):
    made = make_rating(world)

    assert begin(world, made).state == AssessmentState.ASSESSING
    assert Event.objects.get(action="assessment_begun").data["entries"] == 8


def test_assessment_of_nobody_is_refused(world):
    with pytest.raises(NoEntries):
        begin(world, make_rating(world, cadre=0))


@pytest.mark.parametrize("state", [state for state in AssessmentState if state != "preparing"])
def test_assessment_begins_once(world, state):
    with pytest.raises(WrongState):
        begin(world, make_rating(world, state=state))


def declare(world, entry):
    told = {"round_id": entry.round_id, "entry_id": entry.pk, "kind": "promote", "level": 4}
    return declare_target(actor=world.clerk, **told)


def test_doubts_tell_who_is_undecided_and_who_did_not_apply(world, django_assert_num_queries):
    made = make_rating(world, "shimen", cadre=3)
    entries = entries_of(made, "cadre")
    for entry in entries[:2]:
        declare(world, entry)
    decide_all_targets(actor=world.secretary, round_id=made.pk, category="cadre", approve=True)
    declare(world, entries[2])
    entries[0].applied_on = timezone.localdate()
    entries[0].save()

    with django_assert_num_queries(3):
        doubts = doubts_of(made)

    assert set(doubts.undecided) == {entries[2]}
    assert set(doubts.not_applied) == set(entries[1:])
    assert (len(doubts.posting), doubts.missing, doubts.needs_reason) == (1, (), True)


def test_assessment_with_doubts_begins_with_a_reason_that_is_kept(world):
    made = make_rating(world, "shimen", cadre=1)
    with pytest.raises(BeginDoubtful):
        begin(world, made)

    begin(world, made, reason="公示栏已张贴满十五天")

    event = Event.objects.get(action="assessment_begun")
    assert (event.reason, event.data["not_applied"]) == ("公示栏已张贴满十五天", 1)


def post_targets(world, made, *, days_ago: int) -> None:
    start = timezone.localdate() - datetime.timedelta(days=days_ago)
    told = {"organisation": world.village, "round": made, "kind": "targets", "number": 1, "content": {}}
    told |= {"digest": "0" * 64, "days": 15, "starts_on": start, "started_by": world.secretary}
    Posting.objects.create(**told, ends_on=start + datetime.timedelta(days=15))


@pytest.mark.parametrize(("days_ago", "doubtful"), [(15, True), (16, False)])
def test_posting_of_the_targets_counts_when_its_last_day_is_over(world, days_ago, doubtful):
    made = make_rating(world, "shimen", cadre=1)
    post_targets(world, made, days_ago=days_ago)

    assert doubts_of(made).needs_reason is doubtful


def test_archiving_erases_what_was_kept_for_the_round_alone(world):
    made = make_rating(world, state="in_force")
    entry = entries_of(made, "household")[0]
    excluded_row(world, entry)
    told = {"kind": "why", "valid_until": timezone.localdate(), "made_by": world.clerk}
    PersonalSlip.objects.create(entry=entry, code_digest="1" * 64, **told)
    made.imports.create(category="household", name="名单", rows=[], read_by=world.clerk)

    archive_round(actor=world.secretary, round_id=made.pk)

    made.assessment.refresh_from_db()
    assert made.assessment.state == AssessmentState.ARCHIVED
    assert (Exclusion.objects.count(), PersonalSlip.objects.count(), made.imports.count()) == (0, 0, 0)
    assert made.entries.count() == 8


@pytest.mark.parametrize("state", [state for state in AssessmentState if state != "in_force"])
def test_only_a_round_in_force_is_archived(world, state):
    with pytest.raises(WrongState):
        archive_round(actor=world.secretary, round_id=make_rating(world, state=state).pk)


@pytest.mark.parametrize("who", ["clerk", "member", "panel", "counter", "other_secretary", "approver"])
def test_rounds_are_the_secretarys(world, who):
    made, actor = make_rating(world), getattr(world, who)

    with pytest.raises(NotAllowed):
        open_one(world, make_version(world), actor=actor, half=2)
    with pytest.raises(NotAllowed):
        begin_assessment(actor=actor, round_id=made.pk)
    with pytest.raises(NotAllowed):
        archive_round(actor=actor, round_id=made.pk)
