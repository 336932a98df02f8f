"""Every public step × post on the first village's dossier. A step that is not in the table fails."""

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from evidence.models import StoredFile
from evidence.report_errors import NothingTakenOver
from evidence.services import (
    answers,
    figure_table,
    files,
    moving,
    publishing,
    releasing,
    report_decisions,
    reports,
    reviewing,
    rounds,
    sections,
    signing,
    submitting,
)
from stars.errors import NotAllowed
from stars.models import Event, User
from tests.access_rating import STEPS
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
from tests.test_access import EVERYBODY
from tests.test_layers import ROOT

# The member is given the star "tidy" and no other.
EDITORS = frozenset({"clerk", "secretary"})
VILLAGE = EDITORS | {"member"}
REVIEWER, APPROVER, SECRETARY = frozenset({"reviewer"}), frozenset({"approver"}), frozenset({"secretary"})
RELEASED_LATER = "harmony"


@dataclass(frozen=True)
class Row:
    """`step` is called with `actor` and what `given(place)` says, on a dossier that `state` has prepared."""

    step: Callable
    who: frozenset[str]
    state: str
    given: Callable[[SimpleNamespace], dict]


def tidy(place) -> dict:
    return {"section_id": place.tidy.pk}


def photo(place) -> dict:
    return {"path": place.photo, "name": "新.jpg"}


def figure(place) -> dict:
    return {"key": "", "label": "路灯", "value": "26", "unit": "盏", "as_of": None, "source": ""}


def described(place) -> dict:
    return {"caption": "路灯", "happened_on": None, "make_public": False, "consent": False}


def days(place) -> dict:
    today = timezone.localdate()
    return {"fill_ends": today, "review_ends": today, "sign_ends": today}


def of(place, kind: str) -> dict:
    return {"proposal_id": place.report.proposals.filter(kind=kind, dimension="tidy").first().pk}


def whole(place) -> dict:
    return {"dossier_id": place.dossier.pk}


def read(place) -> dict:
    return whole(place) | {"version": place.dossier.version}


