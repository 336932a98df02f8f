"""Filings at the township's desk, and for the county's auditor."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from stars.errors import ReasonNeeded
from stars.filing_errors import OwnVillage
from stars.lint_words import told_finding
from stars.models import Assessment, Filing, RatingRun, Round, RulebookVersion
from stars.queries import filings_desk
from stars.queries.rulebooks_findings import as_accepted
from stars.rules.lint import WARNING, check
from stars.services.accepting import check_filing, return_filing
from tests.filing_making import (
    accept,
    file,
    make_checked,
    make_filed,
    make_posted,
    make_run,
    state_of,
    tamper,
)
from tests.portal.desk_steps import said
from tests.rating_making import entries_of, make_version


@pytest.fixture
def world(rating_village):
    return rating_village


def see(client, user, name, *keys, **asked):
    client.force_login(user)
    return client.get(reverse(name, args=keys), asked, follow=True)


def post(client, user, name, filing, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=[filing.pk]), fields, follow=True)


def waiting(response) -> list[str]:
    return [row.assessment.village.name for row in response.context["page"].waiting]


def listed(response) -> list[str]:
    return [row.assessment.village.name for row in response.context["page"].rows]


def test_list_shows_what_waits_for_whom(client, world):
    filing = make_filed(world)

    assert waiting(see(client, world.reviewer, "filings")) == ["甲村"]
    assert waiting(see(client, world.approver, "filings")) == []

    check_filing(actor=world.reviewer, filing_id=filing.pk)

    assert waiting(see(client, world.reviewer, "filings")) == []
    assert waiting(see(client, world.approver, "filings")) == ["甲村"]


def test_list_is_in_the_order_of_the_codes_and_of_own_township_only(client, world):
    world.secretary, theirs = world.other_secretary, world.secretary
    make_filed(world, village=world.other_village)
    world.secretary = theirs
    make_filed(world)

    assert listed(see(client, world.reviewer, "filings")) == ["甲村", "乙村"]
    assert listed(see(client, world.auditor, "filings")) == ["甲村", "乙村"]
    assert listed(see(client, world.far_reviewer, "filings")) == []
    assert listed(see(client, world.far_auditor, "filings")) == []


def test_list_knows_no_round_that_was_never_filed(client, world):
    make_posted(world)

    assert listed(see(client, world.reviewer, "filings")) == []


@pytest.mark.parametrize("state", ["returned", "assessing", "rated", "posted"])
def test_list_does_not_tell_how_far_the_village_is_after_a_return(client, world, state):
    make_filed(world)
    tamper(Assessment, state=state)

    rows = see(client, world.reviewer, "filings").context["page"].rows

    assert [(row.label, row.days) for row in rows] == [("已退回，在村里", None)]


def test_list_says_how_long_a_filing_has_waited(client, world):
    make_filed(world)
    tamper(Filing, filed_at=timezone.now() - datetime.timedelta(days=3))

    assert "3 天前" in see(client, world.reviewer, "filings").content.decode()


def test_list_of_another_year(client, world):
    filing = make_filed(world)
    tamper(Round, year=2024, title="旧一轮")
    file(world, make_posted(world, member=1, book="shimen"))

    page = see(client, world.reviewer, "filings").context["page"]
    older = see(client, world.reviewer, "filings", year="2024").context["page"]

    assert (page.years, page.year) == ([timezone.localdate().year, 2024], timezone.localdate().year)
    assert [row.filing.pk for row in older.rows] == [filing.pk]


def test_list_goes_on_where_the_page_ended(client, world, monkeypatch):
    monkeypatch.setattr(filings_desk, "ROWS_A_PAGE", 1)
    world.secretary, theirs = world.other_secretary, world.secretary
    make_filed(world, village=world.other_village)
    world.secretary = theirs
    make_filed(world)

    first = see(client, world.auditor, "filings")
    second = see(client, world.auditor, "filings", after=first.context["page"].after)

    assert (listed(first), listed(second)) == (["甲村"], ["乙村"])
    assert second.context["page"].after == ""


@pytest.mark.parametrize("after", ["x", "99-", "-1", "1-x", "9" * 30 + "-" + "9" * 30])
def test_list_bears_any_address(client, world, after):
    make_filed(world)

    assert see(client, world.reviewer, "filings", after=after, year=after).status_code == 200


def test_desk_leads_to_the_filings_also_without_any_ten_star_round(client, world):
    make_filed(world)

    for who in (world.reviewer, world.approver, world.auditor):
        body = see(client, who, "desk").content.decode()
        assert reverse("filings") in body
        assert gettext("There is no round yet. Once a round is open, its villages stand here.") not in body
    assert "1 份等您处理" in see(client, world.reviewer, "desk").content.decode()


def test_desk_without_filings_has_no_link(client, world):
    assert reverse("filings") not in see(client, world.reviewer, "desk").content.decode()


def test_page_tells_every_level_with_its_reasons_and_that_it_is_intact(client, world):
    filing = make_filed(world, household=2)

    body = see(client, world.reviewer, "desk_filing", filing.pk).content.decode()

    for entry in entries_of(filing.round, "household"):
        assert entry.subject.label in body
    assert "第6条" in body
    assert filing.digest in body
    assert gettext("Not intact") not in body


def test_page_tells_which_warnings_on_the_rulebook_were_accepted_and_why(client, world):
    version = make_version(world)
    warning = next(one for one in check(version.book) if one.severity == WARNING)
    tamper(RulebookVersion, accepted=[as_accepted(warning, reason="镇里已经说明。", by="人administrator")])
    filing = make_filed(world, household=1)

    response = see(client, world.reviewer, "desk_filing", filing.pk)

    assert response.context["page"].accepted == [(told_finding(warning), "镇里已经说明。")]
    assert "镇里已经说明。" in response.content.decode()


def test_page_says_when_it_is_not_intact(client, world):
    filing = make_filed(world, household=2)
    tamper(RatingRun, digest="0" * 64)

    body = see(client, world.auditor, "desk_filing", filing.pk).content.decode()

    assert gettext("Not intact") in body
    assert gettext("A computation of the results does not fit its digest, or is missing.") in body


def test_page_of_a_content_that_cannot_be_read_says_so(client, world):
    filing = make_filed(world, household=2)
    tamper(Filing, content={"entries": [{"entry": 1}]})

    response = see(client, world.auditor, "desk_filing", filing.pk)

    assert response.status_code == 200
    assert gettext("Not intact") in response.content.decode()


def test_page_shows_one_category_at_a_time(client, world):
    filing = make_filed(world, cadre=1, household=1)

    body = see(client, world.reviewer, "desk_filing", filing.pk, category="household").content.decode()

    assert "household1" in body
    assert "cadre1" not in body


def test_page_of_an_earlier_filing_offers_nothing_and_leads_to_the_newest(client, world):
    first = make_filed(world, household=2)
    return_filing(actor=world.reviewer, filing_id=first.pk, reason="请核实。")
    one, two = entries_of(first.round, "household")
    make_run(first.round, "household", {one.pk: "72", two.pk: "87"})
    second = file(world, first.round)

    old = see(client, world.reviewer, "desk_filing", first.pk).content.decode()
    new = see(client, world.reviewer, "desk_filing", second.pk).content.decode()

    assert (reverse("filing_check", args=[first.pk]) in old, "请核实。" in old) == (False, True)
    assert reverse("desk_filing", args=[second.pk]) in old
    assert "household1" in new.split(gettext("Read the filing before"))[0]


def test_auditor_reads_and_decides_nothing(client, world):
    filing = make_filed(world)

    body = see(client, world.auditor, "desk_filing", filing.pk).content.decode()

    assert body.count('method="post"') == 1  # signing out


def test_checking_leads_on_to_the_approver(client, world):
    filing = make_filed(world)

    response = post(client, world.reviewer, "filing_check", filing, note="齐全。")

    assert said(response) == [gettext("Proposed. Another person signs it off.")]
    assert state_of(filing.round) == "checked"
    assert "齐全。" in see(client, world.approver, "filing_sign", filing.pk).content.decode()


def test_returning_without_a_reason_says_what_is_missing(client, world):
    filing = make_filed(world)

    response = post(client, world.reviewer, "filing_return", filing, reason=" ")

    assert said(response) == [str(ReasonNeeded.message)]
    assert state_of(filing.round) == "filed"


def test_returning_with_too_long_a_reason_keeps_it(client, world):
    filing = make_filed(world)

    response = post(client, world.reviewer, "filing_return", filing, reason="请核实。" * 600)

    assert "请核实。" * 600 in response.content.decode()


def test_approver_returns_what_was_checked(client, world):
    filing = make_checked(world)

    post(client, world.approver, "filing_return", filing, reason="请再核实第一户。")

    assert (state_of(filing.round), Filing.objects.get().returned_by) == ("returned", world.approver)


def test_one_of_the_village_is_told_before_he_types(client, world):
    filing = make_filed(world)
    world.reviewer.memberships.create(organisation=world.village, post="counter")

    body = see(client, world.reviewer, "desk_filing", filing.pk).content.decode()

    assert str(OwnVillage.message) in body
    assert reverse("filing_check", args=[filing.pk]) not in body


def test_accepted_filing_names_all_three(client, world):
    filing = make_checked(world)
    accept(world, filing)

    body = see(client, world.auditor, "desk_filing", filing.pk).content.decode()

    for words in ("人secretary", "人reviewer", "人approver"):
        assert words in body
