"""The list of rounds, opening one, and the overview: what is shown to whom, and at what price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.models import Award, Entry, Posting, RatingRun, Round, SignOff, Target
from tests.making import make_round
from tests.rating_making import (
    entries_of,
    make_closed_meeting,
    make_rating,
    make_subject,
    make_version,
)

EVERYBODY_HERE = ("clerk", "secretary", "member", "panel", "counter")


@pytest.fixture
def world(rating_village):
    return rating_village


def page_of(client, user, made):
    client.force_login(user)
    return client.get(reverse("rating_round", args=[made.pk])).context["page"]


def code_for(client, world, who, made) -> str:
    return page_of(client, getattr(world, who), made).next_step.code


def test_only_round_of_this_year_opens_at_once(client, world):
    made = make_rating(world)
    client.force_login(world.panel)

    assert client.get("/rating/").url == reverse("rating_round", args=[made.pk])
    assert list(client.get("/rating/?all=1").context["rounds"]) == [made]
    back = {"referer": f"http://testserver/rating/{made.pk}/"}
    assert list(client.get("/rating/", headers=back).context["rounds"]) == [made]


def test_rounds_are_listed_newest_first_and_only_of_own_villages(client, world):
    make_rating(world, village=world.other_village)
    old = make_rating(world)
    Round.objects.filter(pk=old.pk).update(title="去年", year=timezone.localdate().year - 1)
    new = make_rating(world, "shimen", cadre=0)
    client.force_login(world.member)

    assert [one.pk for one in client.get("/rating/?all=1").context["rounds"]] == [new.pk, old.pk]


@pytest.mark.parametrize("who", ["reviewer", "approver", "auditor", "editor", "administrator", "nobody"])
def test_who_has_no_part_in_a_village_finds_no_rounds(client, world, who):
    client.force_login(getattr(world, who))

    assert client.get("/rating/").status_code == 404


def test_secretary_opens_a_round(client, world):
    version = make_version(world)
    client.force_login(world.secretary)
    form = client.get("/rating/new/").context["form"]
    year = timezone.localdate().year
    assert (form.initial["version"], form.initial["year"]) == (version.pk, year)

    answer = client.post("/rating/new/", form.initial)

    made = Round.objects.get()
    assert answer.url == reverse("rating_round", args=[made.pk])
    assert (made.version, made.year, made.half) == (version, year, form.initial["half"])


@pytest.mark.parametrize("change", [{"title": ""}, {"year": "12"}, {"half": ""}, {"version": "0"}])
def test_round_that_does_not_fit_is_refused_and_what_was_typed_stays(client, world, change):
    make_version(world)
    client.force_login(world.secretary)
    told = client.get("/rating/new/").context["form"].initial | {"title": "我们的评定"} | change

    answer = client.post("/rating/new/", told)

    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert answer.context["form"]["title"].value() == told["title"]


def test_village_without_a_usable_rulebook_is_told_whom_to_ask(client, world):
    client.force_login(world.secretary)

    assert client.get("/rating/new/").context["versions"] == []


def test_overview_has_the_nine_steps_in_their_order(client, world):
    page = page_of(client, world.clerk, make_rating(world))

    keys = "subjects targets meetings panel results postings filing cards goals"
    assert [row.key for row in page.steps] == keys.split()


def test_next_step_of_an_empty_round_is_to_enter_subjects(client, world):
    made = make_rating(world, cadre=0)

    assert {who: code_for(client, world, who, made) for who in EVERYBODY_HERE} == {
        "clerk": "enter_subjects",
        "secretary": "enter_subjects",
        "member": "nothing",
        "panel": "nothing",
        "counter": "nothing",
    }


def test_next_step_goes_from_the_list_to_the_assessment(client, world):
    made = make_rating(world, "shimen", cadre=0)
    make_subject(world, "cadre", 1)
    codes = [code_for(client, world, "secretary", made)]
    entry = Entry.objects.create(round=made, subject=world.village.subjects.get())
    codes.append(code_for(client, world, "secretary", made))
    target = Target.objects.create(entry=entry, kind="promote", level=4)
    codes.append(code_for(client, world, "secretary", made))
    target.state = "approved"
    target.save()
    codes.append(code_for(client, world, "secretary", made))
    post(world, made, "targets")
    codes.append(code_for(client, world, "secretary", made))
    entry.applied_on = timezone.localdate()
    entry.save()
    codes.append(code_for(client, world, "secretary", made))

    assert codes == [
        "take_in",
        "enter_targets",
        "decide_targets",
        "post_targets",
        "record_applications",
        "begin",
    ]
    assert code_for(client, world, "clerk", made) == "ask_secretary"


def post(world, made, kind) -> Posting:
    day = timezone.localdate()
    told = {"organisation": world.village, "round": made, "kind": kind, "number": 1, "content": {}}
    told |= {"digest": "0" * 64, "days": 15, "starts_on": day, "ends_on": day, "started_by": world.secretary}
    return Posting.objects.create(**told)


def test_next_step_of_the_assessment_is_of_each_post(client, world):
    made = make_rating(world, state="assessing")
    before = {who: code_for(client, world, who, made) for who in EVERYBODY_HERE}
    made.meetings.create(kind="members", mode="paper", title="党员大会", held_on=timezone.localdate())
    counting = code_for(client, world, "counter", made)

    assert before == {
        "clerk": "hold_meetings",
        "secretary": "hold_meetings",
        "member": "nothing",
        "panel": "score",
        "counter": "nothing",
    }
    assert counting == "count"


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("rated", "post_results"),
        ("posted", "post_results"),
        ("filed", "township_reads"),
        ("checked", "township_reads"),
        ("returned", "file_again"),
        ("in_force", "nothing"),
        ("archived", "archived"),
    ],
)
def test_next_step_of_the_secretary_by_state(client, world, state, code):
    assert code_for(client, world, "secretary", make_rating(world, state=state)) == code


@pytest.mark.parametrize("state", AssessmentState)
@pytest.mark.parametrize("who", EVERYBODY_HERE)
def test_overview_opens_in_every_state_for_everybody_of_the_village(client, world, state, who):
    made = make_rating(world, state=state)
    client.force_login(getattr(world, who))

    assert client.get(reverse("rating_round", args=[made.pk])).status_code == 200


@pytest.mark.db_variant
def test_ties_of_the_newest_run_wait_for_the_leading_group(client, world):
    made = make_rating(world, state="rated")
    for number, ties in ((1, [{"level": 5}, {"level": 4}]), (2, [{"level": 5}])):
        told = {"round": made, "category": "household", "number": number, "digest": "0" * 64}
        RatingRun.objects.create(**told, content={"ties": ties}, made_by=world.secretary)

    assert page_of(client, world.clerk, made).facts.ties == 1
    assert {who: code_for(client, world, who, made) for who in ("secretary", "panel", "member")} == {
        "secretary": "decide_ties",
        "panel": "decide_ties",
        "member": "nothing",
    }


def price(client, url) -> int:
    client.get(url)  # the rulebook is parsed once a process
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("who", ["clerk", "secretary", "panel"])
def test_overview_costs_the_same_for_3_and_30_subjects(client, world, who):
    made = make_rating(world, household=3)
    make_closed_meeting(made, "household", {entry.pk: {} for entry in entries_of(made, "household")})
    client.force_login(getattr(world, who))
    url = reverse("rating_round", args=[made.pk])
    small = price(client, url)
    for number in range(4, 31):
        Entry(round=made, subject=make_subject(world, "household", number)).save()

    assert (small, price(client, url)) == (16, 16)


def test_beginning_shows_who_is_left_out_and_asks_for_a_reason(client, world):
    made = make_rating(world, "shimen", cadre=2)
    client.force_login(world.secretary)
    url = reverse("rating_begin", args=[made.pk])
    doubts = client.get(url).context["doubts"]
    refused = client.post(url, follow=True)
    begun = client.post(url, {"reason": "公示栏已公示"}, follow=True)

    assert len(doubts.not_applied) == 2
    assert [message.level_tag for message in refused.context["messages"]] == ["error"]
    assert begun.context["round"].assessment.state == AssessmentState.ASSESSING


def test_archiving_asks_once(client, world):
    made = make_rating(world, state="in_force")
    client.force_login(world.secretary)
    url = reverse("rating_archive", args=[made.pk])
    client.post(url)
    made.assessment.refresh_from_db()
    before = made.assessment.state
    client.post(url, {"sure": "yes"})
    made.assessment.refresh_from_db()

    assert (before, made.assessment.state) == ("in_force", "archived")


@pytest.mark.parametrize("who", ["panel", "counter"])
def test_who_only_scores_or_counts_lands_on_the_rounds(client, world, who):
    client.force_login(getattr(world, who))

    assert client.get("/work/").url == reverse("rating")


@pytest.mark.parametrize("who", ["clerk", "secretary", "member"])
def test_work_shows_the_dossier_and_the_rounds_of_the_year(client, world, who):
    dossier, made = make_round(world), make_rating(world)
    client.force_login(getattr(world, who))

    context = client.get("/work/").context

    assert (context["cards"], context["rounds"]) == ([dossier], [made])


def test_work_of_another_year_shows_its_rounds(client, world):
    old = make_rating(world)
    Round.objects.filter(pk=old.pk).update(title="去年", year=old.year - 1)
    new = make_rating(world, cadre=0)
    client.force_login(world.clerk)

    shown = {
        year: client.get("/work/", {"year": year}).context["rounds"] for year in (new.year, old.year - 1)
    }

    assert shown == {new.year: [new], old.year - 1: [old]}


@pytest.mark.parametrize(("level", "next_step"), [(5, "issue_cards"), (4, "nothing")])
def test_cards_are_offered_for_levels_that_bring_one(client, world, level, next_step):
    made = make_rating(world, "shimen", state="in_force", household=1)
    people = {"signer": world.approver, "proposed_by": world.reviewer, "submitted_by": world.secretary}
    signed = SignOff.objects.create(kind="x", digest="0" * 64, organisation=world.township, **people)
    (entry,) = entries_of(made, "household")
    told = {"dimension": Award.LEVEL, "level": level, "sign_off": signed}
    Award.objects.create(entry=entry, awarded_on=timezone.localdate(), **told)

    assert code_for(client, world, "clerk", made) == next_step


@pytest.mark.parametrize(("who", "offered"), [("clerk", True), ("panel", True), ("counter", False)])
def test_scores_are_offered_only_to_whom_they_open(client, world, who, offered):
    made = make_rating(world, state="assessing")
    client.force_login(getattr(world, who))

    text = client.get(reverse("rating_round", args=[made.pk])).content.decode()

    assert (reverse("panel", args=[made.pk]) in text) == offered
