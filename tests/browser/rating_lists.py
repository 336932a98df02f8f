"""Lists as a village keeps them in Excel, and who stands in them."""

from pathlib import Path

from openpyxl import Workbook

PERSONS = ("姓名", "村民组", "区分")
HOUSEHOLDS = ("户主姓名", "村民组", "户号")
BUSINESSES = ("名称", "村民组", "区分")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕"
GIVEN = ("明远", "秀英", "建国", "桂兰", "海", "玉珍", "志强")


def people_names(number: int, start: int = 0) -> list[str]:
    """As many different names."""
    return [SURNAMES[at % 22] + GIVEN[at % 7] for at in range(start, start + number)]


def write_list(folder: Path, name: str, headings: tuple[str, ...], rows: list[tuple]) -> Path:
    """With the title row that such lists have above their headings."""
    book = Workbook()
    book.active.append([name.removesuffix(".xlsx")])
    for row in (headings, *rows):
        book.active.append(list(row))
    path = folder / name
    book.save(path)
    return path


def person_list(folder: Path, names: list[str], *more: str, values=None) -> Path:
    """`values`: name → what stands in the further columns `more`."""
    rows = [(name, "一组", "", *(values or {}).get(name, ())) for name in names]
    return write_list(folder, "干部名单.xlsx", (*PERSONS, *more), rows)


def household_list(folder: Path, names: list[str], *more: str, values=None) -> Path:
    """The first half lives in group 一组, the others in 二组."""
    half = len(names) // 2
    rows = [
        (name, "一组" if at < half else "二组", f"{at + 1:03}", *(values or {}).get(name, ()))
        for at, name in enumerate(names)
    ]
    return write_list(folder, "农户名单.xlsx", (*HOUSEHOLDS, *more), rows)
