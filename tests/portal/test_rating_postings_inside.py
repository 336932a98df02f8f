"""Postings and objections on the village's screens."""

import csv
import io

import pytest
from django.core.files import File
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from stars.models import Assessment, Correction, Event, Holiday, Objection, Posting
from stars.services.postings import take_posting_down
from tests.making import photo_bytes
from tests.portal.test_work_prices import queries_of
from tests.posting_making import (
    DAY,
    NAMES,
    TEXT,
    edited_version,
    end,
    make_posted,
    make_rated,
    make_run,
    make_targets,
    object_to,
    post_results,
    taken,
)
from tests.rating_making import entries_of

ANSWER = "已核实：当天他在村部值班。"


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def sign_in(client, person) -> None:
    client.force_login(person)


def page(client, name: str, *args, status: int = 200) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return response.content.decode()


def mark_in(told: str) -> str:
    return told.split('name="seen" value="')[1].split('"')[0]


def test_secretary_reads_exactly_what_becomes_public_and_posts_it(client, world):
    round = make_rated(world)
    sign_in(client, world.secretary)
    assert reverse("posting_new", args=[round.pk, "results"]) in page(client, "postings", round.pk)
    told = page(client, "posting_new", round.pk, "results")
    assert ("王*一" in told, [name for name in NAMES if name in told]) == (True, [])
    assert Posting.objects.count() == 0

    answer = client.post(
        reverse("posting_new", args=[round.pk, "results"]), {"seen": mark_in(told)}, follow=True
    )

    assert "还有 15 天" in answer.content.decode()
    assert Posting.objects.get().round == round


def test_what_changed_since_it_was_read_is_not_posted(client, world):
    round = make_rated(world)
    sign_in(client, world.secretary)
    seen = mark_in(page(client, "posting_new", round.pk, "results"))
    make_run(world, round, "cadre", (4, 3))

    client.post(reverse("posting_new", args=[round.pk, "results"]), {"seen": seen})

    assert Posting.objects.count() == 0


@pytest.mark.parametrize("entered", [True, False])
def test_missing_holidays_are_said_before_working_days_are_counted(client, world, entered):
    round = make_rated(world)
    round.version = edited_version(
        world, "daan", "posting_days: 15", "posting_days: 3\n    posting_unit: working"
    )
    round.save()
    for day in (timezone.localdate(), timezone.localdate() + 9 * DAY):
        if entered:
            Holiday.objects.get_or_create(day=day, defaults={"name": "节", "works": False})
    sign_in(client, world.secretary)

    assert ("的节假日还没有录入" in page(client, "posting_new", round.pk, "results")) is not entered


def test_tie_is_said_and_nothing_is_offered(client, world):
    round = make_rated(world)
    make_run(world, round, "cadre", (None, None), ties=[{"level": 5, "places": 1, "subjects": []}])
    sign_in(client, world.secretary)

    told = page(client, "postings", round.pk)

    assert "有同分并列等领导小组决定" in told
    assert reverse("posting_new", args=[round.pk, "results"]) not in told
    assert client.get(reverse("posting_new", args=[round.pk, "results"])).status_code == 302


def test_targets_of_one_table_are_chosen(client, world):
    round = make_targets(world)
    sign_in(client, world.secretary)
    address = reverse("posting_new", args=[round.pk, "targets"])
    told = client.get(address, {"category": "cadre"}).content.decode()
    assert ("晋星 · 四星级" in told, "张*" in told) == (True, False)

    client.post(address, {"category": "cadre", "seen": mark_in(told)})

    assert [table["key"] for table in Posting.objects.get().content["tables"]] == ["cadre"]


@pytest.mark.parametrize("person", ["clerk", "panel", "member"])
def test_others_read_that_the_secretary_can_post(client, world, person):
    round = make_rated(world)
    sign_in(client, getattr(world, person))

    assert "现在可以由书记发布公示" in page(client, "postings", round.pk)


