"""What goes wrong on a village's day, and that nothing typed or chosen is lost by it."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from evidence.services.signing import decline_proposal
from tests.browser.files import draw
from tests.browser.person import PHONE, Person
from tests.making import PASSWORD, make_proposed, make_round, propose, section_of

pytestmark = pytest.mark.browser
TEXT = "今年硬化了三条巷道，装了四十盏路灯，每月十日集中清扫，村民都来参加。"


@pytest.fixture
def screen():
    return PHONE


@pytest.fixture
def star(village_world):
    """The path of a star's page in an open round."""
    village_world.dossier = make_round(village_world)
    return f"/work/{village_world.dossier.pk}/tidy/"


def test_session_that_ends_while_typing_gives_the_text_back(people, star):
    clerk = people("clerk")
    clerk.open(star)
    clerk.page.locator("#text").fill(TEXT)
    Session.objects.all().delete()
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    clerk.sees("您在书写时已退出登录", TEXT)
    clerk.look()
    clerk.type_credentials()
    expect(clerk.page.locator("#text")).to_have_value(TEXT)
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    clerk.sees("已保存。")


def test_second_tab_is_told_and_sees_both_texts(people, star):
    clerk = people("clerk")
    clerk.open(star)
    with clerk.context.new_page() as other:
        other.goto(clerk.address + star)
        other.locator("#text").fill("另一处先保存的文字。")
        other.get_by_role("button", name="保存", exact=True).click()
        expect(other.get_by_text("已保存。", exact=True)).to_be_visible()
    clerk.page.locator("#text").fill(TEXT)
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    clerk.sees("有人刚保存过这段文字", "另一处先保存的文字。", TEXT)
    clerk.look("two-texts")
    clerk.press("两份都留，前后相接")
    clerk.sees("已保存。")
    expect(clerk.page.locator("#text")).to_have_value(f"另一处先保存的文字。\n\n{TEXT}")


def test_photos_sent_without_network_are_stored_by_themselves_when_it_is_back(people, star, tmp_path):
    clerk = people("clerk")
    clerk.open(star)
    expect(clerk.page.locator("[data-empty]")).to_be_visible()
    clerk.context.set_offline(True)
    clerk.choose(*(draw(tmp_path, f"巷道{number}.jpg", number) for number in (1, 2, 3)))
    failed = clerk.page.locator(".queue .failed")
    expect(failed).to_have_text(["没有网络，还没有存上；网络恢复后会自动继续。"] * 3)
    clerk.sees("全部重试")
    clerk.sees_not("填写说明和日期")
    clerk.look()
    clerk.context.set_offline(False)
    expect(clerk.page.locator(".queue .stored")).to_have_count(3)
    clerk.sees("填写说明和日期")
    clerk.sees_not("重试")
    expect(clerk.page.locator("[data-empty]")).to_have_count(0)


def test_leaving_with_photos_not_sent_yet_is_warned(people, star, tmp_path):
    clerk = people("clerk")
    clerk.open(star)
    asked = []
    clerk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    clerk.context.set_offline(True)
    clerk.choose(draw(tmp_path, "巷道.jpg", 1))
    expect(clerk.page.locator(".queue .failed")).to_have_count(1)
    clerk.page.locator("h1").click()  # the browser asks only those who touched the page
    clerk.page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_same_photo_twice_is_stored_once_and_said(people, star, tmp_path):
    clerk = people("clerk")
    clerk.open(star)
    photo = draw(tmp_path, "巷道.jpg", 1)
    for _ in range(2):
        clerk.choose(photo)
    expect(clerk.page.locator(".queue .stored")).to_have_count(1)
    expect(clerk.page.locator(".queue .failed")).to_have_text("这份文件已经在这颗星里，没有重复保存。")
    clerk.sees_not("重试")
    clerk.look()


