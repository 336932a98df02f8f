"""Reporting to the township: what is filed, and what is refused."""

import json

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, Stale, TooLong, WrongState
from stars.filed import filing_digest, names_fit
from stars.filing_errors import FiledAlready, FilingHindered
from stars.models import (
    Assessment,
    Correction,
    Event,
    Filing,
    Objection,
    PanelSeat,
    Posting,
    Target,
)
from stars.queries.filings import reported_tables
from stars.queries.filings_changes import changes
from stars.queries.filings_verifying import verify_filing
from stars.services.accepting import return_filing
from stars.services.filing import file_round
from tests.exclusion_making import excluded_row
from tests.filing_making import (
    file,
    make_filed,
    make_posted,
    make_results_posting,
    make_run,
    mark_of,
    state_of,
    tamper,
)
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


def make_objection(round, entry, **more) -> Objection:
    today = timezone.localdate()
    told = {"receipt": f"R{Objection.objects.count()}", "code_digest": "0" * 64, "channel": "paper"}
    told |= {"text": "请再看看这一户。", "received_on": today, "due_on": today} | more
    return Objection.objects.create(posting=round.postings.last(), entry=entry, **told)


def correct(world, round, entry, level: int | None) -> None:
    objection = make_objection(round, entry, state="upheld", handler=world.panel)
    told = {"before": 3, "level": level, "reason": "漏计一项。", "decided_by": world.panel}
    Correction.objects.create(objection=objection, entry=entry, decided_on=timezone.localdate(), **told)


def levels(filing) -> dict[int, int]:
    return {row["entry"]: row["level"] for row in filing.content["entries"]}


def test_filing_moves_the_round_to_the_township_and_is_intact(world):
    round_ = make_posted(world)

    filing = file(world, round_, " 请审。\r\n")

    assert (filing.number, filing.note, state_of(round_)) == (1, "请审。", "filed")
    assert (filing.filed_by, filing.digest) == (world.secretary, filing_digest(filing.content))
    assert verify_filing(filing) == []


def test_filing_holds_every_rated_entry_with_level_score_and_reasons(world):
    filing = make_filed(world, household=6)

    rows = filing.content["entries"]
    assert [(row["level"], row["shown"]) for row in rows][:2] == [(3, "82.00"), (0, "60.00")]
    assert [step["step"] for step in rows[0]["explanation"]][:3] == ["eligible", "score", "threshold"]


def test_filing_stands_in_the_order_of_the_subjects_not_of_the_scores(world):
    filing = make_filed(world, cadre=2, household=4)

    names = [row["name"] for row in filing.content["entries"]]
    assert names == sorted(names, key=lambda name: (not name.startswith("cadre"), name[-7:]))
    assert [table.table.key for table in reported_tables(filing.content, filing.round.version.book)] == [
        "cadre",
        "household",
    ]


def test_filing_names_the_book_the_runs_and_the_posting_by_their_digests(world):
    round_ = make_posted(world)
    filing = file(world, round_)

    content = filing.content
    assert content["rulebook"]["digest"] == round_.version.digest
    assert content["runs"] == {run.category: {"number": 1, "digest": run.digest} for run in round_.runs.all()}
    assert [one["digest"] for one in content["postings"]] == [round_.postings.get().digest]


def test_filing_says_who_sat_in_the_leading_group_and_no_score_of_his(world):
    round_ = make_posted(world)
    PanelSeat(round=round_, user=world.panel, role="head").save()

    filing = file(world, round_)

    assert filing.content["panel"] == [{"name": "人panel", "role": "head", "excused": False}]


@pytest.mark.parametrize(("level", "met"), [(4, True), (5, False)])
def test_filing_says_whether_the_target_was_met(world, level, met):
    round_ = make_posted(world, household=2)
    entry = entries_of(round_, "household")[1]
    Target(entry=entry, kind="promote", level=level).save()

    filing = file(world, round_)

    row = next(row for row in filing.content["entries"] if row["entry"] == entry.pk)
    assert row["target"] == {"kind": "promote", "level": level, "met": met}


@pytest.mark.parametrize(
    ("book", "state", "known"),
    [
        ("daan", "declared", True),
        ("daan", "refused", False),
        ("shimen", "declared", False),
        ("shimen", "approved", True),
        ("shimen", "refused", False),
    ],
)
def test_filing_knows_a_target_as_far_as_the_book_has_it_approved(world, book, state, known):
    round_ = make_posted(world, book=book, household=1)
    Target(entry=round_.entries.get(), kind="promote", level=5, state=state).save()

    assert [row["target"] is not None for row in file(world, round_).content["entries"]] == [known]


def test_filing_is_silent_of_who_is_not_rated(world):
    round_ = make_posted(world, household=3)
    excluded, *kept = entries_of(round_, "household")
    excluded_row(world, excluded, "8.4")

    filing = file(world, round_)

    told = json.dumps(filing.content, ensure_ascii=False)
    assert set(levels(filing)) == {entry.pk for entry in kept}
    assert (excluded.subject.label in told, "8.4" in told) == (False, False)


def test_filing_takes_what_an_upheld_objection_changed(world):
    round_ = make_posted(world, household=1)
    entry = round_.entries.get()
    correct(world, round_, entry, 2)

    filing = file(world, round_)

    assert levels(filing) == {entry.pk: 2}
    assert filing.content["entries"][0]["explanation"][-1]["step"] == "objection"
    assert verify_filing(filing) == []