def test_ways_to_the_next_step_are_said(client, world, posting):
    objection = object_to(posting)
    sign_in(client, world.secretary)
    end(posting)
    assert "还有异议没有答复" in page(client, "postings", posting.round_id)
    objection = taken(world, objection)
    client.post(
        reverse("rating_objection_decide", args=[posting.round_id, objection.pk]),
        {"decision": "dismiss", "answer": ANSWER},
    )

    assert "可以备案了" in page(client, "postings", posting.round_id)


def objection_url(objection, step: str = "") -> str:
    name = f"rating_objection{step and '_' + step}"
    return reverse(name, args=[objection.posting.round_id, objection.pk])


def test_objection_is_taken_up_and_changes_one_level(client, world, posting):
    entry = entries_of(posting.round, "household")[1]
    objection = object_to(posting, entry.pk, name="老王", contact="村口")
    sign_in(client, world.secretary)
    before = client.get(objection_url(objection)).content.decode()
    assert (TEXT in before, "老王" in before, "村口" in before) == (True, False, False)

    told = client.post(objection_url(objection, "take"), follow=True).content.decode()
    assert [word for word in ("老王", "村口", "四星级") if word not in told] == []
    given = {"decision": "uphold", "answer": ANSWER, "level": "2", "reason": "未参加清理河道。"}
    client.post(objection_url(objection, "decide"), given)

    assert (Correction.objects.get().level, Correction.objects.get().entry) == (2, entry)
    assert Objection.objects.get().state == "upheld"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decision": ""}, "请选择异议是否成立"),
        ({"answer": ""}, "请写答复"),
        ({"level": ""}, "请选择改成的星级"),
        ({"reason": ""}, "请写为什么改"),
        ({"level": "5"}, "名额已满"),
        ({"level": "4"}, "现在就是这个星级"),
        ({"level": "6"}, "6"),
        ({"level": "none"}, "none"),
    ],
)
def test_decision_that_is_refused_keeps_what_was_typed(client, world, posting, changes, said):
    entry = entries_of(posting.round, "household")[1]
    objection = taken(world, object_to(posting, entry.pk))
    sign_in(client, world.secretary)
    given = {"decision": "uphold", "answer": ANSWER, "level": "2", "reason": "未参加清理河道。"} | changes

    answer = client.post(objection_url(objection, "decide"), given)

    told = answer.content.decode()
    assert (answer.status_code, Objection.objects.get().state) == (422, "taken")
    assert said in told
    assert given["answer"] in told
    assert given["reason"] in told


def test_objector_stays_unknown_to_everybody_but_the_handler(client, world, posting):
    objection = taken(world, object_to(posting, name="老王", contact="村口"))
    for person, status in (("secretary", 200), ("panel", 200), ("clerk", 404), ("member", 404)):
        sign_in(client, getattr(world, person))
        told = client.get(objection_url(objection))
        assert told.status_code == status
        seen = told.content.decode() + page(client, "postings", posting.round_id)
        assert ("老王" in seen, "村口" in seen) == ((person == "secretary"),) * 2


def test_who_is_concerned_reads_no_word_of_it(client, world, posting):
    entry = entries_of(posting.round, "household")[1]
    entry.subject.people.add(world.secretary)
    objection = object_to(posting, entry.pk, name="老王")
    sign_in(client, world.secretary)

    assert client.get(objection_url(objection)).status_code == 404
    for step in ("take", "decide"):
        assert client.post(objection_url(objection, step), {"answer": ANSWER}).status_code == 404
    told = page(client, "postings", posting.round_id)
    assert ("涉及您本人或您家" in told, TEXT in told, objection_url(objection) in told) == (
        True,
        False,
        False,
    )
    exported = client.get(reverse("objection_register", args=[posting.round_id]), {"format": "csv"})
    assert TEXT not in exported.content.decode("utf-8-sig")


