"""The columns of a list of subjects, by what the category's table asks for."""

import re
import unicodedata
from collections.abc import Callable

from stars.lists.cleaning import name as clean_name
from stars.lists.cleaning import one_of, short
from stars.lists.model import CellError, Column
from stars.models import Subject
from stars.plain_names import long_number
from stars.rules.book import Category
from stars.subject_kinds import kind_of

Kind = Subject.Kind
YES, NO = "是", "否"
FLAGS = {YES: True, NO: False, "1": True, "0": False, "终身": True, "√": True}
NUMERALS = "零一二三四五"
STARS = re.compile(r"[星级★☆]+$")
NAMES = {
    Kind.PERSON: ("姓名", "名字", "name"),
    Kind.HOUSEHOLD: ("户主姓名", "户主", "姓名", "name"),
    Kind.BUSINESS: ("名称", "单位名称", "经营户名称", "店名", "name"),
}
GROUPS = ("村民组", "村民小组", "组别", "小组", "组", "group")
NUMBERS = ("户号", "户编号", "编号", "number")


def without_numbers(clean: Callable[[str], str]) -> Callable[[str], str]:
    def cleaned(text: str) -> str:
        if long_number(text):
            raise CellError("long_number")
        return clean(text)

    return cleaned


def level(text: str) -> int:
    """3, 3星, 三星 or ★★★."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain and not plain.strip("★"):
        plain = str(len(plain))
    plain = STARS.sub("", plain)
    found = NUMERALS.find(plain) if len(plain) == 1 and plain in NUMERALS else -1
    number = int(plain) if re.fullmatch(r"[0-5]", plain) else found
    if number < 0:
        raise CellError("not_a_level", "0–5")
    return number


def columns_for(table: Category) -> tuple[Column, ...]:
    """`level`: where the book has a step rule; `lifetime`: where it has five stars for life; None where not said."""
    kind = kind_of(table.key)
    household = kind == Kind.HOUSEHOLD
    columns = [Column("name", NAMES[kind], required=True, clean=without_numbers(clean_name(100)), width=20)]
    columns.append(Column("group", GROUPS, required=household, clean=without_numbers(short(40))))
    if household:
        columns.append(Column("number", NUMBERS, required=True, clean=without_numbers(short(20))))
    else:
        apart = ("区分", "区分说明", "备注", "alias")
        columns.append(Column("alias", apart, clean=without_numbers(short(40)), width=20))
    if table.step_rule:
        before = ("上次星级", "上期星级", "原星级", "previous")
        columns.append(Column("level", before, clean=level, empty=None, choices=tuple("012345")))
    if table.lifetime_level:
        for_life = ("终身五星", "终身", "lifetime")
        columns.append(Column("lifetime", for_life, clean=one_of(FLAGS), empty=None, choices=(YES, NO)))
    columns.append(Column("category", ("类别", "参评类别", "category"), clean=short(60)))
    return tuple(columns)


def offered(table: Category) -> tuple[Column, ...]:
    """Those of a template and an export; a column that names the category is only understood."""
    return tuple(column for column in columns_for(table) if column.key != "category")


def examples(table: Category) -> list[dict[str, object]]:
    kind = kind_of(table.key)
    name = {Kind.HOUSEHOLD: "张三", Kind.BUSINESS: "便民超市"}.get(kind, "李四")
    row: dict[str, object] = {"name": name, "group": "一组", "number": "001", "alias": "", "level": 3}
    return [row | {"lifetime": NO}]
