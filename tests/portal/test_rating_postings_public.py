"""What the public finds of a posting: masked names while it runs, numbers afterwards, nothing about the reader."""

import re
import time

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stars.models import Objection
from stars.services import receiving
from stars.services.objections import dismiss_objection
from stars.services.postings import take_posting_down
from tests.making import make_proposed
from tests.posting_making import (
    NAMES,
    TEXT,
    age,
    end,
    make_posted,
    make_posting_days,
    make_targets,
    post_stars,
    put_up,
    taken,
)
from tests.rating_making import entries_of

MANY = {"cadre": (5, 3), "household": (*[4] * 12, *[3] * 3, *[1] * 2, 0, None)}


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def url(posting, name: str = "posting") -> str:
    return reverse(name, args=[posting.pk])


def body(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def every_page(client, world, posting) -> str:
    listed = reverse("village_postings", args=[world.village.code])
    return "".join(body(client, one) for one in (url(posting), url(posting, "objection_new"), listed))


def test_running_posting_shows_masked_names_levels_days_and_how_to_object(client, world, posting):
    told = body(client, url(posting))

    for words in (
        "王*一",
        "赵*四",
        "五星级",
        "★★★★★",
        "一星级",
        "还有 15 天",
        posting.digest,
        "甲村",
        "书面",
    ):
        assert words in told
    assert url(posting, "objection_new") in told


def test_no_public_page_carries_a_name_unmasked(client, world, posting):
    told = every_page(client, world, posting)

    assert [name for name in NAMES if name in told] == []
    assert [one.name for one in (world.secretary, world.panel) if one.name in told] == []


def test_low_results_are_in_no_public_page(client, world, posting):
    told = every_page(client, world, posting)

    assert [word for word in ("钱*五", "孙*六", "无星", "不参评") if word in told] == []


def test_rows_stand_in_the_order_of_the_subjects_not_of_the_levels(client, posting):
    told = re.findall(r'scope="row">([^<]+)', body(client, url(posting)))

    assert told == ["李*二", "王*一", "张*", "王*一", "赵*四", "李*二"]


def test_last_day_is_said(client, posting):
    age(posting, 15)

    assert "今天是公示的最后一天" in body(client, url(posting))


@pytest.mark.parametrize("how", ["ended", "taken_down"])
def test_only_numbers_are_left_when_it_is_over(client, world, how):
    posting = make_posted(world, levels=MANY)
    if how == "ended":
        end(posting)
    else:
        take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="张三家写错了。")

    told = body(client, url(posting))

    assert "*" not in re.sub(r"<style.*?</style>|href=\S+", "", told)
    assert "张三家" not in told
    assert re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", told) == [
        ("五星级、三星级 合计", "不足 5"),
        ("四星级", "12"),
        ("三星级、一星级 合计", "5"),
    ]
    assert "公示已结束" in told
    assert posting.digest not in told


def test_posting_leaves_the_list_with_its_last_day(client, world, posting):
    listed = reverse("village_postings", args=[world.village.code])
    assert url(posting) in body(client, listed)

    end(posting)

    assert url(posting) not in body(client, listed)
    assert client.get(reverse("village_postings", args=["990101101999"])).status_code == 404


def test_targets_tell_kind_and_level(client, world):
    round = make_targets(world)
    posting = put_up(world, round, "targets")

    assert "晋星 · 四星级" in body(client, url(posting))


def test_stars_are_posted_by_title_and_nothing_else_of_the_dossier(client, world, dossier):
    make_proposed(world, make_posting_days(dossier))
    posting = post_stars(world, dossier)

    told = body(client, url(posting))

    assert ("增收致富星" in told, "村容整洁星" in told) == (True, True)
    assert [words for words in ("修了三条巷道", "领导核心星", world.reviewer.name) if words in told] == []
    end(posting)
    assert "增收致富星" not in body(client, url(posting))


