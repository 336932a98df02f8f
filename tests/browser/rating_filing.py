"""Filing with the township, its signature, cards and what was handed out for them."""

import re

from playwright.sync_api import expect

from stars.models import BenefitCard, Round
from tests.browser.person import Person
from tests.making import PASSWORD

REASON = "请说明一组评议会有几户没有派人参加。"


def secretary_files(secretary: Person, round: Round, note: str, button: str = "上报乡镇备案") -> None:
    secretary.open(f"/rating/{round.pk}/filing/")
    secretary.fill("给乡镇的说明（可不填）", note)
    secretary.look_from_the_top("rating-filing")
    secretary.press(button)
    secretary.sees("已报乡镇备案")
    secretary.look()


def reviewer_opens_the_filing(reviewer: Person, village: str) -> None:
    reviewer.open("/desk/filings/")
    reviewer.sees("等您处理")
    reviewer.look()
    reviewer.page.locator(".task").filter(has_text=village).click()
    reviewer.sees("核验一致")


def reviewer_returns_the_filing(reviewer: Person, village: str) -> None:
    reviewer_opens_the_filing(reviewer, village)
    reviewer.look_from_the_top("rating-filing-desk")
    reviewer.page.locator("summary").filter(has_text="退回村里").click()
    reviewer.fill("需要改正什么", REASON)
    reviewer.press("退回村里", within=reviewer.page.locator("details.card form"))
    reviewer.sees("已退回，在村里", REASON)


def secretary_reads_why_it_came_back(secretary: Person, round: Round) -> None:
    secretary.open(f"/rating/{round.pk}/")
    secretary.press("修改乡镇退回的内容")
    secretary.sees("乡镇已退回", REASON)


def reviewer_proposes(reviewer: Person, village: str, picture: str | None = None) -> None:
    reviewer_opens_the_filing(reviewer, village)
    reviewer.look(picture)
    reviewer.press("提交给审定人")
    reviewer.sees("已建议同意")


def approver_signs(approver: Person, village: str) -> None:
    """A wrong password changes nothing."""
    approver.open("/desk/filings/")
    approver.page.locator(".task").filter(has_text=village).click()
    approver.sees("您签发的正是这些")
    approver.look()
    for word in ("不是密码", PASSWORD):
        approver.fill("请再输入一次密码", word)
        approver.press("审定签发")
        approver.sees("请看这里" if word != PASSWORD else "星级已生效")
    approver.look()


def clerk_issues_the_cards(clerk: Person, round: Round, names: list[str]) -> str:
    """Returns the address that the QR code of the first card leads to."""
    clerk.open(f"/rating/{round.pk}/levels/")
    clerk.look()
    clerk.open(f"/rating/{round.pk}/cards/")
    clerk.press("发放全部")
    clerk.sees(*names, "有效期至")
    clerk.look_from_the_top("rating-cards")
    clerk.open(f"/rating/{round.pk}/cards/print/")
    clerk.look()
    return card_address(round)


def card_address(round: Round) -> str:
    card = BenefitCard.objects.filter(award__entry__round=round).first()
    return f"/cards/{card.code}/"


def anybody_checks_the_card(reader: Person, address: str, name: str, level: str) -> None:
    """Level and last day, and nothing about whose card it is."""
    reader.open(address)
    reader.sees("这张卡有效", level, "有效期至")
    assert name not in reader.page.content()
    reader.look()


def clerk_records_a_benefit(clerk: Person, round: Round, name: str, benefit: str, by: str) -> None:
    clerk.open(f"/rating/{round.pk}/cards/")
    clerk.press(name)
    clerk.sees("这张卡的待遇")
    clerk.look()
    clerk.press("登记一项兑现")
    clerk.page.get_by_label(benefit).check()
    clerk.fill("由谁兑现", by)
    clerk.look()
    clerk.press("登记")
    clerk.open(f"/rating/{round.pk}/benefits/")
    expect(clerk.page.locator("tbody").last).to_contain_text(re.compile(benefit))
    clerk.sees(by)
    clerk.look()