def test_without_javascript_a_star_is_filled_all_the_same(
    chromium, village_world, live_server, star, tmp_path
):
    clerk = Person(chromium, live_server.url, PHONE, "clerk", java_script_enabled=False)
    clerk.open(star)
    clerk.fill("文字", TEXT)
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    clerk.sees("已保存。")
    broken = tmp_path / "断开.jpg"
    broken.write_bytes(draw(tmp_path, "巷道.jpg", 1).read_bytes()[:9000])
    clerk.choose(tmp_path / "巷道.jpg", broken)
    clerk.press("上传")
    clerk.sees("已存 1 / 2", "图片损坏或不完整。")
    clerk.press("回到这颗星")
    expect(clerk.page.locator("#evidence + .grid > li")).to_have_count(1)
    clerk.close()


def test_keyboard_alone_signs_in_and_opens_a_star(chromium, village_world, live_server, star):
    clerk = Person(chromium, live_server.url, PHONE, None)
    clerk.open("/accounts/sign-in/")
    clerk.page.get_by_label("用户名").focus()
    for keys in ("clerk", "Tab", PASSWORD, "Enter"):
        press = clerk.page.keyboard.press if keys in ("Tab", "Enter") else clerk.page.keyboard.type
        press(keys)
    clerk.is_at(r"/work/\d+/$")
    clerk.page.keyboard.press("Tab")
    expect(clerk.page.locator(":focus")).to_have_text("跳到内容")
    clerk.page.locator(".task").first.focus()
    clerk.page.keyboard.press("Enter")
    expect(clerk.page.locator("h1")).to_have_text("领导核心星")
    clerk.close()


def test_proposal_replaced_while_the_approver_reads_is_not_signed(people, village_world, star):
    proposal = make_proposed(village_world, village_world.dossier)
    approver = people("approver")
    approver.open(f"/desk/{village_world.dossier.pk}/sign/")
    decline_proposal(actor=village_world.approver, proposal_id=proposal.pk, reason="请再核对一次。")
    propose(village_world, village_world.dossier, ["tidy"])
    approver.fill("请再输入一次密码", PASSWORD)
    approver.press("审定签发")
    approver.sees("刚才有别人改动过")
    approver.look()
    assert section_of(village_world.dossier).state == "meets"


def test_proposal_sent_back_while_the_approver_reads_says_that_none_is_left(people, village_world, star):
    proposal = make_proposed(village_world, village_world.dossier)
    approver = people("approver")
    approver.open(f"/desk/{village_world.dossier.pk}/sign/")
    decline_proposal(actor=village_world.approver, proposal_id=proposal.pk, reason="请再核对一次。")
    approver.fill("请再输入一次密码", PASSWORD)
    approver.press("审定签发")
    approver.sees("现在没有待审定的建议。", "请再核对一次。")
    approver.look()


def test_saving_without_network_keeps_everything_on_the_device(people, star):
    """Text, a figure and a note of the self-check come back after the page was closed and opened again."""
    clerk = people("clerk")
    clerk.open(star)
    clerk.context.set_offline(True)
    clerk.page.locator("#text").fill(TEXT)
    clerk.page.get_by_label("数值").first.fill("42")
    clerk.page.get_by_label("备注（可不填）").first.fill("还差一条巷道")
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    clerk.sees("没有网络。您写的内容已存在这台设备上")
    clerk.context.set_offline(False)
    clerk.page.goto("about:blank")
    clerk.open(star)
    clerk.sees("这台设备上有您写过、服务器还没有的内容。")
    clerk.look("draft")
    clerk.press("用这一份")
    expect(clerk.page.locator("#text")).to_have_value(TEXT)
    expect(clerk.page.get_by_label("数值").first).to_have_value("42")
    expect(clerk.page.get_by_label("备注（可不填）").first).to_have_value("还差一条巷道")


def test_old_page_in_a_second_tab_overwrites_no_figure(people, star):
    clerk = people("clerk")
    clerk.open(star)
    with clerk.context.new_page() as other:
        other.goto(clerk.address + star)
        other.get_by_label("数值").first.fill("11")
        other.get_by_role("button", name="保存", exact=True).click()
        expect(other.get_by_text("已保存。", exact=True)).to_be_visible()
    clerk.page.locator("#text").fill(TEXT)
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.page.locator(".note").get_by_text("已保存。", exact=True)).to_be_visible()
    expect(clerk.page.get_by_label("数值").first).to_have_value("11")
