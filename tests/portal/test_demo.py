"""The demo: built once for this file through the real services, and rolled back."""

import datetime
import io
import re
from pathlib import Path

import environ
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from evidence.models import Dossier, Publication, PublishedPicture, Section
from evidence.states import DossierState, SectionState
from evidence.stores import PUBLIC, Kept
from portal.demo.books import REASONS
from portal.demo.build import build_demo
from portal.demo.clock import on_day
from portal.demo.drawing import draw_picture
from portal.demo.names import name
from portal.demo.places import PASSWORD, PEOPLE, SHOWN_LOGINS
from portal.settings.storage import file_stores
from stars.models import (
    Award,
    BenefitCard,
    BenefitGrant,
    Event,
    Filing,
    Membership,
    Objection,
    Organisation,
    PanelScore,
    PanelSeat,
    Posting,
    Round,
    RulebookVersion,
    Target,
    TieDecision,
    User,
)
from stars.queries.filings_verifying import verify_filing
from stars.queries.standing import standing_results

# Built once on one worker, not once on each; every test takes back what it did inside the demo's transaction.
pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.django_db]
ROOT = Path(__file__).resolve().parents[2]
SIGNED = "990101101201"
FORBIDDEN = re.compile(
    "上访|信访|计生|生育|宗教|信仰|民族|少数|低保|疾病|残疾|犯罪|违法|拘留|吸毒|排名|名次|积分|打卡|重点人员|身份证|电话"
)


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """What was said while the demo was built."""
    folder, said = tmp_path_factory.mktemp("demo"), []
    stores = file_stores(environ.Env(), private=folder / "private", public=folder / "public")
    with django_db_blocker.unblock(), override_settings(STORAGES=_with(stores)), transaction.atomic():
        build_demo(said.append)
        yield said
        transaction.set_rollback(True)


def _with(stores: dict) -> dict:
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return stores | {"staticfiles": static}


def this_year() -> dict[str, Dossier]:
    """Dossiers of the newest round by village."""
    rows = Dossier.objects.select_related("village", "entry__round").order_by("entry__round__year")
    return {row.village.name: row for row in rows}


def test_demo_has_two_townships_and_at_least_eight_villages(county):
    kinds = list(Organisation.objects.values_list("kind", flat=True))

    assert (kinds.count("county"), kinds.count("township"), kinds.count("village") >= 8) == (1, 2, True)
    assert all(code.startswith("99") for code in Organisation.objects.values_list("code", flat=True))


def test_demo_tells_of_every_village(county):
    told = "".join(county)

    assert [
        name for name in Organisation.objects.villages().values_list("name", flat=True) if name not in told
    ] == []


def test_demo_shows_every_state_of_the_flow(county):
    """Posting comes with rulebooks that have posting days."""
    dossiers, sections = (
        set(model.objects.values_list("state", flat=True).distinct()) for model in (Dossier, Section)
    )

    assert dossiers == set(DossierState.values) - {DossierState.POSTED}
    assert sections == set(SectionState.values)


def test_demo_shows_a_dossier_that_came_back(county):
    numbers = {name: dossier.submissions.count() for name, dossier in this_year().items()}

    assert sorted(numbers.values())[-2:] == [1, 2]


def test_demo_has_one_dossier_signed_in_full_and_public(county):
    dossier = this_year()["柳湾村"]

    assert dossier.state == DossierState.SIGNED
    assert Award.objects.filter(entry=dossier.entry).count() == 10
    assert dossier.publication.published_at is not None
    assert not dossier.sections.filter(narrative="").exists()
    assert dossier.evidence.values("section").distinct().count() == 10


def test_demo_has_an_earlier_year_to_compare_with(county):
    assert Publication.objects.filter(village__code=SIGNED).count() == 2


def test_demo_pictures_are_there_for_the_public(county):
    digests = set(PublishedPicture.objects.values_list("derivative__sha256", flat=True))

    assert len(digests) > 10
    assert all(Kept(PUBLIC, f"pictures/{digest}.webp").exists() for digest in digests)