def test_paper_is_noted_and_its_receipt_shown_once(client, world, posting):
    sign_in(client, world.clerk)
    address = reverse("rating_objection_enter", args=[posting.round_id, posting.pk])
    given = {"channel": "paper", "received_on": timezone.localdate().isoformat(), "text": TEXT, "code": ""}

    told = client.post(address, given).content.decode()

    stored = Objection.objects.get()
    assert (stored.channel, stored.receipt in told, "查询码" in told) == ("paper", True, True)


def test_paper_about_who_has_no_star_is_noted_without_naming_him_to_others(client, world, posting):
    low = entries_of(posting.round, "household")[4]
    sign_in(client, world.clerk)
    address = reverse("rating_objection_enter", args=[posting.round_id, posting.pk])
    given = {
        "channel": "paper",
        "received_on": timezone.localdate().isoformat(),
        "text": TEXT,
        "about": low.pk,
    }
    assert f"{low.subject.label}，未公示" in client.get(address).content.decode()

    client.post(address, given)

    assert Objection.objects.get().entry == low
    told = page(client, "postings", posting.round_id)
    assert ("未公示的结果" in told, low.subject.name in told) == (True, False)


def test_note_that_is_refused_keeps_what_was_typed(client, world, posting):
    sign_in(client, world.clerk)
    address = reverse("rating_objection_enter", args=[posting.round_id, posting.pk])
    tomorrow = (timezone.localdate() + DAY).isoformat()

    answer = client.post(address, {"channel": "phone", "received_on": tomorrow, "text": TEXT})

    assert (answer.status_code, Objection.objects.count()) == (422, 0)
    assert (TEXT in answer.content.decode(), "收到日期" in answer.content.decode()) == (True, True)


def test_posting_inside_tells_its_proof_and_comes_down_with_a_reason(client, world, posting):
    sign_in(client, world.secretary)
    told = page(client, "rating_posting", posting.round_id, posting.pk)
    assert [word for word in (posting.digest, world.secretary.name, "还有 15 天") if word not in told] == []
    down = reverse("rating_posting_down", args=[posting.round_id, posting.pk])
    client.post(down, {"reason": " "})
    assert Posting.objects.get().taken_down_on is None

    client.post(down, {"reason": "名单有误。"})

    assert Posting.objects.get().taken_down_because == "名单有误。"
    assert Assessment.objects.get(round=posting.round).state == "rated"
    assert "名单有误。" in page(client, "rating_posting", posting.round_id, posting.pk)


def test_names_leave_the_inside_page_with_the_last_day_too(client, world, posting):
    sign_in(client, world.secretary)
    end(posting)

    told = page(client, "rating_posting", posting.round_id, posting.pk)

    assert ("王*一" in told, "名单不再显示" in told) == (False, True)


def test_sheet_for_the_board_has_list_dates_code_and_digest(client, world, posting):
    sign_in(client, world.clerk)

    told = page(client, "rating_posting_board", posting.round_id, posting.pk)

    for word in (
        "王*一",
        "五星级",
        str(posting.ends_on),
        posting.digest,
        '<svg class="qr"',
        "电话：",
        "（盖章）",
    ):
        assert word in told
    assert [name for name in NAMES if name in told] == []


