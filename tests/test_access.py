"""Every address × method × post, own and foreign. An address that is not in the table fails."""

import io

import pytest
from django.core.files import File
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from evidence.models import Proposal
from evidence.services.publishing import publish
from evidence.services.reports import read_report_text
from evidence.services.signing import sign_off
from evidence.services.submitting import submit_dossier
from stars.errors import NotAllowed
from stars.models import Event, User
from tests import access_rating
from tests.making import (
    PASSWORD,
    add_photo,
    judge,
    make_returned,
    make_round,
    make_submitted,
    photo_bytes,
    propose,
    section_of,
    submit,
    write,
)

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
    "verification": frozenset({"auditor"}),
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
# Addresses that hold a second submission or a proposal only after more has happened.
NEEDS_MORE = {"compare", "sign", "decline"}
ACCOUNTS = {"sign_in", "sign_out", "change_password"}
READERS = {"auditor", "approver"}
# name -> who may POST: neither 404 nor told that his post does not allow it. Other addresses take no POST (405), or
# read it as a GET. The member holds the star "tidy".
EDITORS = frozenset({"clerk", "secretary"})
POSTS = {
    "submit": frozenset({"secretary"}),
    "report_new": EDITORS,
    "report_accept_all": VILLAGE,
    "proposal_decide": VILLAGE,
    "evidence_add": VILLAGE,
    "evidence_edit": VILLAGE,
    "evidence_revise": VILLAGE,
    "captions": VILLAGE,
    "evidence_move": VILLAGE,
    "evidence_remove": VILLAGE,
    "figure_remove": VILLAGE,
    "section_save": VILLAGE,
    "assign": frozenset({"secretary"}),
    "round_new": SIGNERS,
    "return_send": frozenset({"reviewer"}),
    "propose": frozenset({"reviewer"}),
    "decline": frozenset({"approver"}),
    "sign": frozenset({"approver"}),
    "demand_drop": frozenset({"reviewer"}),
    "judge": frozenset({"reviewer"}),
    "demand_make": frozenset({"reviewer"}),
    "release": frozenset({"approver"}),
}
READ_ONLY = {"review_dossier", "review_section", "changes", "desk"}  # a POST reads, as a GET does
POST_ONLY = set(POSTS) - {"report_new", "evidence_edit", "captions", "assign", "round_new", "sign"}


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
    rating = set(access_rating.ADDRESSES) | access_rating.PUBLIC

    assert names(get_resolver().url_patterns) == set(TABLE) | PUBLIC | ACCOUNTS | rating


@pytest.fixture
def place(world, tmp_path):
    """A dossier that was returned and submitted again, with an object of every kind; and its addresses."""
    dossier = make_round(world)
    evidence = add_photo(world, section_of(dossier, "tidy"), tmp_path)
    section_of(dossier).assigned_to.set([world.member])
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
        "proposal_id": report.proposals.filter(dimension="tidy").first().pk,
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
    if name in NEEDS_MORE:
        write_again_and_propose(world, dossier)
    statuses = {}
    for person in sorted(EVERYBODY):
        client.force_login(User.objects.get(username=person))
        statuses[person] = client.get(address(name, keys)).status_code
    if name in POST_ONLY:
        assert set(statuses.values()) == {405}
        return
    assert set(statuses.values()) <= {200, 302, 404}
    assert {person for person, status in statuses.items() if status in (200, 302)} == TABLE[name]


def post_data(world, dossier, keys) -> dict[str, dict]:
    """What a post to each address must hold to get as far as the question who may."""
    dossier.refresh_from_db()
    day, proposal = timezone.localdate().isoformat(), Proposal.objects.last()
    read = {"version": dossier.version, "digest": proposal.digest if proposal else ""}
    described = {"caption": "路灯", "happened_on": day}
    ends = dict.fromkeys(("fill_ends", "review_ends", "sign_ends"), day)
    return {
        "submit": read | {"stars": ["tidy"], "statement": "on"},
        "report_new": {"text": "(五)增收致富星\n好。"},
        "proposal_decide": {"decision": "dropped"},
        "evidence_add": {"star": "tidy", "files": [File(io.BytesIO(photo_bytes()), "a.jpg")]},
        "evidence_edit": described,
        "captions": {f"e{keys['evidence_id']}-{name}": value for name, value in described.items()},
        "evidence_revise": {"file": File(io.BytesIO(photo_bytes()), "b.jpg")},
        "evidence_move": {"star": "tidy"},
        "section_save": {"text": "新的文字。", "text_revision": section_of(dossier).text_revision},
        "assign": {"people": [world.member.pk]},
        "round_new": {"title": "另一轮", "year": 2035, "max_returns": 5} | ends,
        "return_send": read,
        "propose": read | {"stars": ["tidy"]},
        "decline": {"proposal": proposal.pk if proposal else 0, "reason": "请再看。"},
        "sign": read | {"password": PASSWORD},
        "judge": {"outcome": "meets"},
        "demand_make": {"text": "请补充。"},
    }


def may_post(client, person: str, url: str, data: dict) -> bool:
    """Whether a post is let through, whatever else is found wrong with it; then all of it is undone."""
    for field in (one for values in data.values() if isinstance(values, list) for one in values):
        if isinstance(field, File):
            field.seek(0)
    with transaction.atomic():
        client.force_login(User.objects.get(username=person))
        before = Event.objects.count()
        answer = client.post(url, data, follow=True)
        form = answer.context.get("form") if answer.context else None
        said = answer.content.decode() + str(getattr(form, "errors", ""))
        refused = answer.status_code == 404 or str(NotAllowed.message) in said
        assert not refused or Event.objects.count() == before, person
        transaction.set_rollback(True)
    return not refused


def test_every_address_that_takes_a_post_says_who_may(client, place):
    _world, _dossier, keys = place
    client.force_login(User.objects.get(username="secretary"))
    refused = {name for name in TABLE if client.post(address(name, keys)).status_code == 405}

    assert set(TABLE) - refused == set(POSTS) | READ_ONLY
    assert set(POSTS) >= POST_ONLY


@pytest.mark.parametrize("name", sorted(POSTS))
def test_address_takes_posts_from_the_posts_of_its_row_only(client, place, name):
    world, dossier, keys = place
    if name in NEEDS_MORE:
        write_again_and_propose(world, dossier)
    if name == "release":
        dossier = signed_with_a_star_that_waits(world)
        keys = keys | {"dossier_id": dossier.pk, "star": "harmony"}
    data = post_data(world, dossier, keys).get(name, {})

    let_through = {one for one in sorted(EVERYBODY) if may_post(client, one, address(name, keys), data)}

    assert let_through == POSTS[name]


def signed_with_a_star_that_waits(world):
    dossier = make_round(world, "另一轮", year=timezone.localdate().year - 1)
    write(world, section_of(dossier, "harmony"), "修了三条巷道。")
    submit(world, dossier, ["harmony"])
    judge(world, dossier, "harmony")
    proposal = propose(world, dossier, ["harmony"])
    sign_off(actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)
    return dossier


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
