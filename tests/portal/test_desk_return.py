"""One return carries every demand; afterwards the reviewer sees only what changed."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from evidence.errors import NoMoreReturns
from evidence.models import Demand, Return
from evidence.services.answers import answer_demand
from evidence.services.files import describe_evidence, remove_evidence
from evidence.services.reviewing import send_return
from evidence.services.sections import remove_figure, save_figure, save_self_checks
from stars.errors import Stale
from tests.making import add_photo, judge, make_round, make_submitted, section_of, submit, write

OLD_NOTE = "缺第二季度台账。"


def page_of(client, user, dossier, name="review_dossier", *more):
    client.force_login(user)
    return client.get(reverse(name, args=[dossier.pk, *more]))


def send(client, world, dossier, **fields):
    client.force_login(world.reviewer)
    dossier.refresh_from_db()
    fields = {"version": dossier.version} | fields
    return client.post(reverse("return_send", args=[dossier.pk]), fields, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def states(dossier) -> dict[str, str]:
    return {one.dimension: one.state for one in dossier.sections.exclude(state="not_applied")}


def mark(world, dossier) -> None:
    """Two stars marked with three demands, a third one met."""
    for key in ("tidy", "income", "unity"):
        write(world, section_of(dossier, key), "修了三条巷道。装了十盏路灯。")
    submit(world, dossier, ["tidy", "income", "unity"])
    judge(world, dossier, "tidy", "return", demands=("请补充照片。", "请写清日期。"))
    judge(world, dossier, "income", "return", demands=("请写清来源。",), note=OLD_NOTE)
    judge(world, dossier, "unity")


def figure(world, section, label, value, figure_id=None):
    values = {"label": label, "value": value, "unit": "盏", "as_of": None, "source": ""}
    return save_figure(actor=world.clerk, section_id=section.pk, figure_id=figure_id, key="", **values)


def test_return_offers_every_demand_once_and_carries_them_all(client, world, dossier):
    mark(world, dossier)
    body = page_of(client, world.reviewer, dossier).content.decode()
    assert [body.count(demand.text) for demand in Demand.objects.all()] == [1, 1, 1]

    response = send(client, world, dossier, note="两颗星请补材料。")

    assert said(response) == [gettext("Returned. The village sees every demand now.")]
    assert (Return.objects.get().note, Return.objects.get().demands.count()) == ("两颗星请补材料。", 3)


def test_return_reopens_only_the_marked_stars(client, world, dossier):
    mark(world, dossier)
    send(client, world, dossier)

    client.force_login(world.clerk)
    locked = {
        key: client.get(reverse("section", args=[dossier.pk, key])).context["page"].locked
        for key in ("tidy", "income", "unity")
    }

    assert states(dossier) == {"tidy": "returned", "income": "returned", "unity": "meets"}
    assert locked == {"tidy": "", "income": "", "unity": "state"}


def test_return_before_every_verdict_leaves_the_others_waiting(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",))

    send(client, world, dossier)

    assert states(dossier) == {"tidy": "returned", "income": "waiting"}


def test_return_sent_twice_is_one_return_and_says_why(client, world, dossier):
    mark(world, dossier)
    dossier.refresh_from_db()
    read = dossier.version
    send(client, world, dossier)

    second = send(client, world, dossier, version=read)

    assert said(second) == [str(Stale.message)]
    assert Return.objects.count() == 1


@pytest.mark.parametrize("version", ["", "x", "9" * 5000])
def test_return_of_a_version_that_was_never_read_is_refused(client, world, dossier, version):
    mark(world, dossier)

    response = send(client, world, dossier, version=version)

    assert said(response) == [str(Stale.message)]
    assert not Return.objects.exists()


def test_return_refused_keeps_its_note(client, world, dossier):
    mark(world, dossier)

    body = send(client, world, dossier, version=0, note="两颗星请补材料。").content.decode()

    assert "两颗星请补材料。</textarea>" in body


def test_return_beyond_the_last_one_allowed_is_refused(client, world, dossier):
    last = make_round(world, title="不退回", year=dossier.entry.round.year - 1, max_returns=0)
    make_submitted(world, last)
    judge(world, last, "tidy", "return", demands=("请补充照片。",))

    response = send(client, world, last)

    assert said(response) == [str(NoMoreReturns.message)]
    assert states(last) == {"tidy": "marked", "income": "waiting"}


@pytest.fixture
def mended(world, dossier, tmp_path):
    """“tidy” returned and mended in every way; “income” had no verdict yet; “unity” was met."""
    section = section_of(dossier)
    removed = add_photo(world, section, tmp_path, colour=(200, 0, 0), name="旧照片.jpg")
    kept = add_photo(world, section, tmp_path, colour=(0, 200, 0), name="留下.jpg")
    lights, bins = figure(world, section, "路灯", "20"), figure(world, section, "垃圾桶", "7")
    for key in ("tidy", "income", "unity"):
        write(world, section_of(dossier, key), "修了三条巷道。装了十盏路灯。")
    submit(world, dossier, ["tidy", "income", "unity"])
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",), note=OLD_NOTE)
    judge(world, dossier, "unity", note="写得清楚。")
    dossier.refresh_from_db()
    send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)
    write(world, section, "修了四条巷道。装了十盏路灯。")
    figure(world, section, "路灯", "25", lights.pk)
    remove_figure(actor=world.clerk, figure_id=bins.pk)
    remove_evidence(actor=world.clerk, evidence_id=removed.pk)
    add_photo(world, section, tmp_path, colour=(0, 0, 200), name="新照片.jpg")
    told = {"caption": "新巷道", "happened_on": None, "make_public": False, "consent": False}
    describe_evidence(actor=world.clerk, evidence_id=kept.pk, **told)
    answer_demand(actor=world.clerk, demand_id=section.demands.get().pk, answer="已补两张。")
    submit(world, dossier)
    dossier.refresh_from_db()
    return dossier


def test_changes_name_text_figures_files_and_answers(client, world, mended):
    page = page_of(client, world.reviewer, mended, "changes").context["page"]

    change = page.star("tidy").content.change
    assert [(old and old["value"], new and new["value"]) for old, new in change.figures] == [
        ("20", "25"),
        ("7", None),
    ]
    assert [row["name"] for row in change.added] == ["新照片.jpg"]
    assert [row["name"] for row in change.removed] == ["旧照片.jpg"]
    assert [(old["caption"], new["caption"]) for old, new in change.described] == [("", "新巷道")]
    assert [(row["demand"], row["answer"]) for row in change.answers] == [("请补充照片。", "已补两张。")]


def test_changes_read_sentence_first_then_character(client, world, mended):
    body = page_of(client, world.reviewer, mended, "changes").content.decode()

    assert re.findall(r"<del>(.*?)</del>", body)[:1] == ["三"]
    assert re.findall(r"<ins>(.*?)</ins>", body)[:1] == ["四"]
    for words in ("<del>20 盏</del> → <ins>25 盏</ins>", "已补两张。", "新照片.jpg", "旧照片.jpg"):
        assert words in body


def test_changes_leave_out_what_did_not_change(client, world, mended):
    body = page_of(client, world.reviewer, mended, "changes").content.decode()

    assert ("村容整洁星" in body, "民族团结星" in body) == (True, False)


def test_changes_of_a_first_submission_say_so(client, world, dossier):
    make_submitted(world, dossier)

    body = page_of(client, world.reviewer, dossier, "changes").content.decode()

    assert gettext("This is the first submission; nothing was returned yet.") in body


def test_verdict_on_an_unchanged_star_stands(client, world, mended):
    page = page_of(client, world.reviewer, mended).context["page"]

    assert states(mended) == {"tidy": "waiting", "income": "waiting", "unity": "meets"}
    assert [star.key for star in page.stars if star.stands] == ["unity"]
    assert [star.key for star in page.stars if star.changed] == ["tidy"]


def test_star_that_never_had_a_verdict_is_not_told_that_one_stands(client, world, mended):
    stands = gettext("Nothing changed in this star; the verdict stands.")

    without = page_of(client, world.reviewer, mended, "review_section", "income").content.decode()
    standing = page_of(client, world.reviewer, mended, "review_section", "unity").content.decode()
    listed = page_of(client, world.reviewer, mended).content.decode()

    assert (stands in without, stands in standing) == (False, True)
    assert listed.count(gettext("unchanged; the verdict stands")) == 1


def test_reason_of_an_earlier_return_is_not_given_again_unseen(client, world, mended):
    again = page_of(client, world.reviewer, mended, "review_section", "tidy").content.decode()
    standing = page_of(client, world.reviewer, mended, "review_section", "unity").content.decode()

    assert (f"{OLD_NOTE}</textarea>" in again, "写得清楚。</textarea>" in standing) == (False, True)


def test_demand_stands_beside_its_answer(client, world, mended):
    body = page_of(client, world.reviewer, mended, "review_section", "tidy").content.decode()
    demands = body.split('<section id="demands">')[1].split("</section>")[0]

    assert ("请补充照片。" in demands, "已补两张。" in demands) == (True, True)


def test_stars_can_be_proposed_once_the_returned_one_is_judged_again(client, world, mended):
    judge(world, mended, "income")
    before = page_of(client, world.reviewer, mended).context["page"].ready
    judge(world, mended, "tidy")

    assert (before, page_of(client, world.reviewer, mended).context["page"].ready) == (False, True)


def test_changes_name_each_answer_of_the_self_check_before_and_now(client, world, dossier):
    section = section_of(dossier)
    item = dossier.entry.round.table.dimension("tidy").items[0]
    save_self_checks(actor=world.clerk, section_id=section.pk, answers={item.key: ("partly", "还差一条巷道")})
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "return", demands=("请修好。",))
    send(client, world, dossier)
    save_self_checks(actor=world.clerk, section_id=section.pk, answers={item.key: ("yes", "")})
    answer_demand(actor=world.clerk, demand_id=Demand.objects.get().pk, answer="修好了。")
    submit(world, dossier)
    body = page_of(client, world.reviewer, dossier, "changes").content.decode()

    assert f"{item.text}: <del>部分做到 · 还差一条巷道</del> → <ins>已做到</ins>" in body