def test_photograph_of_the_board_is_kept_inside_and_not_asked_for(client, world, posting):
    sign_in(client, world.clerk)
    address = reverse("rating_board_photo_add", args=[posting.round_id, posting.pk])

    client.post(address, {"file": File(io.BytesIO(photo_bytes()), "公示栏.jpg")})
    again = client.post(address, {"file": File(io.BytesIO(photo_bytes()), "公示栏.jpg")}, follow=True)

    kept = posting.files.get()
    assert "已经在" in again.content.decode()
    shown = client.get(reverse("rating_board_photo", args=[posting.round_id, posting.pk, kept.pk, "400"]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert kept.file.sha256 not in Client().get(reverse("posting", args=[posting.pk])).content.decode()
    told = Event.objects.get(action="board_photo_kept")
    assert (told.target, told.data["sha256"]) == ("公示栏.jpg", kept.file.sha256)
    client.post(reverse("rating_board_photo_out", args=[posting.round_id, posting.pk, kept.pk]))
    assert "公示栏.jpg" not in page(client, "rating_posting", posting.round_id, posting.pk)


@pytest.mark.parametrize("files", [{}, {"file": ("a.docx", b"x")}, {"file": ("a.jpg", b"no picture")}])
def test_what_is_no_photograph_is_refused(client, world, posting, files):
    sign_in(client, world.clerk)
    address = reverse("rating_board_photo_add", args=[posting.round_id, posting.pk])

    sent = {key: File(io.BytesIO(data), name) for key, (name, data) in files.items()}
    answer = client.post(address, sent, follow=True)

    assert (answer.status_code, posting.files.count()) == (200, 0)
    assert 'class="note error"' in answer.content.decode()


def register(client, posting, **more):
    return client.get(reverse("objection_register", args=[posting.round_id]), more)


def test_register_leaves_without_names_and_with_safe_cells(client, world, posting):
    text = "=HYPERLINK(1) 这是一条写得像公式的意见。"
    objection = taken(world, object_to(posting, text=text, name="老王", contact="村口"))
    sign_in(client, world.secretary)

    table = list(csv.reader(io.StringIO(register(client, posting, format="csv").content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(register(client, posting).content)).active

    assert table[1][0] == sheet["A2"].value == objection.receipt
    assert table[1][5] == "'" + text
    assert (sheet["F2"].value, sheet["F2"].data_type) == (text, "s")
    told = str(table) + str(list(sheet.values))
    assert [word for word in ("老王", "村口", world.secretary.name) if word in told] == []


def test_register_of_another_village_is_404(client, world, posting):
    sign_in(client, world.other_secretary)

    for name in ("objection_register", "postings"):
        assert client.get(reverse(name, args=[posting.round_id])).status_code == 404


def test_posting_of_another_round_is_404(client, world, posting):
    other = make_rated(world, village=world.other_village)
    sign_in(client, world.other_secretary)

    for name in ("rating_posting", "rating_posting_board", "rating_objection_enter"):
        assert client.get(reverse(name, args=[other.pk, posting.pk])).status_code == 404


def fill(world, rows: int) -> Posting:
    """As many households as rows, each objected to, half of them taken up, and as many postings taken down before."""
    posting = make_posted(world, levels={"household": (3,) * rows})
    for _ in range(rows // 3):
        object_to(posting)
        take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="名单有误。")
        posting = post_results(world, posting.round)
    for place, entry in enumerate(entries_of(posting.round, "household")):
        objection = object_to(posting, entry.pk)
        if place % 2:
            taken(world, objection)
    return posting


PRICES = {"postings": 10, "rating_posting": 8, "objection": 13}


@pytest.mark.parametrize("rows", [3, 30])
def test_screens_cost_the_same_for_3_and_30_rows(client, world, rows):
    posting = fill(world, rows)
    sign_in(client, world.secretary)
    objection = posting.objections.filter(state="taken").first()
    addresses = {
        "postings": reverse("postings", args=[posting.round_id]),
        "rating_posting": reverse("rating_posting", args=[posting.round_id, posting.pk]),
        "objection": objection_url(objection),
    }

    assert {name: queries_of(client, address) for name, address in addresses.items()} == PRICES


@pytest.mark.parametrize("rows", [3, 30])
def test_preview_costs_the_same_for_3_and_30_rows(client, world, rows):
    round = make_rated(world, levels={"household": (3,) * rows})
    sign_in(client, world.secretary)
    addresses = (reverse("postings", args=[round.pk]), reverse("posting_new", args=[round.pk, "results"]))

    assert [queries_of(client, address) for address in addresses] == [13, 12]