ROWS = {
    "save_narrative": Row(
        sections.save_narrative, VILLAGE, "filling", lambda p: tidy(p) | {"text": "新。", "text_revision": 0}
    ),
    "save_self_checks": Row(
        sections.save_self_checks, VILLAGE, "filling", lambda p: tidy(p) | {"answers": {p.item: ("yes", "")}}
    ),
    "save_figure": Row(
        sections.save_figure, VILLAGE, "filling", lambda p: tidy(p) | figure(p) | {"figure_id": None}
    ),
    "save_figure of another": Row(
        sections.save_figure, VILLAGE, "filling", lambda p: tidy(p) | figure(p) | {"figure_id": p.figure.pk}
    ),
    "save_figures": Row(
        figure_table.save_figures,
        VILLAGE,
        "filling",
        lambda p: tidy(p) | {"rows": [figure(p) | {"figure_id": None, "was": ""}]},
    ),
    "remove_figure": Row(sections.remove_figure, VILLAGE, "filling", lambda p: {"figure_id": p.figure.pk}),
    "assign_section": Row(
        sections.assign_section, SECRETARY, "filling", lambda p: tidy(p) | {"user_ids": [p.world.member.pk]}
    ),
    "add_evidence": Row(files.add_evidence, VILLAGE, "filling", lambda p: whole(p) | tidy(p) | photo(p)),
    "add_evidence to no star": Row(
        files.add_evidence, EDITORS, "filling", lambda p: whole(p) | photo(p) | {"section_id": None}
    ),
    "place_file": Row(
        files.place_file, VILLAGE, "filling", lambda p: whole(p) | tidy(p) | {"stored": p.loose, "name": "x"}
    ),
    "revise_evidence": Row(
        files.revise_evidence, VILLAGE, "filling", lambda p: {"evidence_id": p.evidence.pk} | photo(p)
    ),
    "describe_evidence": Row(
        files.describe_evidence, VILLAGE, "filling", lambda p: {"evidence_id": p.evidence.pk} | described(p)
    ),
    "remove_evidence": Row(
        files.remove_evidence, VILLAGE, "filling", lambda p: {"evidence_id": p.evidence.pk}
    ),
    # From the member's star into one that is not his.
    "move_evidence": Row(
        moving.move_evidence,
        EDITORS,
        "filling",
        lambda p: {"evidence_id": p.evidence.pk, "section_id": p.income.pk},
    ),
    "read_report_upload": Row(
        reports.read_report_upload, EDITORS, "filling", lambda p: whole(p) | {"path": p.text, "name": "a.txt"}
    ),
    "read_report_text": Row(
        reports.read_report_text, EDITORS, "filling", lambda p: whole(p) | {"text": "(五)增收致富星\n好。"}
    ),
    "decide_proposal": Row(
        report_decisions.decide_proposal,
        VILLAGE,
        "filling",
        lambda p: of(p, "text") | {"decision": "accepted"},
    ),
    "decide_proposal into another star": Row(
        report_decisions.decide_proposal,
        EDITORS,
        "filling",
        lambda p: of(p, "text") | {"decision": "accepted", "dimension": "income"},
    ),
    "decide_proposal to drop": Row(
        report_decisions.decide_proposal,
        VILLAGE,
        "filling",
        lambda p: of(p, "figure") | {"decision": "dropped"},
    ),
    "accept_all": Row(report_decisions.accept_all, VILLAGE, "filling", lambda p: {"report_id": p.report.pk}),
    "submit_dossier": Row(
        submitting.submit_dossier, SECRETARY, "filling", lambda p: read(p) | {"stars": ["tidy"]}
    ),
    "answer_demand": Row(
        answers.answer_demand, VILLAGE, "returned", lambda p: {"demand_id": p.demand.pk, "answer": "已补。"}
    ),
    "judge_section": Row(
        reviewing.judge_section, REVIEWER, "submitted", lambda p: tidy(p) | {"outcome": "meets"}
    ),
    "make_demand": Row(reviewing.make_demand, REVIEWER, "submitted", lambda p: tidy(p) | {"text": "请补。"}),
    "drop_demand": Row(reviewing.drop_demand, REVIEWER, "marked", lambda p: {"demand_id": p.demand.pk}),
    "send_return": Row(reviewing.send_return, REVIEWER, "marked", read),
    "propose_stars": Row(signing.propose_stars, REVIEWER, "judged", lambda p: read(p) | {"stars": ["tidy"]}),
    "decline_proposal": Row(
        signing.decline_proposal,
        APPROVER,
        "proposed",
        lambda p: {"proposal_id": p.proposal.pk, "reason": "请再看。"},
    ),
    "sign_off": Row(
        signing.sign_off,
        APPROVER,
        "proposed",
        lambda p: whole(p) | {"digest": p.proposal.digest, "password": PASSWORD},
    ),
    "release_star": Row(
        releasing.release_star, APPROVER, "signed", lambda p: whole(p) | {"dimension": RELEASED_LATER}
    ),
    "open_round": Row(
        rounds.open_round,
        APPROVER,
        "filling",
        lambda p: {"township": p.world.township, "title": "另一轮", "year": 2035} | days(p),
    ),
}
# Called inside a step that has asked already.
INSIDE = {"open_dossier": "open_round"}
# The operator's, at the machine; no screen may call them.
OPERATORS = {
    "appoint",
    "end_post",
    "create_account_with_post",
    "import_organisations",
    "shipped_version",
}
OPERATORS_MODULES = ("stars.services.people", "stars.services.organisations", "stars.services.rulebooks")


def steps_with_actor() -> set[str]:
    """Public keyword-only functions of the services that take `actor`; with other parameters they are parts of one."""
    found = set()
    for path in [*ROOT.glob("evidence/services/*.py"), *ROOT.glob("stars/services/*.py")]:
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            asked = inspect.signature(function).parameters
            own = function.__module__ == module.__name__ and not name.startswith("_")
            free = [one for key, one in asked.items() if one.kind is one.POSITIONAL_OR_KEYWORD]
            if own and "actor" in asked and not free:
                found.add(name)
    return found


