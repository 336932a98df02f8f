"""Numbers with units, as people write them."""

import pytest

from evidence.reports.figures import broken_numbers, find_numbers
from evidence.reports.labels import name_figures
from evidence.reports.numerals import chinese_number, plain_number
from evidence.reports.sentences import around
from stars.rules.book import FigureSpec


def numbers_of(text):
    return [(number.value, number.unit) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("安装路灯25盏", [("25", "盏")]),
        ("党员２０人", [("２０", "人")]),
        ("占到了70%。", [("70", "%")]),
        ("占90％以上", [("90", "%")]),
        ("入股20万元", [("20", "万元")]),
        ("入股二十万元", [("二十", "万元")]),
        ("清单5大类44条", [("5", "类"), ("44", "条")]),
        ("按1:3比例配备", [("1:3", "")]),
        ("联系2-3名积极分子", [("2-3", "名")]),
        ("每组三至五人", [("三至五", "人")]),
        ("活动二十场次", [("二十", "场次")]),
        ("共有一名党员", [("一", "名")]),
        ("百分之九十五的党员", [("九十五", "%")]),
        ("发放1,200余份", [("1,200", "份")]),
        ("服务1.2万人次", [("1.2", "万人次")]),
        ("45岁以下村干部有2名", [("2", "名")]),
    ],
)
def test_number_with_a_unit_is_found(text, expected):
    assert numbers_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年5月22日召开会议",
        "二〇二四年十月召开会议",
        "5月份和12月3日",
        "上世纪八十年代，90后青年",
        "上午9:30开会",
        "第3次会议、第五条规定",
        "落实八项规定，做到一次性告知",
        "做到“两个维护”“十个不准”",
        "成熟一个，发展一个",
        "三户湾村民小组的十户长",
        "三会一课、四议两公开",
        "用了3个月、24小时值班",
        "年龄在45岁以下",
        "1.组织学习\n2.组织讨论",
    ],
)
def test_date_ordinal_slogan_or_age_is_no_figure(text):
    assert numbers_of(text) == []


@pytest.mark.parametrize("text", ["共20\n3名", "共20 3名", "共20\n\n3名", "共二十\n三名"])
def test_broken_number_gives_no_figure(text):
    assert len(broken_numbers(text)) == 1
    assert numbers_of(text) == []


@pytest.mark.parametrize(
    "text", ["党员共20\n3.组织学习", "1\t路灯\t25\n2\t垃圾箱\t30", "20人\n3名", "统一\n一起"]
)
def test_numbers_on_two_lines_are_not_always_broken(text):
    assert broken_numbers(text) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("二十", 20),
        ("十二", 12),
        ("一百零五", 105),
        ("一万二千", 12000),
        ("二〇二四", 2024),
        ("两", 2),
        ("人", None),
    ],
)
def test_chinese_number_is_read(written, value):
    assert chinese_number(written) == value


@pytest.mark.parametrize(
    ("written", "plain"), [("1,200", "1200"), ("２.5", "2.5"), ("2-3", None), ("1:3", None)]
)
def test_plain_number_only_of_one_number(written, plain):
    assert plain_number(written) == plain


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("安装了25盏路灯，方便出行。", ["路灯"]),
        ("党员致富能手达到90%以上。", ["党员致富能手"]),
        ("对照4大类36项权力清单说明。", ["权力清单说明", "权力清单说明"]),
        ("2024年5月22日收到利息14万元。", ["收到利息"]),
        ("路灯\t25盏", ["路灯"]),
    ],
)
def test_label_is_taken_from_the_words_beside(text, labels):
    assert [figure.label for figure in name_figures(text, find_numbers(text), ())] == labels


def test_known_figure_goes_to_the_nearest_number_with_its_unit():
    known = [
        FigureSpec("lights", "路灯", "盏", ("路灯",)),
        FigureSpec("reserve", "后备干部", "名", ("后备",)),
    ]
    text = "安装25盏路灯，有后备干部3名，书记后备力量1人，路灯电费2万元。"
    found = [(f.figure_key, f.value) for f in name_figures(text, find_numbers(text), known)]
    assert found == [("lights", "25"), ("reserve", "3"), (None, "1"), (None, "2")]


def test_range_is_never_a_known_figure():
    known = [FigureSpec("reserve", "后备干部", "名", ("后备",))]
    text = "有后备干部2-3名"
    assert [f.figure_key for f in name_figures(text, find_numbers(text), known)] == [None]


def test_context_is_the_sentence():
    text = "修了路。2024年5月安装25盏路灯。种了树。"
    assert name_figures(text, find_numbers(text), ())[0].context == "2024年5月安装25盏路灯。"


def test_sentence_around_a_number_is_whole_and_stands_in_the_text():
    long = "我村" + "认真落实上级要求，" * 12 + "集体入股20 3万元，" + "带动了村民增收，" * 12 + "效果好。"
    text = "前面一句。" + long + "后面一句。"
    start = text.index("20 3")

    assert around(text, start, start + 4) == long


def test_sentence_around_a_number_that_a_line_end_breaks_has_both_parts():
    text = "办培训4场次。集体入股20\n3万元。后面一句。"
    start = text.index("20")

    assert around(text, start, start + 4) == "集体入股20\n3万元。"
