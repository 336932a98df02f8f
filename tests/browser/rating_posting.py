"""A posting from its first day to its last, and one objection from the form to its answer."""

from stars.models import Posting, Round
from tests.browser.person import Person
from tests.posting_making import end

OBJECTION = "这一户去年没有参加清理河道，请再核实一下。"
ANSWER = "已向小组核实：去年三次清理都有签到，结果不变。"


def secretary_posts(secretary: Person, round: Round, kind: str, words: str) -> Posting:
    """What will be public is read first; names are masked in it."""
    secretary.open(f"/rating/{round.pk}/postings/")
    secretary.look()
    secretary.press(words)
    secretary.sees("公示内容预览", "姓名已遮挡")
    secretary.look()
    secretary.press("发布公示")
    secretary.sees("还有 15 天")
    secretary.look()
    return Posting.objects.get(round=round, kind=kind)


def reader_sees_the_posting(reader: Person, posting: Posting, names: list[str], masked: list[str]) -> None:
    reader.open(f"/postings/{posting.pk}/")
    reader.sees(*masked)
    reader.sees_not(*names)
    reader.look("rating-posting")


def villager_objects(reader: Person, posting: Posting, masked: str, text: str = OBJECTION) -> tuple[str, str]:
    """Too short a text comes back as it was typed; returns the receipt number and its code."""
    reader.open(f"/postings/{posting.pk}/")
    reader.press("提出异议")
    options = reader.page.get_by_label("针对什么？").locator("option").all_inner_texts()
    line = next(one for one in options if masked in one)
    reader.page.get_by_label("针对什么？").select_option(label=line)
    reader.fill("哪里不对？", text)
    reader.look_from_the_top("rating-objection")
    reader.fill("哪里不对？", "不对")
    reader.press("提交异议")
    reader.sees("请至少写十个字")
    reader.look()
    reader.fill("哪里不对？", text)
    reader.press("提交异议")
    reader.sees("您的异议已收到", "只显示这一次")
    reader.look()
    number, code = reader.page.locator(".receipt dd.big").all_inner_texts()
    return number, code


def villager_follows_the_receipt(reader: Person, number: str, code: str, *said: str) -> None:
    reader.open("/receipts/")
    reader.fill("回执号", number)
    reader.fill("查询码", code)
    reader.press("查询")
    reader.sees(number, *said)
    reader.look()


def the_concerned_only_sees_that_it_exists(person: Person, round: Round, number: str) -> None:
    """What is about his own he cannot open, whatever his post."""
    person.open(f"/rating/{round.pk}/postings/")
    person.sees(number, "涉及您本人或您家，由他人处理")
    person.sees_not(OBJECTION)
    person.look()


def member_answers(member: Person, round: Round, number: str, answer: str = ANSWER) -> None:
    member.open(f"/rating/{round.pk}/postings/")
    member.press(number)
    member.sees(OBJECTION)
    member.look()
    member.press("受理")
    member.page.get_by_label("异议不成立，结果不变").check()
    member.fill("回复", answer)
    member.look()
    member.press("提交答复")
    member.sees(answer)


def the_days_pass(posting: Posting) -> None:
    """The posting itself is moved back in the database: to its readers the same as fifteen days of waiting."""
    end(posting)


def reader_finds_only_numbers(reader: Person, posting: Posting, masked: list[str]) -> None:
    reader.open(f"/postings/{posting.pk}/")
    reader.page.reload()  # a browser may show what it has for a minute
    reader.sees("公示已结束", "姓名只在公示期间显示")
    reader.sees_not(*masked)
    reader.look()
