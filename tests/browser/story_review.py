"""The township's half of the story: round, verdicts, return, proposal, sign-off, public page."""

from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.making import PASSWORD

DEMANDS = ("请补充能说明这一点的照片或文件。", "请写明路灯装在哪些巷道。")


def approver_opens_the_round(approver: Person) -> None:
    approver.open("/desk/")
    approver.press("开启评定")
    approver.fill("评定名称", "2026 年十星级创建")
    approver.sees("2 个村各有一份档案", "柳湾村、石桥村")
    approver.look("round")
    approver.press("开启评定")
    approver.sees("评定已开启，每个村都有了档案。")
    approver.look()


def reviewer_opens_the_desk(reviewer: Person, digest: str) -> None:
    reviewer.open("/desk/")
    reviewer.sees("等您处理", "1 个村等您处理")
    reviewer.look("desk")
    reviewer.press("柳湾村")
    assert digest in "".join(reviewer.page.locator("main").inner_text().split())
    reviewer.look()


def reviewer_judges(reviewer: Person, marked: str) -> None:
    """Meets for every star but one, which is marked for return with two demands; each verdict leads on."""
    reviewer.press("审核领导核心星")
    while reviewer.page.get_by_role("button", name="符合", exact=True).count():
        title = reviewer.page.locator("h1").inner_text().split(" · ")[-1]
        if marked in title:
            reviewer.look("review")
            reviewer.page.get_by_label(DEMANDS[0]).check()
            reviewer.fill("或自己写", DEMANDS[1])
            reviewer.press("标记退回")
        else:
            reviewer.page.get_by_role("button", name="符合", exact=True).click()
        reviewer.sees(f"{title}：意见已保存。")


def reviewer_returns(reviewer: Person) -> None:
    back_to_dossier(reviewer)
    reviewer.sees("退回村里", *DEMANDS)
    reviewer.look()
    reviewer.press("退回 1 颗星")
    reviewer.sees("已退回，村里现在能看到每条要求。")


def back_to_dossier(reviewer: Person) -> None:
    reviewer.open("/desk/")
    reviewer.press("柳湾村")


def reviewer_reads_what_changed(reviewer: Person) -> None:
    back_to_dossier(reviewer)
    reviewer.sees("上次退回后有变化", "没有变化，原意见有效")
    reviewer.press("上次退回以来的变化")
    page = reviewer.page
    expect(page.locator("del").filter(has_text="0").first).to_be_visible()
    expect(page.locator("ins").filter(has_text="2").first).to_be_visible()
    reviewer.sees("新增文件", "补拍的路灯", *DEMANDS, "第1条已补齐")
    reviewer.sees_not("增收致富星")
    reviewer.look("changes", full=True)
    reviewer.press("给出意见")


def reviewer_proposes(reviewer: Person) -> None:
    reviewer.page.get_by_role("button", name="符合", exact=True).click()
    back_to_dossier(reviewer)
    reviewer.look("propose")
    reviewer.press("提交给审定人")
    reviewer.sees("已提出建议，由另一人审定。")


def approver_signs(approver: Person) -> None:
    approver.open("/desk/")
    approver.press("柳湾村")
    approver.sees("您签发的正是这些", "何审核", "李书记")
    approver.look("sign")
    approver.fill("请再输入一次密码", "not this one")
    approver.press("审定签发")
    approver.sees("密码不对，没有签发。请重新输入。")
    approver.fill("请再输入一次密码", PASSWORD)
    approver.press("审定签发")
    approver.sees("已审定签发。编号：")
    approver.look()
    call_command("db_worker", "--backend", "jobs", "--batch", "--no-startup-delay", verbosity=0)


def reader_sees_the_public_page(reader: Person, code: str) -> None:
    reader.open(f"/villages/{code}/")
    reader.sees("授予 8 颗星", "新栽行道树60棵。", "42", "硬化后的巷道", "新装的路灯")
    expect(reader.page.locator(".stars-row .s-awarded")).to_have_count(8)
    for picture in reader.page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("e => e.naturalWidth") > 0
    reader.sees_not("补拍的路灯", "会议记录")
    assert reader.context.cookies() == []
    reader.page.evaluate("scrollTo(0, 0)")
    reader.look("public-village")
    reader.press("村容整洁星")
    reader.look("public-star")


def auditor_reads_the_history(auditor: Person, dossier_id: int) -> None:
    auditor.open(f"/history/{dossier_id}/")
    auditor.sees("开启了评定", "报送了", "退回了", "提出了建议", "审定了", "李书记", "何审核", "杨审定")
    auditor.look("history")
    auditor.press("现在核验全部摘要值")
    auditor.sees("刚刚核验：全部内容与摘要值相符。")
    auditor.look("verification")
    auditor.press("回到历史")
    auditor.press("两次报送对照")
    auditor.sees("第 1 次报送 → 第 2 次报送", "没有变化")
    auditor.look("compare")
