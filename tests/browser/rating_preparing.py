"""The village before the assessment: a round, imported lists, targets, applications."""

import re
from pathlib import Path

from playwright.sync_api import expect

from stars.models import Round
from tests.browser.person import Person


def secretary_opens_the_round(secretary: Person, title: str, half: str = "") -> Round:
    """By the one book that the township has put into use; returns the round as it was stored."""
    secretary.open("/rating/?all=1")
    secretary.sees("还没有开启评定")
    secretary.press("开启评定")
    secretary.page.get_by_role("radio").first.check()
    secretary.fill("评定名称", title)
    if half:
        secretary.page.get_by_label("半年（仅限每半年评一次的办法）").select_option(label=half)
    secretary.look()
    secretary.press("开启评定")
    secretary.is_at(r"/rating/\d+/$")
    secretary.sees(title, "登记或导入参评对象")
    return Round.objects.get(title=title)


def clerk_imports_a_list(
    clerk: Person, round: Round, category: str, path: Path, number: int, picture: str = ""
) -> None:
    """The preview says row by row what will happen; nothing is on the list before it is confirmed. With `picture`
    the screens are looked at; lists that follow show the same ones."""
    clerk.open(f"/rating/{round.pk}/subjects/{category}/")
    clerk.press("导入名单")
    if picture:
        clerk.look()
    clerk.page.set_input_files("#id_file", path)
    clerk.press("读取名单")
    clerk.sees(f"共 {number} 行", "都还没有导入", "新增")
    assert not round.organiser.subjects.filter(category=category).exists()
    if picture:
        clerk.look(picture)
    clerk.press("导入整份名单")
    clerk.is_at(rf"/rating/\d+/subjects/{category}/$")
    assert round.organiser.subjects.filter(category=category).count() == number


def clerk_takes_the_list_into_the_round(
    clerk: Person, round: Round, category: str, picture: str = ""
) -> None:
    """What the confirmation has not put into the round yet is put there by one button."""
    clerk.open(f"/rating/{round.pk}/subjects/{category}/")
    if clerk.page.get_by_text("未列入本轮").count():
        clerk.press("把名单上的都列入本轮")
    expect(clerk.page.get_by_text("未列入本轮")).to_have_count(0)
    clerk.sees("已列入本轮")
    if picture:
        clerk.look(picture)


def clerk_says_whose_account_it_is(clerk: Person, round: Round, category: str, name: str, user) -> None:
    """So that nobody handles what is about his own."""
    clerk.open(f"/rating/{round.pk}/subjects/{category}/")
    clerk.press(name)
    clerk.page.get_by_label(user.name).check()
    clerk.look()
    clerk.press("保存")


def clerk_declares_the_targets(clerk: Person, round: Round, category: str, aims: dict[str, str]) -> None:
    """`aims`: label of the subject → target in words."""
    clerk.open(f"/rating/{round.pk}/targets/{category}/")
    for label, aim in aims.items():
        clerk.page.get_by_label(f"{label}: 目标").select_option(label=aim)
    first = next(iter(aims))
    clerk.page.get_by_label(f"{first}: 自查情况").fill("全年参加公益活动十二次")
    clerk.press("保存目标")
    expect(clerk.page.get_by_label(f"{first}: 自查情况")).to_have_value("全年参加公益活动十二次")


def clerk_looks_at_the_targets(clerk: Person, round: Round, category: str) -> None:
    clerk.open(f"/rating/{round.pk}/targets/{category}/")
    clerk.look_from_the_top("rating-targets")


def clerk_makes_a_slip(clerk: Person, round: Round, category: str, label: str, kind: str) -> str:
    """A one-time slip for one of them; returns the code as the paper has it, which is shown once."""
    clerk.open(f"/rating/{round.pk}/slips/{category}/")
    clerk.page.get_by_label(kind).check()
    clerk.page.get_by_label(label, exact=True).check()
    clerk.look()
    clerk.press("给勾选的人打印")
    clerk.sees("请现在就打印", label)
    clerk.look()
    return clerk.page.locator(".slip .code").inner_text()


def person_declares_by_slip(reader: Person, code: str, aim: str) -> None:
    """Scanned with a phone: the code stands behind the #, and the page takes it from there."""
    reader.open(f"/slip/#{code}")
    reader.sees("我的目标")
    expect(reader.page).to_have_url(re.compile(r"/slip/$"))
    reader.page.get_by_label("我要争取的").select_option(label=aim)
    reader.look()
    reader.press("提出我的目标")
    reader.sees(aim, "这张凭条已用完")
    reader.look()
    reader.open(f"/slip/#{code}")
    reader.sees("用过")


def person_applies_by_slip(reader: Person, code: str) -> None:
    reader.open(f"/slip/#{code}")
    reader.sees("申请参加评星")
    reader.look()
    reader.press("我申请参评")
    reader.sees("您已申请参加评星")


def clerk_records_the_applications(
    clerk: Person, round: Round, category: str, but: tuple[str, ...] = ()
) -> None:
    """Everybody who still stands there handed in a paper, but those who did not."""
    clerk.open(f"/rating/{round.pk}/applications/{category}/")
    for box in clerk.page.get_by_role("checkbox").all():
        box.check()
    for label in but:
        clerk.page.get_by_label(label, exact=True).uncheck()
    clerk.look()
    clerk.press("勾选的已申请")
    clerk.sees(*(but or ["列入本轮的都已申请"]))


def secretary_begins_the_assessment(secretary: Person, round: Round) -> None:
    secretary.open(f"/rating/{round.pk}/begin/")
    secretary.look()
    secretary.press("开始评议")
    secretary.sees("评议和打分")
    secretary.open(f"/rating/{round.pk}/")
    secretary.sees("安排并召开评议会")
    secretary.look("rating-home")


def secretary_approves_the_targets(secretary: Person, round: Round, category: str, number: int) -> None:
    secretary.open(f"/rating/{round.pk}/targets/{category}/")
    secretary.sees(f"{number} 个目标等待批复")
    secretary.look()
    secretary.press("全部批复")
    secretary.sees("已批复")
    secretary.look()


def clerk_registers_the_committee(clerk: Person, round: Round) -> None:
    """What is rated there is the village's own organisation: no list, one button."""
    clerk.open(f"/rating/{round.pk}/subjects/committee/")
    clerk.press(f"登记{round.organiser.name}")
    clerk.sees("村里的组织已登记", "已列入本轮")
    clerk.look()
