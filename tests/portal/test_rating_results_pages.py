"""Results on screen: who sees how much, ties, why, targets, lists for Excel."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from stars.models import Entry, PanelScore, RatingRun, Target, TieDecision
from stars.panel_errors import HigherTieFirst, OwnSubject
from stars.queries.results import target_met
from stars.queries.why import why_page
from stars.services.results import rate_round
from tests.exclusion_making import excluded_row
from tests.panel_making import ballots, make_ready, make_tied_dashui, seat_group
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    """Daan: six households with 66.4, 88, 76, 94.4 (the cap has no place), 80 and 84 points, in this order."""
    made = make_rating(world, state="assessing", household=6)
    marks = [ballots(option) for option in ("l0", "l4", "l1", "l5", "l2", "l3")]
    make_ready(world, made, {"household": marks}, less="8")
    rate_round(actor=world.secretary, round_id=made.pk)
    return made


def see(client, user, name, *args, query=""):
    client.force_login(user)
    return client.get(reverse(name, args=args) + query)


def body(client, user, name, *args) -> str:
    return see(client, user, name, *args).content.decode()


def fresh(entry) -> Entry:
    """With its round as it is now."""
    return Entry.objects.select_related("round__version", "subject").get(pk=entry.pk)


def test_results_are_in_the_order_of_the_subjects_with_counts_per_level(client, world, round):
    page = see(client, world.panel, "results", round.pk).context["page"]

    keys = [(row.entry.subject.group, row.entry.subject.number) for row in page.rows]
    assert keys == sorted(keys)
    assert page.counts == [("四星", 2), ("三星", 2), ("二星", 1), ("不列入星级", 1)]


@pytest.mark.parametrize("login", ["member", "counter"])
def test_members_read_levels_worth_posting_and_no_score(client, world, round, login):
    answer = see(client, getattr(world, login), "results", round.pk)

    page, text = answer.context["page"], answer.content.decode()
    assert len(page.rows) == 5
    assert {row.shown for row in page.rows} == {""}
    assert page.counts == [("四星", 2), ("三星", 2), ("二星", 1)]
    low = [
        entry.subject.label
        for entry in entries_of(round, "household")
        if entry not in [r.entry for r in page.rows]
    ]
    assert [label in text for label in low] == [False]
    assert [result.shown in text for result in RatingRun.objects.get().results.all()] == [False] * 6
    assert reverse("why", args=[round.pk, page.rows[0].entry.pk]) not in text


def test_before_anything_is_computed_the_page_says_what_is_missing(client, world):
    early = make_rating(world, state="assessing", household=2)
    seat_group(world, early)

    told = see(client, world.clerk, "results", early.pk)
    assert len(told.context["missing"]) == 3
    assert "household1" in told.content.decode()
    assert "household1" not in body(client, world.member, "results", early.pk)


def test_compute_button_computes_or_says_why_not(client, world):
    early = make_rating(world, state="assessing", household=2)
    client.force_login(world.clerk)
    url = reverse("results_rate", args=[early.pk])

    page = client.post(url, follow=True)
    assert "household1" in str(next(iter(page.context["messages"])))
    make_ready(world, early, {"household": [ballots("l4")] * 2})
    client.post(url)

    assert RatingRun.objects.count() == 1


def test_reason_for_going_back_stays_typed_when_it_is_refused(client, world, round):
    client.force_login(world.secretary)
    url = reverse("results_reopen", args=[round.pk])

    page = client.post(url, {"reason": "长" * 1001}, follow=True)

    assert "长" * 1001 in page.content.decode()
    client.post(url, {"reason": "补一张票"})
    round.assessment.refresh_from_db()
    assert round.assessment.state == "assessing"


def test_results_are_nobodys_while_the_scores_are_open_again(client, world, round):
    entry = entries_of(round, "household")[3]
    client.force_login(world.secretary)
    client.post(reverse("results_reopen", args=[round.pk]), {"reason": "补一张票"})

    assert "page" not in see(client, world.panel, "results", round.pk).context
    assert "94.40" not in body(client, world.panel, "why", round.pk, entry.pk)
    assert "33.3%" not in body(client, world.member, "goals", round.pk)
    assert see(client, world.clerk, "results_export", round.pk, "household", "csv").status_code == 404


@pytest.fixture
def tied(world):
    made = make_tied_dashui(world)
    rate_round(actor=world.secretary, round_id=made.pk)
    return made


def vote(entry, **changes) -> dict:
    told = {"chosen": [entry.pk], "votes_for": 2, "votes_against": 0, "abstained": 0, "reason": "走访更多"}
    return told | {"decided_on": timezone.localdate().isoformat()} | changes


def test_tie_is_shown_with_places_and_subjects_and_decided_on_its_page(client, world, tied):
    url = reverse("tie", args=[tied.pk, "cadre", 5])
    text = body(client, world.panel, "results", tied.pk)
    assert url in text
    assert "cadre2、cadre3" in text
    assert url not in body(client, world.clerk, "results", tied.pk)

    answer = client.force_login(world.panel) or client.post(url, vote(entries_of(tied, "cadre")[2]))

    assert answer.url == reverse("results", args=[tied.pk]) + "?category=cadre"
    text = body(client, world.clerk, "results", tied.pk)
    assert "走访更多" in text
    assert "cadre2、cadre3" not in text


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("chosen", {"chosen": []}),
        ("votes_for", {"votes_for": 1, "votes_against": 1}),
        ("votes_for", {"votes_for": ""}),
        ("decided_on", {"decided_on": (timezone.localdate() + datetime.timedelta(days=2)).isoformat()}),
        ("reason", {"reason": " "}),
    ],
)
def test_vote_that_does_not_do_keeps_what_was_typed_with_the_fault_at_its_field(
    client, world, tied, field, changes
):
    client.force_login(world.secretary)
    url = reverse("tie", args=[tied.pk, "cadre", 5])

    page = client.post(url, vote(entries_of(tied, "cadre")[1], **changes))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert TieDecision.objects.count() == 0
    assert "走访更多" in page.content.decode() or field == "reason"


def test_choice_outside_the_tie_is_refused(client, world, tied):
    client.force_login(world.secretary)

    page = client.post(reverse("tie", args=[tied.pk, "cadre", 5]), vote(entries_of(tied, "cadre")[5]))

    assert list(page.context["form"].errors) == ["chosen"]
    assert TieDecision.objects.count() == 0


def test_who_is_tied_reads_that_somebody_else_records(client, world, tied):
    entries_of(tied, "cadre")[1].subject.people.add(world.panel)
    url = reverse("tie", args=[tied.pk, "cadre", 5])

    assert str(OwnSubject.message) in see(client, world.panel, "tie", tied.pk, "cadre", 5).content.decode()
    page = client.post(url, vote(entries_of(tied, "cadre")[2], votes_for=1))

    assert page.status_code == 422
    assert TieDecision.objects.count() == 0


def test_tie_that_is_gone_leads_back_with_a_word(client, world, tied):
    client.force_login(world.secretary)

    page = client.get(reverse("tie", args=[tied.pk, "cadre", 4]), follow=True)

    assert page.request["PATH_INFO"] == reverse("results", args=[tied.pk])
    assert str(HigherTieFirst.message) in page.content.decode()


def test_dropped_vote_is_said_after_computing_anew(client, world, tied):
    entry = entries_of(tied, "cadre")[1]
    client.force_login(world.secretary)
    client.post(reverse("tie", args=[tied.pk, "cadre", 5]), vote(entry))
    client.post(reverse("results_reopen", args=[tied.pk]), {"reason": "更正"})
    for score in PanelScore.objects.filter(entry=entry):
        score.points = {"whole": "95"}
        score.save()
    client.get(reverse("panel", args=[tied.pk]))  # what was said so far is read

    page = client.post(reverse("results_rate", args=[tied.pk]), follow=True)

    assert [str(message.level_tag) for message in page.context["messages"]] == ["success", "warning"]
    assert "已不算数" in page.content.decode()


def test_why_tells_every_step_in_words_with_parts_and_ballots(client, world, round):
    entry = entries_of(round, "household")[3]

    text = body(client, world.clerk, "why", round.pk, entry.pk)

    page = why_page(fresh(entry))
    assert [step in text for step in page.steps] == [True] * len(page.steps)
    assert [(part.title, part.shown, part.weight) for part in page.parts] == [
        ("群众评议", "95.00", "80"),
        ("领导小组评议", "92.00", "20"),
    ]
    assert page.counts == [("五星", 10)]
    assert [name in text for name in ("人panel", "人second_panel")] == [False, False]


def test_why_of_a_tie_says_that_people_decide(world, tied):
    page = why_page(fresh(entries_of(tied, "cadre")[1]))

    assert (page.result.level, page.level) == (None, "尚无星级")
    assert "领导小组" in page.steps[-1]


def test_ground_is_told_to_the_person_alone(client, world):
    made = make_rating(world, state="assessing", household=2)
    make_ready(world, made, {"household": [ballots("l4")] * 2})
    entry = entries_of(made, "household")[0]
    excluded_row(world, entry, "8.4")
    rate_round(actor=world.secretary, round_id=made.pk)

    own = why_page(fresh(entry), own=True)
    assert (own.not_rated.clause, own.not_rated.deciders) == ("8.4", ["人secretary", "人panel"])
    assert why_page(fresh(entry)).not_rated is None
    for login in ("secretary", "clerk", "panel"):
        text = body(client, getattr(world, login), "why", made.pk, entry.pk)
        assert [word in text for word in ("8.4", "打架斗殴")] == [False, False]


@pytest.mark.parametrize(("level", "met"), [(2, True), (3, True), (4, False)])
def test_target_is_met_at_its_level_or_above(round, level, met):
    entry = entries_of(round, "household")[4]
    Target(entry=entry, kind="promote", level=level).save()

    assert target_met(entry) is met


@pytest.mark.parametrize(("state", "met"), [("declared", None), ("refused", None), ("approved", True)])
def test_target_counts_once_approved_where_the_book_has_it_approved(tied, state, met):
    entry = entries_of(tied, "cadre")[3]
    Target(entry=entry, kind="keep", level=4, state=state).save()

    assert target_met(entry) is met


def test_target_is_open_without_a_target_or_without_a_level(tied):
    undecided, plain = entries_of(tied, "cadre")[1], entries_of(tied, "cadre")[3]
    Target(entry=undecided, kind="keep", level=4, state="approved").save()

    assert (target_met(undecided), target_met(plain)) == (None, None)


def test_targets_of_the_book_are_read_by_everybody_in_the_village(client, world, round):
    text = body(client, world.member, "goals", round.pk)

    assert "33.3%" in text
    assert "40.0%" in text


def test_table_for_excel_holds_everything_in_safe_cells(client, world, round):
    entry = entries_of(round, "household")[3]
    entry.subject.name = "=HYPERLINK(1)"
    entry.subject.save()

    answer = see(client, world.clerk, "results_export", round.pk, "household", "xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    plain = see(client, world.clerk, "results_export", round.pk, "household", "csv").content.decode(
        "utf-8-sig"
    )

    named = next(row for row in rows if row[0].value == "=HYPERLINK(1)")
    assert (named[0].data_type, float(named[4].value), named[5].value) == ("s", 94.4, "四星")
    assert '"\'=HYPERLINK(1)"' in plain
    assert "filename*=utf-8''" in answer["Content-Disposition"]


@pytest.mark.parametrize("login", ["panel", "member", "counter"])
def test_tables_are_made_for_those_who_run_the_round(client, world, round, login):
    assert (
        see(client, getattr(world, login), "results_export", round.pk, "household", "csv").status_code == 404
    )