def test_every_step_is_in_the_table():
    named = {name.split(" ")[0] for name in [*ROWS, *STEPS]} | set(INSIDE) | OPERATORS
    found = steps_with_actor()

    assert found - named == set(), "say in ROWS who may call these, and on what state"
    assert named - found == set(), "these are gone: take their rows out"


def test_operators_steps_are_called_by_no_screen():
    screens = [*(ROOT / "portal" / "views").rglob("*.py"), *(ROOT / "portal" / "forms").rglob("*.py")]
    calling = [
        path.name for path in screens if any(one in path.read_text("utf-8") for one in OPERATORS_MODULES)
    ]

    assert (len(screens) > 10, calling) == (True, [])


@pytest.fixture
def place(world, tmp_path) -> SimpleNamespace:
    """The first village's dossier, just begun, with one of everything in the star "tidy"."""
    dossier = make_round(world)
    star = section_of(dossier)
    star.assigned_to.set([world.member])
    place = SimpleNamespace(world=world, dossier=dossier, photo=tmp_path / "p", text=tmp_path / "a.txt")
    place.photo.write_bytes(photo_bytes((9, 9, 9)))
    place.text.write_text("(五)增收致富星\n好。", "utf-8")
    place.evidence = add_photo(world, star, tmp_path)
    place.figure = star.figures.create(label="路灯", value="25", unit="盏")
    report = {"dossier_id": dossier.pk, "text": "(八)村容整洁星\n新装路灯27盏。"}
    place.report = reports.read_report_text(actor=world.clerk, **report)
    place.item = dossier.entry.round.table.dimension("tidy").items[0].key
    place.loose = StoredFile.objects.create(sha256="0" * 64, path="x", kind="pdf", size=1)
    return place


def bring_to(place: SimpleNamespace, state: str) -> None:
    world, dossier = place.world, place.dossier
    if state == "returned":
        make_returned(world, dossier)
    elif state in ("submitted", "marked"):
        make_submitted(world, dossier)
    elif state != "filling":
        for key in ("tidy", RELEASED_LATER):
            write(world, section_of(dossier, key), "修了三条巷道。")
        submit(world, dossier, ["tidy", RELEASED_LATER])
        for key in ("tidy", RELEASED_LATER):
            judge(world, dossier, key)
    if state == "marked":
        judge(world, dossier, "tidy", "return", demands=("请补充照片。",))
        judge(world, dossier, "income")
    if state in ("proposed", "signed"):
        place.proposal = propose(world, dossier, ["tidy", RELEASED_LATER])
    if state == "signed":
        told = {"digest": place.proposal.digest, "password": PASSWORD}
        signing.sign_off(actor=world.approver, dossier_id=dossier.pk, **told)
        publishing.publish(publication_id=dossier.publication.pk)
    dossier.refresh_from_db()
    place.tidy, place.income = section_of(dossier), section_of(dossier, "income")
    place.demand = place.tidy.demands.first()


def may(row: Row, place: SimpleNamespace, person: str) -> bool:
    """Whether the step was taken; then all of it is undone. Any other refusal fails the test: the row is wrong."""
    actor = User.objects.get(username=person)
    before = Event.objects.count()
    with transaction.atomic():
        try:
            with transaction.atomic():
                row.step(actor=actor, **row.given(place))
            return True
        except (NotAllowed, ObjectDoesNotExist):
            assert Event.objects.count() == before
            return False
        except NothingTakenOver as nothing:
            if str(NotAllowed.message) not in str(nothing.message):
                raise
            return False
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_step_is_taken_by_the_posts_of_its_row_and_refused_to_everybody_else(place, name):
    row = ROWS[name]
    bring_to(place, row.state)

    took = {person for person in sorted(EVERYBODY) if may(row, place, person)}

    assert took == row.who