@pytest.mark.parametrize("address", ["/", f"/villages/{SIGNED}/", "/villages/", "/townships/990101102000/"])
def test_demo_pages_open_for_everybody(county, address):
    assert Client().get(address).status_code == 200


def test_demo_second_run_is_refused_and_changes_nothing(county):
    before = (Event.objects.count(), User.objects.count(), Dossier.objects.count())

    with pytest.raises(CommandError, match="empty"):
        call_command("demo")

    assert (Event.objects.count(), User.objects.count(), Dossier.objects.count()) == before


def test_second_start_keeps_the_data(county, tmp_path):
    before, out = (Event.objects.count(), User.objects.count()), io.StringIO()

    with override_settings(STATIC_ROOT=tmp_path / "static"):
        call_command("prepare", stdout=out)
        call_command("prepare", stdout=out)

    assert (Event.objects.count(), User.objects.count()) == before
    assert out.getvalue() == "Collecting static files …\n"


def printed() -> list[list[str]]:
    out = io.StringIO()
    call_command("demo", "--logins", stdout=out)
    return [line.split() for line in out.getvalue().splitlines()]


def opens(login: str, password: str) -> str:
    answer = Client().post("/accounts/sign-in/", {"username": login, "password": password})
    return getattr(answer, "url", "")


def test_demo_logins_that_are_printed_work(county):
    lines = printed()

    assert [line[0] for line in lines] == list(SHOWN_LOGINS)
    assert {opens(*line[:2]) for line in lines} == {"/work/"}


@pytest.mark.parametrize("name", ["README.md", "docs/README.zh.md"])
def test_demo_logins_of_the_readme_work(county, name):
    text = (ROOT / name).read_text(encoding="utf-8")
    logins = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)

    assert len(logins) >= 5
    assert PASSWORD in text
    assert {opens(login, PASSWORD) for login in logins} == {"/work/"}


def test_demo_gives_nobody_rights_beside_a_post(county):
    assert not User.objects.filter(is_superuser=True).exists()
    assert User.objects.count() == Membership.objects.in_force().count()


def rounds_of(village: str) -> list[Round]:
    """Rounds of the five roles, the oldest first."""
    return list(Round.objects.filter(category="", organiser__name=village).order_by("pk"))


@pytest.mark.parametrize(
    ("village", "book", "states"),
    [
        ("柳湾村", "shimen", ["in_force"]),
        ("松岭村", "daan", ["in_force", "assessing"]),
        ("荷塘村", "dashui", ["posted"]),
        ("竹园村", "dashui", ["preparing"]),
    ],
)
def test_demo_has_a_round_of_each_rulebook_in_another_phase(county, village, book, states):
    rounds = rounds_of(village)

    assert [one.assessment.state for one in rounds] == states
    assert {one.version.rulebook.key for one in rounds} == {book}


def test_demo_rates_every_category_in_the_year_in_force(county):
    (year,) = rounds_of("柳湾村")
    rated = {entry.subject.category for entry in year.entries.all() if entry.awards.exists()}

    assert (
        rated == set(year.version.book.categories) == {"committee", "cadre", "member", "household", "service"}
    )
    assert BenefitGrant.objects.filter(card__award__entry__round=year).count() == 2


def test_demo_half_year_before_is_the_level_before(county):
    before, now = rounds_of("松岭村")

    assert (before.half, now.half) in [(1, 2), (2, 1)]
    assert not now.entries.filter(previous_level=None).exists()
    assert BenefitCard.objects.filter(award__entry__round=before).count() == 1


def test_demo_assessment_has_one_meeting_counted_and_two_going_on(county):
    now = rounds_of("松岭村")[-1]
    meetings = {(one.mode, one.state): one for one in now.meetings.all()}
    vote, paper = meetings["slips", "open"], meetings["paper", "open"]

    assert ("paper", "closed") in meetings
    assert len(vote.box.unused) > len(vote.box.ballots) >= 5
    assert [sheet.confirmed for sheet in paper.sheets.all()] == [True]


def test_demo_leading_group_has_still_to_score(county):
    now = rounds_of("松岭村")[-1]
    given = PanelScore.objects.filter(entry__round=now).count()

    assert 0 < given < 2 * now.entries.count()
    assert PanelSeat.objects.filter(round=now, scores=True).count() == 2