@pytest.mark.parametrize("name", ["posting", "objection_new", "receipts", "village_postings"])
def test_public_page_knows_no_reader_and_is_not_indexed(client, world, posting, name):
    address = {
        "posting": url(posting),
        "objection_new": url(posting, "objection_new"),
        "receipts": reverse("receipts"),
        "village_postings": reverse("village_postings", args=[world.village.code]),
    }[name]
    client.force_login(world.clerk)  # a browser that is signed in sends its cookie here too
    with CaptureQueriesContext(connection) as caught:
        response = client.get(address)

    assert [one["sql"] for one in caught if "session" in one["sql"] or "stars_user" in one["sql"]] == []
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "noindex" in response["X-Robots-Tag"]
    told = response.content.decode()
    assert '<meta name="robots" content="noindex' in told
    assert re.findall(r"<script|\son\w+=|javascript:", told, re.IGNORECASE) == []
    assert "cookie" not in response.get("Vary", "").lower()


def test_posting_may_be_kept_for_a_minute_and_forms_for_no_time(client, posting):
    kept = {name: client.get(url(posting, name))["Cache-Control"] for name in ("posting", "objection_new")}

    assert kept == {"posting": "public, max-age=60", "objection_new": "no-store"}
    assert client.get(reverse("receipts"))["Referrer-Policy"] == "no-referrer"


def test_nothing_of_it_is_in_a_sitemap(client, posting):
    for path in ("/sitemap.xml", "/robots.txt"):
        answer = client.get(path)
        assert answer.status_code == 404 or "postings" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/postings/0/", "/postings/99999999999999999999/", "/postings/0/object/"])
def test_posting_that_is_not_there_is_404(client, posting, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_posting_costs_one_query_for_3_and_30_rows(client, world, rows, django_assert_num_queries):
    posting = make_posted(world, levels={"household": (3,) * rows})
    client.get(url(posting))

    with django_assert_num_queries(1):
        client.get(url(posting))


def send(client, posting, **changes):
    given = {"about": "", "text": TEXT, "name": "", "contact": "", "homepage": "", "code": ""}
    return client.post(url(posting, "objection_new"), {**given, **changes})


def receipt_in(response) -> tuple[str, str]:
    number, code = re.findall(r'<dd class="big">(.+?)</dd>', response.content.decode())
    return number, code


def follow(client, receipt: str, code: str):
    return client.post(reverse("receipts"), {"receipt": receipt, "code": code})


def test_objection_is_sent_without_an_account_and_followed_to_its_answer(client, world, posting):
    entry = entries_of(posting.round, "cadre")[0]
    answer = send(client, posting, about=str(entry.pk), name="老王", contact="村口")
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    number, code = receipt_in(answer)

    told = follow(client, number.lower().replace("-", " "), code.lower()).content.decode()
    assert [words for words in (TEXT, "已收到", "王*一") if words not in told] == []
    stored = taken(world, Objection.objects.get())
    dismiss_objection(actor=world.secretary, objection_id=stored.pk, answer="已核实：他参加了。")

    told = follow(client, number, code).content.decode()
    assert [words for words in ("已核实：他参加了。", "异议不成立") if words not in told] == []
    assert world.secretary.name not in told


def test_answer_names_no_line_after_the_posting_ended(client, posting):
    entry = entries_of(posting.round, "cadre")[0]
    number, code = receipt_in(send(client, posting, about=str(entry.pk)))
    end(posting)

    told = follow(client, number, code).content.decode()

    assert ("王*一" in told, TEXT in told) == (False, True)


@pytest.mark.parametrize("part", ["receipt", "code", "empty"])
def test_wrong_number_or_code_shows_nothing(client, posting, part):
    number, code = receipt_in(send(client, posting))
    given = {"receipt": ("20260101-AAAAA", code), "code": (number, "AAAA-AAAA-AAAA-AAAA"), "empty": ("", "")}

    answer = follow(client, *given[part])

    assert (answer.status_code, TEXT in answer.content.decode()) == (422, False)
    assert given[part][0] in answer.content.decode()  # what was typed stays


def test_form_sent_twice_is_one_objection(client, posting):
    code = re.search(r'name="code" value="(.+?)"', body(client, url(posting, "objection_new")))[1]

    first, second = (receipt_in(send(client, posting, code=code)) for _ in range(2))

    assert first == second == (Objection.objects.get().receipt, code)


def test_form_gives_everybody_another_code(client, posting):
    pages = [body(client, url(posting, "objection_new")) for _ in range(2)]

    assert len({re.search(r'name="code" value="(.+?)"', page)[1] for page in pages}) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": ""}, "请写哪里不对"),
        ({"text": "短"}, "至少写十个字"),
        ({"text": "长" * 10_000}, "最多 4000 字"),
        ({"about": "99999"}, "请从名单里选一行"),
        ({"name": "名" * 61}, "60"),
        ({"homepage": "https://example.com"}, "此处请留空"),
    ],
)
def test_bad_objection_is_refused_and_its_text_stays(client, posting, changes, said):
    answer = send(client, posting, contact="村口小店", **changes)

    told = answer.content.decode()
    assert (answer.status_code, Objection.objects.count()) == (422, 0)
    assert said in told
    assert ("村口小店" in told, changes.get("text", TEXT) in told) == (True, True)