def test_filing_leaves_one_event_without_names_or_scores(world):
    filing = make_filed(world)

    event = Event.objects.get(action="filed")
    assert (event.actor, event.data) == (world.secretary, {"number": 1, "digest": filing.digest})
    assert (event.round_id, event.target, event.reason) == (filing.round_id, "", "")


@pytest.mark.parametrize("state", AssessmentState.values)
def test_filing_is_refused_from_every_state_but_posted_and_returned(world, state):
    round_ = make_posted(world)
    if state in ("filed", "checked"):
        file(world, round_)
    tamper(Assessment, state=state)

    if state in ("posted", "returned"):
        assert file(world, round_).number == 1
        return
    refusal = FiledAlready if state in ("filed", "checked") else WrongState
    with pytest.raises(refusal):
        file(world, round_)


def test_filing_twice_says_who_was_first(world):
    round_ = make_posted(world)
    file(world, round_)

    with pytest.raises(FiledAlready) as refused:
        file(world, round_)

    assert "人secretary" in str(refused.value)
    assert Filing.objects.count() == 1


@pytest.mark.parametrize("who", ["clerk", "member", "panel", "counter", "other_secretary", "reviewer"])
def test_filing_is_the_secretarys_alone(world, who):
    round_ = make_posted(world)

    with pytest.raises(NotAllowed):
        file_round(actor=getattr(world, who), round_id=round_.pk, read=mark_of(round_))


def test_filing_with_an_undecided_tie_is_refused(world):
    round_ = make_posted(world, scores="92", cadre=20)

    with pytest.raises(FilingHindered, match="同分"):
        file(world, round_)

    assert state_of(round_) == "posted"


def test_filing_while_the_posting_runs_is_refused(world):
    round_ = make_posted(world, ended=False)

    with pytest.raises(FilingHindered):
        file(world, round_)

    assert (Filing.objects.count(), state_of(round_)) == (0, "posted")


def test_filing_of_what_was_never_posted_is_refused(world):
    round_ = make_rating(world, state="posted")
    make_run(round_, "household")

    with pytest.raises(FilingHindered):
        file(world, round_)


def test_filing_of_a_posting_that_was_taken_down_is_refused(world):
    round_ = make_posted(world)
    tamper(Posting, taken_down_on=timezone.localdate())

    with pytest.raises(FilingHindered):
        file(world, round_)


@pytest.mark.parametrize("state", ["received", "taken"])
def test_filing_while_an_objection_is_undecided_is_refused(world, state):
    round_ = make_posted(world)
    make_objection(round_, None, state=state)

    with pytest.raises(FilingHindered):
        file(world, round_)


@pytest.mark.parametrize("state", ["upheld", "dismissed"])
def test_filing_after_every_objection_was_decided_is_taken(world, state):
    round_ = make_posted(world)
    make_objection(round_, None, state=state)

    assert file(world, round_).number == 1


def test_filing_without_any_result_is_refused(world):
    round_ = make_rating(world, state="posted")
    make_results_posting(round_)

    with pytest.raises(FilingHindered):
        file(world, round_)


def test_filing_of_something_else_than_was_read_is_refused(world):
    round_ = make_posted(world)
    read = mark_of(round_)
    correct(world, round_, entries_of(round_, "household")[0], 2)

    with pytest.raises(Stale):
        file_round(actor=world.secretary, round_id=round_.pk, read=read)


def test_filing_with_a_note_that_is_too_long_is_refused(world):
    round_ = make_posted(world)

    with pytest.raises(TooLong):
        file(world, round_, "长" * 2001)


def test_filing_again_after_a_return_is_number_two_and_says_what_changed(world):
    first = make_filed(world, household=4)
    return_filing(actor=world.reviewer, filing_id=first.pk, reason="第一户的计票有误。")
    one, two, three, _four = entries_of(first.round, "household")
    make_run(first.round, "household", {one.pk: "82", two.pk: "87", _four.pk: "77.5"})

    second = file(world, first.round)

    found = {(one.kind, one.name, one.before, one.after) for one in changes(first.content, second.content)}
    assert (second.number, state_of(first.round)) == (2, "filed")
    assert found == {
        ("level", one.subject.label, 4, 3),
        ("removed", three.subject.label, 3, None),
        ("score", _four.subject.label, "77.00", "77.50"),
    }
    assert (verify_filing(first), verify_filing(second)) == ([], [])


def test_added_entries_are_among_the_changes(world):
    filing = make_filed(world, household=2)
    fewer = filing.content | {"entries": filing.content["entries"][:1]}

    assert [(one.kind, one.after) for one in changes(fewer, filing.content)] == [
        ("added", filing.content["entries"][1]["level"])
    ]


def test_digest_stays_when_a_name_is_erased_with_its_salt(world):
    content = make_filed(world, household=1).content
    before = filing_digest(content)
    content["entries"][0] |= {"name": "", "salt": ""}

    assert (filing_digest(content), names_fit(content)) == (before, True)


def test_digest_does_not_bear_another_name(world):
    content = make_filed(world, household=1).content
    content["entries"][0]["name"] = "别人"

    assert names_fit(content) is False