def test_demo_posting_has_a_holder_for_life_a_decided_tie_and_an_objection(county):
    (posted,) = rounds_of("荷塘村")
    (decision,) = TieDecision.objects.filter(round=posted)
    (objection,) = Objection.objects.filter(posting__round=posted)
    levels = {one.entry.pk: one.level for one in standing_results(posted)}
    (for_life,) = posted.entries.filter(lifetime=True)

    assert sorted(levels[entry] for entry in decision.tied) == [4, 5]
    assert (levels[for_life.pk], objection.state) == (5, "received")
    assert posted.postings.get(kind="results").runs_on(timezone.localdate())


def test_demo_targets_wait_for_the_secretary_where_a_round_begins(county):
    (begun,) = rounds_of("竹园村")

    assert set(Target.objects.filter(entry__round=begun).values_list("state", flat=True)) == {"declared"}
    assert 0 < begun.entries.exclude(applied_on=None).count() < begun.entries.count()


def test_demo_steps_of_the_past_have_their_days_and_none_lies_ahead(county):
    times = [
        list(Event.objects.filter(round_id=one.pk).values_list("at", flat=True))
        for one in Round.objects.filter(category="")
    ]

    assert all(found == sorted(found) for found in times)
    assert max(found[-1] for found in times) <= timezone.now()
    assert rounds_of("柳湾村")[0].opened_at.year < timezone.now().year


def test_demo_filings_are_as_they_were_signed(county):
    filings = list(Filing.objects.all())

    assert [verify_filing(one) for one in filings] == [[], []]


def test_demo_rulebooks_carry_a_reason_for_everything_that_is_doubted(county):
    versions = RulebookVersion.objects.exclude(rulebook__owner=None)

    assert sorted(one.rulebook.key for one in versions) == ["daan", "dashui", "shimen"]
    assert all(row["reason"] for one in versions for row in one.accepted)


def test_demo_rulebooks_have_no_ground_that_punishes(county):
    """Nor does the text of one village name another."""
    versions = RulebookVersion.objects.exclude(rulebook__owner=None)

    assert {row["code"] for one in versions for row in one.accepted} == set(REASONS)


def test_demo_names_nobody_twice_and_no_holder_of_a_post():
    names = [name(number) for number in range(460)]

    assert len(set(names)) == 460
    assert {row[1] for row in PEOPLE}.isdisjoint(names)


@pytest.mark.parametrize("path", sorted((ROOT / "portal/demo").glob("*.py")), ids=lambda path: path.name)
def test_demo_says_nothing_of_what_is_never_kept(path):
    """Design §8: belief, petitions, offences, family planning, health, aid, rankings, numbers of people."""
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("login", ["wenshu", "zuzhang2", "jipiao2", "shuji3", "shuji4"])
def test_demo_rounds_open_for_the_logins_that_are_shown(county, login):
    client = Client()
    client.post("/accounts/sign-in/", {"username": login, "password": PASSWORD})
    village = Membership.objects.get(user__username=login).organisation.name

    assert {client.get(f"/rating/{one.pk}/").status_code for one in rounds_of(village)} == {200}


def test_demo_posted_results_open_for_everybody(county):
    posting = Posting.objects.get(round__assessment__state="posted", kind="results")

    assert Client().get(f"/postings/{posting.pk}/").status_code == 200


def test_demo_clock_is_right_again_after_a_failure():
    day = datetime.date(2024, 2, 29)

    with pytest.raises(LookupError, match="2024-02-29"), on_day(day):
        raise LookupError(timezone.localdate())

    assert timezone.now() - datetime.datetime.now(datetime.UTC) < datetime.timedelta(minutes=1)


def test_demo_picture_is_the_same_for_the_same_seed(tmp_path):
    for file, seed in (("a", 1), ("b", 1), ("c", 2)):
        draw_picture(tmp_path / file, seed)

    a, b, c = ((tmp_path / file).read_bytes() for file in "abc")
    assert (a == b, a == c) == (True, False)
