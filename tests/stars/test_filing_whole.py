"""From scores to levels in force through the steps of every area: what they wrote is what a filing recomputes."""

import datetime
import json

import pytest
from django.utils import timezone

from stars.filing_errors import FilingHindered
from stars.models import Award, Posting
from stars.posting_errors import ObjectorNamed
from stars.queries.filings_verifying import verify_filing
from stars.services.accepting import check_filing, return_filing
from stars.services.objections import Change, uphold_objection
from stars.services.results import rate_round, reopen_scores
from stars.services.ties import decide_tie
from tests.filing_making import accept, file, state_of, tamper
from tests.panel_making import make_tied_dashui, make_vote
from tests.posting_making import end, object_to, post_results, taken
from tests.rating_making import entries_of

DAY = datetime.timedelta(1)


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def tied(world):
    """Cadres by dashui, one for life, two on one place: computed, not decided."""
    round_ = make_tied_dashui(world)
    rate_round(actor=world.secretary, round_id=round_.pk)
    return round_


def decide(world, round_, chosen) -> None:
    place = {"round_id": round_.pk, "category": "cadre", "level": 5}
    decide_tie(actor=world.secretary, **place, vote=make_vote([chosen]))


def post_for_its_time(world, round_) -> None:
    post_results(world, round_)
    yesterday = timezone.localdate() - DAY
    tamper(Posting, ends_on=yesterday, starts_on=yesterday - 14 * DAY)


def test_decided_tie_is_filed_accepted_and_in_force(world, tied):
    lifetime, first, second = entries_of(tied, "cadre")[:3]
    decide(world, tied, second)
    post_for_its_time(world, tied)

    filing = check_filing(actor=world.reviewer, filing_id=file(world, tied).pk)
    accept(world, filing)

    won = dict(Award.objects.values_list("entry_id", "level"))
    assert (won[lifetime.pk], won[first.pk], won[second.pk]) == (5, 4, 5)
    assert (state_of(tied), verify_filing(filing)) == ("in_force", [])


def test_filing_holds_receipt_and_reason_of_a_correction_and_nothing_of_who_objected(world, tied):
    first = entries_of(tied, "cadre")[3]
    decide(world, tied, entries_of(tied, "cadre")[1])
    posting = post_results(world, tied)
    objection = taken(world, object_to(posting, first.pk, name="王德福", contact="13900000000"))
    told = {"actor": world.secretary, "objection_id": objection.pk, "answer": "谢谢王德福，已核实。"}
    with pytest.raises(ObjectorNamed):
        uphold_objection(**told, change=Change(2, "王德福 反映属实。"))
    uphold_objection(**told, change=Change(2, "核实后更正。"))
    end(posting)

    filing = file(world, tied)

    frozen = json.dumps([filing.content, posting.content], ensure_ascii=False)
    assert (objection.receipt in frozen, "核实后更正。" in frozen) == (True, True)
    hidden = (objection.name, objection.contact, objection.text, told["answer"], objection.code_digest)
    assert [words for words in hidden if words in frozen] == []
    assert verify_filing(filing) == []


def test_posting_that_still_runs_keeps_it_from_being_filed(world, tied):
    decide(world, tied, entries_of(tied, "cadre")[1])
    post_results(world, tied)

    with pytest.raises(FilingHindered):
        file(world, tied)


def test_returned_filing_goes_back_to_the_scores_and_is_filed_once_more(world, tied):
    first = entries_of(tied, "cadre")[1]
    decide(world, tied, first)
    post_for_its_time(world, tied)
    old = file(world, tied)
    return_filing(actor=world.reviewer, filing_id=old.pk, reason="请核实计分。")
    reopen_scores(actor=world.secretary, round_id=tied.pk, reason="乡镇退回。")
    rate_round(actor=world.secretary, round_id=tied.pk)
    post_for_its_time(world, tied)

    new = file(world, tied)

    assert (new.number, state_of(tied)) == (2, "filed")
    assert (verify_filing(old), verify_filing(new)) == ([], [])
