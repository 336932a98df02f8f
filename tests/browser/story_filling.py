"""The village's half of the story: report, photos, self-check, submission, answers."""

import datetime
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.files import draw, make_documents, make_photos, make_report
from tests.browser.person import Person

STARS = 10
REPORT_STARS = "采纳全部"
TODAY = datetime.date.today().isoformat()


def clerk_reads_the_ten_stars(clerk: Person) -> None:
    clerk.open("/work/")
    clerk.is_at(r"/work/\d+/$")
    clerk.sees("十颗星", "还有 30 天")
    expect(clerk.page.locator(".tasks .task .state")).to_have_count(STARS)
    clerk.sees("还缺", "上传报告")
    clerk.look("village-home")


def clerk_uploads_the_report(clerk: Person, folder: Path) -> None:
    clerk.press("上传报告")
    clerk.look()
    clerk.page.set_input_files("#id_file", make_report(folder))
    clerk.press("读取报告")
    clerk.is_at(r"/work/\d+/reports/\d+/$")
    clerk.sees("请先看这些", "已决定 0 /")
    clerk.look("report")


def clerk_decides_on_the_proposals(clerk: Person) -> None:
    """The broken number is mended in its place, other doubts are left out, one figure is corrected, the
    rest accepted."""
    page = clerk.page
    broken = clerk.card("一个数字被换行或空格断开了")
    broken.get_by_label("这句话在星里的原样").fill(
        "按照“305”培训安排完成了集中学习,每名委员联系2-3名积极分子。"
    )
    broken.get_by_role("button", name="更正").click()
    while page.get_by_role("button", name="知道了，略去").count():
        page.get_by_role("button", name="知道了，略去").first.click()
    pick = page.locator("#star-income")
    if pick.get_attribute("open") is None:
        pick.locator("summary").click()
    figure = pick.locator(".card").filter(has=page.get_by_label("统计内容")).first
    figure.get_by_label("统计内容").fill("入股合作社资金")
    figure.get_by_role("button", name="采纳").click()
    clerk.sees("入股合作社资金", "已修改")
    clerk.press(REPORT_STARS)
    clerk.sees("采纳了")
    clerk.look()
    clerk.press("去看十颗星")


def clerk_adds_files(clerk: Person, folder: Path) -> None:
    """Several at once, each with its own state; the broken one says why, the others are stored."""
    open_star(clerk, "村容整洁星")
    photos = make_photos(folder)
    clerk.choose(*photos)
    rows = clerk.page.locator(".queue li")
    expect(rows).to_have_count(4)
    expect(clerk.page.locator(".queue .stored")).to_have_count(3, timeout=30_000)
    expect(clerk.page.locator(".queue .failed")).to_have_text(
        "图片损坏或不完整。请在设备上打开看看是否完整，再添加。"
    )
    clerk.look("upload")
    clerk.choose(*make_documents(folder))
    expect(clerk.page.locator(".queue .stored")).to_have_count(6, timeout=30_000)
    clerk.press("填写说明和日期")
    expect(clerk.page.locator(".describe")).to_have_count(7)  # one picture came with the report


def clerk_describes_the_photos(clerk: Person) -> None:
    """All on one page; a picture may become public only with consent; one is corrected on its own page."""
    for name, words in {"巷道.jpg": "硬化后的巷道", "路灯.png": "路灯"}.items():
        photo = clerk.page.locator(".describe").filter(has_text=name)
        photo.get_by_label("说明").fill(words)
        photo.get_by_label("可以公开").check()
    clerk.fill("没有日期的，都填这一天", TODAY)
    clerk.press("全部保存")
    clerk.sees("图片要公开，请先确认画面中能认出的人都已同意。")
    clerk.look("captions")
    for name in ("巷道.jpg", "路灯.png"):
        clerk.page.locator(".describe").filter(has_text=name).get_by_label("画面中能认出的人都已同意").check()
    clerk.press("全部保存")
    clerk.sees("说明都已保存。")
    clerk.page.locator("#evidence + .grid > li").filter(has_text="路灯").get_by_role("link").last.click()
    clerk.look("evidence")
    clerk.fill("说明", "新装的路灯")
    clerk.press("保存")
    clerk.sees("说明已保存。")