def test_text_of_four_thousand_characters_fits_with_its_line_breaks(client, posting):
    answer = send(client, posting, text="\r\n".join(["长" * 999] * 4))

    assert answer.status_code == 200
    assert len(Objection.objects.get().text) == 3999


def opened(client, posting, monkeypatch, seconds: int = 0) -> dict[str, str]:
    """Code and mark of a form that was opened so many seconds ago."""
    with monkeypatch.context() as then:
        then.setattr(TimestampSigner, "timestamp", lambda _signer: b62_encode(int(time.time()) - seconds))
        page = body(client, url(posting, "objection_new"))
    return {name: re.search(rf'name="{name}" value="(.+?)"', page)[1] for name in ("code", "mark")}


def test_objection_after_the_end_is_told_where_to_turn_and_keeps_everything_typed(
    client, posting, monkeypatch
):
    typed = {"about": str(entries_of(posting.round, "cadre")[0].pk), "name": "老王", "contact": "村口小店"}
    sent = opened(client, posting, monkeypatch)
    end(posting)

    answer = send(client, posting, **typed, **sent)

    told = answer.content.decode()
    assert (answer.status_code, Objection.objects.count()) == (422, 0)
    kept = (TEXT, "老王", "村口小店", "王*一", "甲村", "甲镇", str(posting.ends_on))
    assert [words for words in kept if words not in told] == []
    assert "公示已结束" in body(client, url(posting, "objection_new"))


@pytest.mark.parametrize("form", ["none", "old"])
def test_late_objection_shows_no_line_to_who_had_no_list_today(client, posting, monkeypatch, form):
    sent = opened(client, posting, monkeypatch, 25 * 60 * 60) if form == "old" else {}
    end(posting)

    told = send(client, posting, about=str(entries_of(posting.round, "cadre")[0].pk), **sent).content.decode()

    assert ("王*一" in told, TEXT in told) == (False, True)


@pytest.mark.parametrize(("seconds", "status"), [(5, 422), (61, 200)])
def test_flood_keeps_out_nobody_who_wrote_for_a_minute(client, posting, monkeypatch, seconds, status):
    monkeypatch.setattr(receiving, "AT_ONCE", 1)
    send(client, posting, text="快" * 10)

    answer = send(client, posting, name="老王", **opened(client, posting, monkeypatch, seconds))

    told = answer.content.decode()
    assert answer.status_code == status
    if status == 422:
        assert [words for words in (TEXT, "老王", "请等一分钟") if words not in told] == []


def test_objection_keeps_no_device_and_no_address(client, posting):
    answer = client.post(
        url(posting, "objection_new"),
        {"text": TEXT},
        HTTP_USER_AGENT="Strange/1.0",
        REMOTE_ADDR="203.0.113.7",
    )

    assert answer.status_code == 200
    stored = str(vars(Objection.objects.get())) + str(vars(Objection.history.get()))
    assert [words for words in ("Strange", "203.0.113.7") if words in stored] == []


def test_village_page_leads_to_its_postings(client, world):
    address = reverse("village_postings", args=[world.village.code])

    assert address in body(client, reverse("village_page", args=[world.village.code]))
    assert "现在没有公示" in body(client, address)
