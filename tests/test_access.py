"""Every address × method × post, own and foreign. An address that is not in the table fails."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from evidence.services.publishing import publish
from evidence.services.reports import read_report_text
from evidence.services.signing import sign_off
from evidence.services.submitting import submit_dossier
from stars.models import Event, User
from tests.making import (
    PASSWORD,
    add_photo,
    judge,
    make_returned,
    make_round,
    make_submitted,
    make_world,
    propose,
    section_of,
    write,
)

pytestmark = pytest.mark.db_variant
VILLAGE = frozenset({"clerk", "secretary", "member"})
DESK = frozenset({"reviewer", "approver", "far_reviewer", "far_approver", "auditor", "far_auditor"})
REVIEW = frozenset({"reviewer", "approver", "auditor"})
SIGNERS = frozenset({"approver", "far_approver"})
EVERYBODY = frozenset(
    VILLAGE | DESK | {"other_clerk", "other_secretary", "far_clerk", "editor", "administrator", "nobody"}
)
# name -> (who may open it; everybody else gets 404), for addresses of the first village's dossier.
TABLE = {
    "work": EVERYBODY,
    "dossier": VILLAGE,
    "check": VILLAGE,
    "submit": VILLAGE,
    "report_new": VILLAGE,
    "report": VILLAGE,
    "report_accept_all": VILLAGE,
    "proposal_decide": VILLAGE,
    "evidence_add": VILLAGE,
    "evidence_edit": VILLAGE,
    "evidence_revise": VILLAGE,
    "captions": VILLAGE,
    "evidence_move": VILLAGE,
    "evidence_remove": VILLAGE,
    "figure_remove": VILLAGE,
    "section": VILLAGE,
    "section_save": VILLAGE,
    "assign": VILLAGE,
    "desk": DESK,
    "round_new": SIGNERS,
    "review_dossier": REVIEW,
    "changes": REVIEW,
    "return_send": REVIEW,
    "propose": REVIEW,
    "decline": REVIEW,
    "sign": frozenset({"approver"}),
    "demand_drop": REVIEW,
    "review_section": REVIEW,
    "judge": REVIEW,
    "demand_make": REVIEW,
    "release": REVIEW,
    "history": VILLAGE | REVIEW,
    "compare": VILLAGE | REVIEW,
    "submission": VILLAGE | REVIEW,
    "file": VILLAGE | REVIEW,
}
PUBLIC = {
    "villages",
    "township_page",
    "village_page",
    "village_year",
    "star_page",
    "public_picture",
    "wagtail_serve",
}
# Answers 404 also to those entitled until there is a second submission.
NEEDS_MORE = {"compare"}
ACCOUNTS = {"sign_in", "sign_out", "change_password"}
# Who may really change something by an empty or plain POST is decided by the services; these never may.
READERS = {"auditor", "approver"}


def names(patterns) -> set[str]:
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            # The editors' admin has one door for all its addresses, tested below.
            found |= set() if str(pattern.pattern).startswith("cms/") else names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.add(pattern.name)
    return found


def test_every_address_is_in_the_table():
    assert names(get_resolver().url_patterns) == set(TABLE) | PUBLIC | ACCOUNTS


@pytest.fixture
def place(db, tmp_path):
    """A dossier that was returned and submitted again, with an object of every kind; and its addresses."""
    world = make_world()
    dossier = make_round(world)
    evidence = add_photo(world, section_of(dossier, "tidy"), tmp_path)
    report = read_report_text(actor=world.clerk, dossier_id=dossier.pk, text="(八)村容整洁星\n新装路灯25盏。")
    figure = section_of(dossier).figures.create(label="路灯", value="25", unit="盏")
    make_returned(world, dossier)
    demand = section_of(dossier).demands.get()
    keys = {
        "dossier_id": dossier.pk,
        "star": "tidy",
        "number": 1,
        "demand_id": demand.pk,
        "report_id": report.pk,
        "proposal_id": report.proposals.first().pk,
        "evidence_id": evidence.pk,
        "figure_id": figure.pk,
        "revision_id": evidence.current.pk,
        "variant": "400",
    }
    return world, dossier, keys


def address(name: str, keys: dict) -> str:
    possible = get_resolver().reverse_dict.getlist(name)
    wanted = possible[0][0][0][1]
    return reverse(name, kwargs={key: keys[key] for key in wanted})


@pytest.mark.parametrize("name", sorted(TABLE))
def test_address_opens_only_for_the_posts_of_its_row(client, place, name):
    world, dossier, keys = place
    if name == "sign":
        write_again_and_propose(world, dossier)
    statuses = {}
    for person in sorted(EVERYBODY):
        client.force_login(User.objects.get(username=person))
        statuses[person] = client.get(address(name, keys)).status_code
    only_post = set(statuses.values()) == {405}
    opened = {person for person, status in statuses.items() if status in (200, 302)}
    assert set(statuses.values()) <= {200, 302, 404, 405}
    assert only_post or name in NEEDS_MORE or opened == TABLE[name]


def write_again_and_propose(world, dossier) -> None:
    section = section_of(dossier)
    demand = section.demands.get()
    demand.answer = "已补充。"
    demand.save()
    dossier.refresh_from_db()
    from_village = {
        "actor": world.secretary,
        "dossier_id": dossier.pk,
        "stars": [],
        "version": dossier.version,
    }
    submit_dossier(**from_village)
    judge(world, dossier, "tidy")
    propose(world, dossier, ["tidy"])


@pytest.mark.parametrize("name", sorted(TABLE))
def test_post_by_anybody_else_is_hidden_and_changes_nothing(client, place, name):
    _world, _dossier, keys = place
    before = Event.objects.count()
    for person in sorted(EVERYBODY - TABLE[name]):
        client.force_login(User.objects.get(username=person))
        status = client.post(
            address(name, keys), {"text": "x", "outcome": "meets", "stars": "tidy"}
        ).status_code
        assert status in (404, 405), person
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", sorted(TABLE))
def test_stranger_is_sent_to_the_sign_in_page(client, place, name):
    _world, _dossier, keys = place
    before = Event.objects.count()

    assert client.get(address(name, keys)).status_code in (302, 401, 405)
    assert client.post(address(name, keys), {"text": "x"}).status_code in (302, 401, 405)
    assert Event.objects.count() == before


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_editors_admin_opens_for_editors_and_administrators_only(client, place, person):
    client.force_login(User.objects.get(username=person))

    opened = client.get("/cms/").status_code != 404

    assert opened == (person in ("editor", "administrator"))


@pytest.mark.parametrize("person", ["approver", "reviewer", "auditor"])
def test_township_never_reads_what_was_not_handed_in(client, world, dossier, tmp_path, person):
    revision = add_photo(world, section_of(dossier), tmp_path).current
    write(world, section_of(dossier), "还没有报送的文字。")
    client.force_login(getattr(world, person))

    assert client.get(reverse("review_dossier", args=[dossier.pk])).status_code == 404
    assert client.get(reverse("file", args=[revision.pk, "400"])).status_code == 404
    desk = client.get(reverse("desk"))
    assert "还没有报送的文字" not in desk.content.decode()


@pytest.mark.parametrize("person", sorted(READERS))
def test_reader_who_posts_a_verdict_is_refused_and_nothing_changes(client, world, dossier, person):
    make_submitted(world, dossier)
    client.force_login(getattr(world, person))
    before = Event.objects.count()

    client.post(reverse("judge", args=[dossier.pk, "tidy"]), {"outcome": "meets"})

    assert Event.objects.count() == before


def test_public_pages_set_no_cookie_and_run_no_script(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy")
    judge(world, dossier, "income")
    proposal = propose(world, dossier, ["tidy"])
    page = reverse("village_page", args=[world.village.code])
    assert "修了三条巷道" not in client.get(page).content.decode()

    sign_off(actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)
    assert "修了三条巷道" not in client.get(page).content.decode()
    publish(publication_id=dossier.publication.pk)

    answer = client.get(page)
    assert "修了三条巷道" in answer.content.decode()
    assert (answer.cookies, "<script" in answer.content.decode()) == ({}, False)
