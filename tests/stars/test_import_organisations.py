"""Organisations from a CSV: everything or nothing, with a reason row by row."""

import pytest
from django.core.management import CommandError, call_command

from stars.errors import BadInput
from stars.models import Event, Organisation
from stars.services.organisations import ImportRefused, import_organisations

HEADER = "code,name,kind,parent"
COUNTY = "990103000000,丙县,county,"
TOWNSHIP = "990103101000,丙镇,township,990103000000"
VILLAGE = "990103101201,丙村,village,990103101000"
CHINESE = "区划代码,名称,类别,上级代码"


def csv(*rows: str) -> bytes:
    return "\r\n".join(rows).encode()


def names(prefix: str = "990103") -> list[str]:
    return [row.name for row in Organisation.objects.filter(code__startswith=prefix)]


def refusal(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(ImportRefused) as caught:
        import_organisations(data=data)
    return [(problem.row, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("header", [HEADER, CHINESE])
def test_import_reads_what_spreadsheets_save(db, encoding, header):
    data = "\r\n".join([header, COUNTY, TOWNSHIP, VILLAGE]).encode(encoding)

    assert import_organisations(data=data) == 3

    assert names() == ["丙县", "丙镇", "丙村"]
    assert Organisation.objects.get(name="丙村").parent.parent.name == "丙县"


def test_import_reads_rare_characters_of_gb18030(db):
    data = f"{HEADER}\n{COUNTY.replace('丙县', '㐂𠀀县')}".encode("gb18030")

    import_organisations(data=data)

    assert names() == ["㐂𠀀县"]


def test_import_reads_chinese_kinds_old_line_ends_and_blank_lines(db):
    rows = [HEADER, COUNTY.replace("county", "县"), ",, ,", TOWNSHIP.replace("township", "乡")]

    assert import_organisations(data="\r".join(rows).encode()) == 2


def test_import_takes_parents_after_their_children(db):
    assert import_organisations(data=csv(HEADER, VILLAGE, TOWNSHIP, COUNTY)) == 3


def test_import_of_the_same_file_again_changes_nothing(db):
    data = csv(HEADER, COUNTY, TOWNSHIP, VILLAGE)
    import_organisations(data=data)
    before = (Event.objects.count(), Organisation.history.count())

    assert import_organisations(data=data) == 0

    assert (Event.objects.count(), Organisation.history.count()) == before


def test_import_renames_by_code_and_keeps_the_former_name_in_history(db):
    import_organisations(data=csv(HEADER, COUNTY))

    assert import_organisations(data=csv(HEADER, COUNTY.replace("丙县", "新县"))) == 1

    county = Organisation.objects.get(code="990103000000")
    assert [row.name for row in county.history.all()] == ["新县", "丙县"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("99010310120a,丙村,village,990103101000", "12 位"),
        ("9901031012,丙村,village,990103101000", "12 位"),
        ("990104101201,丙村,village,990103101000", "代码开头与上级不一致"),
        ("990103101000,丙村,village,990103101000", "与级别不符"),
        ("990103101201,丙村,village,990103000000", "村属于乡镇"),
        ("990103101201,丙村,village,990103999000", "990103999000"),
        ("990103101201,丙村,village,", "缺少上级代码"),
        ("990103101201,丙村", "类别"),
        ("990103101201,,village,990103101000", "缺少名称"),
        ("990103101201,丙村,state,990103101000", "类别"),
    ],
)
def test_import_with_one_bad_row_names_it_and_imports_nothing(db, row, why):
    [(number, _message)] = [
        problem for problem in refusal(csv(HEADER, COUNTY, TOWNSHIP, "", row)) if why in problem[1]
    ]

    assert number == 5
    assert names() == []
    assert not Event.objects.exists()


def test_import_names_every_bad_row_in_order(db):
    rows = refusal(csv(HEADER, "99010310120,甲,village,990103101000", COUNTY, TOWNSHIP, "x,乙,county,"))

    assert [number for number, _message in rows] == [2, 5]


def test_import_with_a_code_twice_asks_which_row_is_meant(db):
    again = refusal(csv(HEADER, COUNTY, TOWNSHIP, TOWNSHIP.replace("丙镇", "丁镇")))

    assert again == [(4, "此代码已在第 3 行出现。请只保留其中一行。")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "文件是空的"),
        (b"\r\n\r\n", "文件是空的"),
        (csv("code,name,kind", COUNTY), "parent"),
        ("编号,名字\n1,2".encode(), "缺少列：code"),
        (b"\xff\xff\xff", "UTF-8"),
        (csv(HEADER, "9" * 140_000), "CSV"),
    ],
)
def test_import_of_an_unreadable_file_says_what_to_do(db, data, why):
    with pytest.raises(BadInput) as caught:
        import_organisations(data=data)

    assert why in str(caught.value)


def test_import_command_reports_rows_and_refusals(db, tmp_path, capsys):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(csv(HEADER, COUNTY, TOWNSHIP))
    bad.write_bytes(csv(HEADER, "x,乙,county,"))

    call_command("import_organisations", str(good))
    with pytest.raises(CommandError, match="第 2 行"):
        call_command("import_organisations", str(bad))

    assert capsys.readouterr().out == "2 rows imported.\n"


def test_import_command_without_the_file_says_which(db, tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv"):
        call_command("import_organisations", str(tmp_path / "none.csv"))