def clerk_answers_the_self_check(clerk: Person) -> None:
    page = clerk.page
    for answer in page.get_by_label("已做到").all():
        answer.check()
    save(clerk)
    clerk.sees("份文件没有说明")
    clerk.look("section", full=True)


def clerk_corrects_the_text(clerk: Person) -> None:
    """Typed text is saved by itself; the page says when."""
    area = clerk.page.locator("#text")
    area.fill(area.input_value() + "新栽行道树60棵。")
    expect(clerk.page.locator("#text_status")).to_contain_text("已保存", timeout=15_000)
    clerk.open(clerk.page.url.removeprefix(clerk.address))
    expect(clerk.page.locator("#text")).to_have_value(re.compile("新栽行道树60棵。"))


def open_star(person: Person, title: str) -> None:
    person.page.locator(".task").filter(has_text=title).first.click()
    expect(person.page.locator("h1")).to_contain_text(title)


def secretary_submits(secretary: Person, stars_left_out: tuple[str, ...]) -> str:
    """Reads it as the township will, leaves stars out, submits; returns the digest that is shown."""
    secretary.open("/work/")
    secretary.press("按乡镇看到的样子通读")
    secretary.sees("乡镇将看到的样子", "还缺", "新装的路灯")
    secretary.look("check")
    for title in stars_left_out:
        secretary.page.locator("#id_stars").get_by_label(title).uncheck()
    secretary.press("报送乡镇")
    secretary.sees("请在全部读完后勾选这项声明。")
    for title in stars_left_out:
        expect(secretary.page.locator("#id_stars").get_by_label(title)).not_to_be_checked()
    state_and_submit(secretary)
    return digest_shown(secretary)


def state_and_submit(secretary: Person) -> None:
    secretary.page.get_by_label("我们已全部读过").check()
    secretary.press("报送乡镇")
    secretary.sees("已报送。乡镇现在可以阅读，谁也不能改动这一份。")
    secretary.look()


def digest_shown(person: Person) -> str:
    """The digest of the last submission on this screen, without the blanks that make it readable."""
    shown = person.page.locator(".digest").filter(visible=True).first.inner_text()
    return "".join(shown.split())


def clerk_answers_the_demands(clerk: Person, folder: Path) -> None:
    """Only the returned star is open again: text, figure, photo and each demand's answer."""
    clerk.open("/work/")
    clerk.sees("已退回村里", "需整改")
    clerk.look("returned")
    clerk.press("回复乡镇关于村容整洁星的要求")
    clerk.page.locator("#text").fill(clerk.page.locator("#text").input_value().replace("40盏", "42盏"))
    figure = clerk.page.locator("#figures ~ .card").filter(has_text="路灯").first
    figure.get_by_label("数值").fill("42")
    answers = clerk.page.get_by_label("您补了什么")
    for number in range(answers.count()):
        answers.nth(number).fill(f"第{number + 1}条已补齐，照片在佐证里。")
    clerk.look("demands")
    save(clerk)
    clerk.choose(draw(folder, "补拍.jpg", 9))
    expect(clerk.page.locator(".queue .stored")).to_have_count(1, timeout=30_000)
    clerk.press("填写说明和日期")
    clerk.page.locator(".describe").filter(has_text="补拍.jpg").get_by_label("说明").fill("补拍的路灯")
    clerk.press("全部保存")


def save(clerk: Person) -> None:
    """The one button of the page saves text, self-check, figures and answers together."""
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.page.locator(".note").get_by_text("已保存。", exact=True)).to_be_visible()


def clerk_finds_other_stars_locked(clerk: Person) -> None:
    clerk.open("/work/")
    open_star(clerk, "增收致富星")
    clerk.sees("这颗星现在由乡镇审核")
    expect(clerk.page.locator("#text")).to_have_count(0)


def secretary_resubmits(secretary: Person) -> None:
    secretary.open("/work/")
    secretary.press("检查并再次报送")
    secretary.sees("上次报送以来的变化")
    state_and_submit(secretary)
