"""A year by the rulebook of Dashui: targets approved and posted, applications, five stars for life beside a cap, and
a tie for its one place."""

import pytest

from stars.masking import mask_name
from stars.models import Assessment
from stars.services.accepting import check_filing
from tests.browser import rating_meeting as rated
from tests.browser import rating_posting as posted
from tests.browser import rating_preparing as before
from tests.browser import rating_scoring as scored
from tests.browser import rating_services as quietly
from tests.browser.person import DESKTOP
from tests.browser.rating_lists import household_list, people_names, person_list
from tests.filing_making import accept, file
from tests.rating_making import entries_of

pytestmark = [pytest.mark.browser, pytest.mark.db_variant]
# 15 % of the seven who apply are one place; the first has five stars for life, which uses none.
CADRES = people_names(8)
HOUSEHOLDS = people_names(4, start=30)
FOR_LIFE = {CADRES[0]: ("是",)}
MARKS = dict(zip(CADRES[:7], ["二星", "五星", "五星", "三星", "三星", "三星", "不评星"], strict=True))
HOUSE_MARKS = dict.fromkeys(HOUSEHOLDS, "三星")


@pytest.fixture
def screen():
    return DESKTOP


def test_year_by_the_rulebook_of_dashui(people, rating_world, tmp_path):
    world = rating_world
    quietly.book_is_in_use(world, "dashui")
    round = lists_are_imported(people, tmp_path)
    targets_are_approved_and_posted(people, world, round)
    all_but_one_apply(people, world, round)
    before.secretary_begins_the_assessment(people("secretary"), round)
    scored.group_is_seated(world, round)
    rated.meeting_is_held(world, round, "cadre", 15, MARKS, kind="representatives")
    rated.meeting_is_held(world, round, "household", 15, HOUSE_MARKS, kind="representatives", group="")
    scored.group_scores_the_rest(world, round, {})
    the_tie_is_decided(people, round)
    results_are_posted_and_accepted(people, world, round)


def lists_are_imported(people, folder):
    clerk = people("clerk")
    round = before.secretary_opens_the_round(people("secretary"), "2026 年五带头评定")
    cadres = person_list(folder, CADRES, "终身五星", values=FOR_LIFE)
    households = household_list(folder, HOUSEHOLDS)
    before.clerk_imports_a_list(clerk, round, "cadre", cadres, len(CADRES), picture="rating-import")
    before.clerk_imports_a_list(clerk, round, "household", households, len(HOUSEHOLDS))
    before.clerk_takes_the_list_into_the_round(clerk, round, "household")
    before.clerk_takes_the_list_into_the_round(clerk, round, "cadre", picture="rating-subjects")
    clerk.sees("终身五星")
    return round


def targets_are_approved_and_posted(people, world, round):
    clerk, secretary = people("clerk"), people("secretary")
    aims = {one.subject.label: "晋星 五星" for one in entries_of(round, "cadre")}
    aims[next(iter(aims))] = "保星 五星"
    before.clerk_declares_the_targets(clerk, round, "cadre", aims)
    quietly.targets_are_declared(world, round, "household")
    before.secretary_approves_the_targets(secretary, round, "cadre", len(CADRES))
    quietly.targets_are_approved(world, round, "household")
    before.clerk_looks_at_the_targets(clerk, round, "cadre")
    posting = posted.secretary_posts(secretary, round, "targets", "核对并公示目标")
    posted.reader_sees_the_posting(people(None), posting, CADRES, [mask_name(name) for name in CADRES[:3]])
    posted.the_days_pass(posting)


def all_but_one_apply(people, world, round):
    """One by a slip, the others on paper; the last does not and is not rated."""
    clerk = people("clerk")
    *_others, last = entries_of(round, "cadre")
    first = entries_of(round, "cadre")[0].subject.label
    code = before.clerk_makes_a_slip(clerk, round, "cadre", first, "申请参加评星")
    before.person_applies_by_slip(people(None), code)
    before.clerk_records_the_applications(clerk, round, "cadre", but=(last.subject.label,))
    quietly.everybody_applies(world, round, "household")


def the_tie_is_decided(people, round):
    secretary = people("secretary")
    scored.secretary_computes_the_results(secretary, round, "cadre")
    secretary.sees("党员干部：五星有同分", "待定")
    label = entries_of(round, "cadre")[1].subject.label
    scored.member_records_the_vote(people("panel"), round, "cadre", 5, label)
    levels = dict(zip(CADRES[:4], ("五星", "五星", "四星", "四星"), strict=True))
    scored.secretary_reads_the_levels(secretary, round, "cadre", levels)


def results_are_posted_and_accepted(people, world, round):
    posting = posted.secretary_posts(people("secretary"), round, "results", "核对并公示结果")
    posted.the_days_pass(posting)
    filing = check_filing(actor=world.reviewer, filing_id=file(world, round).pk)
    accept(world, filing)
    assert Assessment.objects.get(round=round).state == "in_force"
    clerk = people("clerk")
    clerk.open(f"/rating/{round.pk}/levels/")
    clerk.sees(CADRES[0], "五星级")
    clerk.look()
